import type { Expression } from '../../../exact/expression.ts'
import { toLatex, toUnicode } from '../../../exact/write/write.ts'
import type { UpdateSizeFigure } from '../../../figure.ts'
import { chart } from '../chart.ts'
import { blue, blueText, ink, muted, paper, vermilion, vermilionText } from '../colours.ts'
import { fitFormula, onOneLine } from '../formula.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type NamedTicks, powerTicks } from '../powers.ts'
import { roughly } from '../shown-value.ts'
import { type Art, beside, paragraph, stack } from '../svg.ts'

const mostRivals = 4

type Point = {
  readonly alpha: Expression
  readonly value: number
  readonly says: string
  readonly right: boolean
}

/** Worst-case RMS(Δy) grows as α: a line of slope 1 on two log axes, which meets the bound at the right α. */
export const drawUpdateSize = async (figure: UpdateSizeFigure): Promise<Art> => {
  const points = pointsOf(figure)
  const [right] = points
  if (!right) throw new NotDrawable('α has no number')
  const size = ({ value }: Point): number => value / right.value
  const rows = await Promise.all(points.map((point, at) => rowOf(point, at, size(point))))
  return stack(
    [
      stack(
        [
          paragraph('How large may α be?', room, { size: 14, weight: 'bold' }),
          paragraph(figure.layer, room, { size: 12, fill: muted }),
        ],
        3,
      ),
      await plotOf(points, right.value),
      stack(rows, 7),
    ],
    10,
  )
}

const logAxis = (title: string | null, domain: [number, number], ticks: NamedTicks) => ({
  type: 'quantitative' as const,
  scale: { type: 'log' as const, domain },
  axis: { title, ...ticks },
})

const plotOf = (points: readonly Point[], bound: number): Promise<Art> => {
  const logs = points.map(({ value }) => Math.log10(value))
  const [first, last] = [Math.floor(Math.min(...logs) - 0.2), Math.ceil(Math.max(...logs) + 0.2)]
  const [low, high] = [first, last].map((power) => 10 ** power / bound)
  const [lowest, highest] = [Math.ceil(Math.log10(low ?? 1)), Math.floor(Math.log10(high ?? 1))]
  const decade = (power: number): number => 10 ** power
  const marks = points.map(({ value, right }, at) => ({
    alpha: value,
    size: value / bound,
    letter: letter(at),
    right,
  }))
  const onX = logAxis('α', [decade(first), decade(last)], powerTicks(10, first, last, 6, decade))
  const onY = logAxis(null, [low ?? 1, high ?? 1], powerTicks(10, lowest, highest, 6, decade))
  const [x, y, atBound] = [
    { field: 'alpha', ...onX },
    { field: 'size', ...onY },
    { datum: 1, ...onY },
  ]
  const ends = [first, last].map((power) => ({ alpha: decade(power), size: decade(power) / bound }))
  return chart({
    width: room,
    height: 250,
    title: 'RMS(Δy) for the worst x with RMS(x) = 1',
    data: { values: [{}] },
    layer: [
      {
        mark: { type: 'rect', color: vermilion, opacity: 0.09 },
        encoding: { y: atBound, y2: { value: 0 } },
      },
      { mark: { type: 'rule', style: 'bound' }, encoding: { y: atBound } },
      {
        mark: { type: 'text', style: 'strong', x: 4, align: 'left', dy: -9, color: vermilionText },
        encoding: { y: atBound, text: { value: 'bound: 1' } },
      },
      {
        data: { values: ends },
        mark: { type: 'line', color: ink, strokeWidth: 1.5 },
        encoding: { x, y },
      },
      {
        data: { values: marks },
        mark: { type: 'point', size: 110, stroke: paper, strokeWidth: 1.5 },
        encoding: {
          x,
          y,
          // Colour alone tells nothing.
          shape: { condition: { test: 'datum.right', value: 'circle' }, value: 'square' },
          fill: { condition: { test: 'datum.right', value: blue }, value: vermilion },
        },
      },
      ...['rimmed', 'strong'].map((style) => ({
        data: { values: marks },
        mark: { type: 'text' as const, style, dx: 12, dy: 10 },
        encoding: {
          x,
          y,
          text: { field: 'letter' },
          color: { condition: { test: 'datum.right', value: blueText }, value: vermilionText },
        },
      })),
    ],
  })
}

const pointsOf = ({ alpha, rivals }: UpdateSizeFigure): Point[] => {
  const all = [
    { alpha, says: 'the largest allowed: RMS(Δy) is exactly 1', right: true },
    ...rivals.map((rival) => ({ ...rival, right: false })),
  ]
  const seen = new Set<string>()
  return all
    .flatMap((point): Point[] => {
      const value = roughly(point.alpha)
      const spelled = toUnicode(point.alpha)
      if (value === undefined || value <= 0 || seen.has(spelled)) return []
      seen.add(spelled)
      return [{ ...point, value }]
    })
    .slice(0, 1 + mostRivals)
}

const letter = (at: number): string => 'ABCDEFGH'[at] ?? ''

const rowOf = async ({ alpha, says, right }: Point, at: number, size: number): Promise<Art> => {
  const colour = right ? blueText : vermilionText
  const value = await fitFormula(
    { latex: `\\alpha = ${toLatex(alpha)}`, text: `α = ${toUnicode(alpha)}` },
    13,
    130,
    colour,
  )
  const name = paragraph(letter(at), room, { size: 13, weight: 'bold', fill: colour })
  const lead = onOneLine([{ ...name, baseline: 12 }, value], 7)
  const text = right
    ? says
    : `${says}${says.endsWith('.') ? '' : '.'} RMS(Δy) ≈ ${Number(size.toPrecision(3))}`
  return beside(
    [lead, paragraph(text, room - lead.width - 10, { size: 11.5, fill: right ? ink : muted })],
    10,
  )
}
