import { describe, expect, test } from 'vitest'
import {
  blue,
  blueText,
  green,
  greenText,
  ink,
  muted,
  panel,
  paper,
  tints,
  vermilion,
  vermilionText,
} from '../../../../src/render/picture/colours.ts'

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = { paper, panel }

test('the measure is that of WCAG: white on black is 21', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 6)
})

describe('text has the contrast of WCAG AA, 4.5, on every ground', () => {
  test.each(
    Object.entries({ ink, muted, blueText, vermilionText, greenText }).flatMap(([name, colour]) =>
      Object.entries(grounds).map(([ground, on]) => [name, ground, colour, on] as const),
    ),
  )('%s on %s', (_name, _ground, colour, on) => {
    expect(contrast(colour, on)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(tints)('numbers on a cell of %s: AAA, 7', (tint) => {
    expect(contrast(ink, tint)).toBeGreaterThanOrEqual(7)
  })
})

test.each(Object.entries({ blue, vermilion, green }))('marks have contrast 3 on paper: %s', (_, colour) => {
  expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3)
})
