import type { Exact } from '../../../exact/value.ts'
import type { FindingDrawing, VerdictDrawing } from '../../../picture.ts'
import { boxed } from '../card.ts'
import { greenText, ink, muted, rule, vermilion, vermilionText } from '../colours.ts'
import { fitFormula } from '../formula.ts'
import { room } from '../page.ts'
import { shownValue } from '../shown-value.ts'
import { type Art, beside, element, line, nothing, paragraph, place, stack } from '../svg.ts'

const barHeight = 26
/** Room for a number, however few claims it counts. */
const leastWidth = 26

/** Claims of an explanation as one bar; words and patterns say the same as the colours. */
export const drawVerdict = ({ heading, agree, disagree, unverified }: VerdictDrawing): Art => {
  const parts = [
    { name: 'agree', count: agree, fill: '#007a59', on: '#ffffff', below: greenText },
    { name: 'disagree', count: disagree, fill: '#b84a00', on: '#ffffff', below: vermilionText },
    { name: 'not checked', count: unverified, fill: '#c9cfd6', on: ink, below: muted },
  ] as const
  const all = Math.max(1, agree + disagree + unverified)
  const free = room - leastWidth * parts.filter(({ count }) => count > 0).length
  let x = 0
  let svg = ''
  for (const { name, count, fill, on } of parts) {
    if (count === 0) continue
    const width = leastWidth + (free * count) / all - 2
    svg += element('rect', { x, y: 0, width, height: barHeight, rx: 3, fill })
    if (name === 'disagree') svg += hatch(x, width)
    const number = line(x + width / 2, 18, `${count}`, {
      size: 14,
      weight: 'bold',
      fill: on,
      anchor: 'middle',
    })
    svg += element('g', { 'data-value-of': name }, number)
    x += width + 2
  }
  for (const [at, { name, count, below }] of parts.entries()) {
    const says = name === 'not checked' ? name : `${name}${count === 1 ? 's' : ''}`
    const style = { size: 12.5, weight: 'bold', fill: below } as const
    svg += line((at * room) / 3, barHeight + 18, `${count} ${says}`, style)
  }
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold' }),
      paragraph(`${all} claim${all === 1 ? '' : 's'} of the text, each against the solver`, room, {
        size: 12,
        fill: muted,
      }),
      { svg, width: room, height: barHeight + 24 },
    ],
    8,
  )
}

const hatch = (x: number, width: number): string => {
  const lines: string[] = []
  for (let at = x + 6; at < x + width - 2; at += 9)
    lines.push(`M${at.toFixed(1)} ${barHeight}l${Math.min(6, x + width - at).toFixed(1)} -${barHeight}`)
  return element('path', { d: lines.join(''), stroke: '#ffffff', 'stroke-opacity': 0.28, 'stroke-width': 2 })
}

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
