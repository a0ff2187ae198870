import type { Exact } from '../../exact/value.ts'
import type { FindingDrawing } from '../../picture.ts'
import { boxed } from './card.ts'
import { greenText, rule, vermilion, vermilionText } from './colours.ts'
import { fitFormula } from './formula.ts'
import { room } from './page.ts'
import { shownValue } from './shown-value.ts'
import { type Art, beside, element, nothing, paragraph, place, stack } from './svg.ts'

const mostQuoted = 400
const inset = 12

type Side = {
  readonly title: string
  readonly value: Exact | string
  readonly ink: string
  readonly fill: string
  readonly stroke: string
}

/** A red finding: what was written, what it claims beside what is true, and why. */
export const drawFinding = async (finding: FindingDrawing): Promise<Art> => {
  const { heading, quote, claimed, expected, because } = finding
  const cut = quote.length > mostQuoted ? `${quote.slice(0, mostQuoted)}…` : quote
  const words = paragraph(`“${cut}”`, room - 20, { size: 13.5 })
  const bar = element('rect', { x: 0, y: 0, width: 4, height: words.height + 4, rx: 2, fill: vermilion })
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold', fill: vermilionText }),
      { svg: bar + place(words, 14, 2), width: room, height: words.height + 4 },
      await sides([
        ...(claimed === undefined ? [] : [{ ...wrong, value: claimed }]),
        ...(expected === undefined ? [] : [{ ...right, value: expected }]),
      ]),
      because === undefined ? nothing : boxed(paragraph(because, room - 2 * inset, { size: 13 })),
    ],
    12,
  )
}

const wrong = { title: '✗ claimed', ink: vermilionText, fill: '#fdf1ea', stroke: '#e8b598' } as const
const right = { title: '✓ the solver has', ink: greenText, fill: '#e9f6f1', stroke: '#9fd3c2' } as const

/** Side by side, in boxes of one height; below each other where one is too wide for that. */
const sides = async (values: readonly Side[]): Promise<Art> => {
  const half = (room - inset) / 2
  const narrow = await Promise.all(values.map((side) => sideArt(side, half)))
  if (values.length === 2 && narrow.every(({ fits }) => fits)) {
    const height = Math.max(...narrow.map(({ art }) => art.height))
    return beside(
      narrow.map(({ art }, at) => framed({ ...art, height }, values[at], half)),
      inset,
    )
  }
  const wide = await Promise.all(values.map((side) => sideArt(side, room)))
  return stack(
    wide.map(({ art }, at) => framed(art, values[at], room)),
    8,
  )
}

const sideArt = async (
  { title, value, ink: fill }: Side,
  width: number,
): Promise<{ art: Art; fits: boolean }> => {
  const inside = width - 2 * inset
  const shown = typeof value === 'string' ? { latex: '', text: clip(value) } : shownValue(value)
  const formula =
    shown.latex === '' ? undefined : await fitFormula({ ...shown, text: clip(shown.text) }, 16, inside)
  const art = stack(
    [
      paragraph(title, inside, { size: 12, weight: 'bold', fill }),
      formula ?? paragraph(shown.text, inside, { size: 14 }),
    ],
    6,
  )
  return { art, fits: formula === undefined || formula.size >= 13 }
}

const clip = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

const framed = (art: Art, side: Side | undefined, width: number): Art => {
  const height = art.height + 20
  const { fill = '#ffffff', stroke = rule } = side ?? {}
  return {
    svg:
      element('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 6, fill, stroke }) +
      place(art, inset, 10),
    width,
    height,
  }
}
