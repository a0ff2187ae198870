import type { VerdictDrawing } from '../../../picture.ts'
import { chart } from '../chart.ts'
import { greenText, ink, muted, paper, vermilionText } from '../colours.ts'
import { fromTo, wordsLayer } from '../marks.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'

const barHeight = 26
/** Room for a number, however few claims it counts. */
const leastWidth = 26
const gap = 2

/** Claims of an explanation as one bar; words and patterns say the same as the colours. */
export const drawVerdict = async ({ heading, agree, disagree, unverified }: VerdictDrawing): Promise<Art> => {
  const all = agree + disagree + unverified
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold' }),
      paragraph(`${all} claim${all === 1 ? '' : 's'} of the text, each against the solver`, room, {
        size: 12,
        fill: muted,
      }),
      await barOf([
        { name: 'agree', count: agree, fill: '#007a59', on: paper, below: greenText },
        { name: 'disagree', count: disagree, fill: '#b84a00', on: paper, below: vermilionText },
        { name: 'not checked', count: unverified, fill: '#c9cfd6', on: ink, below: muted },
      ]),
    ],
    8,
  )
}

type Part = {
  readonly name: string
  readonly count: number
  readonly fill: string
  readonly on: string
  readonly below: string
}

const barOf = (parts: readonly Part[]): Promise<Art> => {
  const shown = parts.filter(({ count }) => count > 0)
  const all = Math.max(
    1,
    shown.reduce((sum, { count }) => sum + count, 0),
  )
  const free = room - leastWidth * shown.length - gap * (shown.length - 1)
  let end = -gap
  const bars = shown.map((part) => {
    const x = end + gap
    end = x + leastWidth + (free * part.count) / all
    return { ...part, x, x2: end, y: 0, y2: barHeight }
  })
  const says = ({ name, count }: Part): string =>
    `${count} ${name === 'not checked' || count !== 1 ? name : `${name}s`}`
  return chart({
    autosize: 'none',
    width: room,
    height: barHeight + 24,
    layer: [
      {
        data: { values: bars },
        mark: { type: 'rect', cornerRadius: 3, color: { expr: 'datum.fill' } },
        encoding: fromTo,
      },
      {
        data: { values: bars.filter(({ name }) => name === 'disagree').flatMap(hatch) },
        mark: { type: 'rule', color: paper, opacity: 0.28, strokeWidth: 2 },
        encoding: fromTo,
      },
      wordsLayer([
        ...bars.map(({ name, count, on, x, x2 }) => ({
          x: (x + x2) / 2,
          y: 18,
          text: `${count}`,
          size: 14,
          bold: true,
          ink: on,
          align: 'center' as const,
          of: name,
        })),
        ...parts.map((part, at) => ({
          x: (at * room) / parts.length,
          y: barHeight + 18,
          text: says(part),
          size: 12.5,
          bold: true,
          ink: part.below,
        })),
      ]),
    ],
  })
}

/** Slanted lines across a bar, 9 pixels apart. */
const hatch = ({ x, x2 }: { readonly x: number; readonly x2: number }) =>
  Array.from({ length: Math.max(0, Math.floor((x2 - x - 12) / 9)) }, (_, at) => {
    const foot = x + 4 + 9 * at
    return { x: foot, x2: foot + 6, y: barHeight, y2: 0 }
  })
