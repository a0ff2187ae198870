import type { SignalFigure } from '../../../figure.ts'
import { blueText, ink, muted } from '../colours.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, beside, paragraph, stack } from '../svg.ts'
import { type Band, stemPanel } from './stems.ts'

const grounds = ['#eef3f8', '#fdf3e3'] as const

/** Signals over one index; the last one, the output, on the stretches where one formula holds. */
export const drawSignals = async ({ index, signals, pieces = [] }: SignalFigure): Promise<Art> => {
  const from = Math.min(...signals.map((signal) => signal.from))
  const to = Math.max(...signals.map((signal) => signal.from + signal.values.length - 1))
  if (!Number.isFinite(from)) throw new NotDrawable('no signals')
  const bands = pieces
    .filter((piece) => piece.from <= piece.to)
    .map((piece, at): Band & { says: string } => ({
      ...piece,
      fill: grounds[at % 2] ?? '',
      mark: letter(at),
    }))
  const panels = await Promise.all(
    signals.map(({ name, from: first, values }, at) =>
      stemPanel({
        title: `${name}[${index}]`,
        name,
        axis: index,
        from,
        to,
        stems: values.map((value, offset) => ({ at: first + offset, value })),
        bands: at === signals.length - 1 ? bands : [],
      }),
    ),
  )
  return stack(
    [
      paragraph('Convolution of signals: y = x ∗ h', room, { size: 14, weight: 'bold' }),
      ...panels,
      stack(
        bands.map((band) => pieceArt(band, index, [from, to])),
        4,
      ),
    ],
    8,
  )
}

const letter = (at: number): string => 'ABCDEFGHIJKLMNOP'[at] ?? '…'
const minus = (value: number): string => `${value}`.replace('-', '−')

/** The stretches at the ends of what is drawn go on beyond it. */
const spanOf = (index: string, from: number, to: number, [start, end]: readonly [number, number]): string => {
  if (from <= start && to >= end) return `all ${index}`
  if (from <= start) return `${index} ≤ ${minus(to)}`
  if (to >= end) return `${index} ≥ ${minus(from)}`
  return from === to ? `${index} = ${minus(from)}` : `${minus(from)} ≤ ${index} ≤ ${minus(to)}`
}

const pieceArt = (
  { from, to, says, mark }: Band & { says: string },
  index: string,
  drawn: readonly [number, number],
): Art => {
  const name = paragraph(mark, room, { size: 12, weight: 'bold', fill: blueText })
  const span = paragraph(spanOf(index, from, to, drawn), room, { size: 12, fill: muted })
  return beside(
    [
      name,
      span,
      paragraph(`y[${index}] = ${says}`, room - name.width - span.width - 20, { size: 13, fill: ink }),
    ],
    10,
  )
}
