import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import pixelmatch from 'pixelmatch'
import { describe, expect, test } from 'vitest'
import { NotDrawable } from '../../../../src/render/picture/not-drawable.ts'
import { outlined } from '../../../../src/render/picture/outlines.ts'

const [width, height] = [240, 60]
const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const fontFiles = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((file) =>
  join(folder, file),
)

const svgOf = (inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inner}</svg>`

const pixels = (svg: string, files: string[]): Buffer =>
  new Resvg(svg, { background: 'white', font: { loadSystemFonts: false, fontFiles: files } }).render().pixels

const dark = (image: Buffer): number => image.filter((value, at) => at % 4 === 0 && value < 128).length

const family = 'font-family="DejaVu Sans"'

/** Of what pictures write past ASCII. */
const beyond = [...'−·×÷≤≥≈≠∞∑∏√∫∂∇‖·⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂αβγδεηθλμπρστφψωΓΔΘΛΣΦΨΩéäöüßñç“”…✓✗±∗⌊⌋∈ℝ']

// Without pairs of letters that resvg moves together or joins.
const words: readonly (readonly [what: string, svg: string])[] = [
  ['at a place', `<text x="10" y="40" ${family} font-size="20">H 0.25 = 1/4</text>`],
  [
    'in bold',
    `<text x="10" y="40" ${family} font-size="20px" font-weight="bold" fill="#005f94">max 3</text>`,
  ],
  ['in weight 700', `<text x="10" y="40" ${family} font-size="20" font-weight="700">max 3</text>`],
  [
    'in the middle',
    `<text text-anchor="middle" transform="translate(120,40)" ${family} font-size="18px">−40 × 2</text>`,
  ],
  [
    'at the end',
    `<text text-anchor="end" transform="translate(220,40)" ${family} font-size="18px">2⁻¹⁰ σ</text>`,
  ],
  [
    'turned',
    `<text text-anchor="start" transform="translate(60,50) rotate(-20)" ${family} font-size="18px">n ≥ 0</text>`,
  ],
  ['with signs of XML', `<text x="10" y="40" ${family} font-size="20">a &lt; b &amp; "c" &gt; d</text>`],
  [
    'with a rim',
    `<rect width="240" height="30" fill="#005f94"/><text x="10" y="40" ${family} font-size="24" stroke="#ffffff" stroke-width="3" stroke-linejoin="round">B</text>`,
  ],
]

describe('words as paths', () => {
  test.each(words)('%s look as resvg draws them from the font', (_, inner) => {
    const paths = outlined(svgOf(inner))
    expect(paths).not.toContain('<text')
    const drawn = pixels(paths, [])
    const expected = pixels(svgOf(inner), fontFiles)
    expect(dark(expected)).toBeGreaterThan(30)
    expect(pixelmatch(expected, drawn, undefined, width, height, { threshold: 0.15 })).toBeLessThan(12)
  })

  test.each(['400', '700'])('of weight %s have every letter as resvg draws it', (weight) => {
    const letters = [...Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)), ...beyond]
    const wrong = letters.filter((letter) => {
      const escaped = letter.replace(
        /[&<>]/,
        (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '',
      )
      const svg = svgOf(
        `<text x="20" y="45" ${family} font-size="40" font-weight="${weight}">${escaped}</text>`,
      )
      const [expected, drawn] = [pixels(svg, fontFiles), pixels(outlined(svg), [])]
      return (
        dark(expected) === 0 ||
        pixelmatch(expected, drawn, undefined, width, height, { threshold: 0.15 }) > 12
      )
    })
    expect(wrong).toEqual([])
  })

  test('leave the rest of a picture as it is', () => {
    const rest = '<rect x="1" y="2" width="3" height="4" fill="#d0d7de"/><g transform="scale(2)"></g>'
    expect(outlined(svgOf(rest))).toBe(svgOf(rest))
  })

  test('are refused where the font lacks a character', () => {
    expect(() => outlined(svgOf(`<text ${family} font-size="13">卷积</text>`))).toThrow(NotDrawable)
  })
})
