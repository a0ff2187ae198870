import type { Expression } from '../../../exact/expression.ts'
import { toLatex, toUnicode } from '../../../exact/write/write.ts'
import type { UpdateSizeFigure } from '../../../figure.ts'
import { axes, belowPlot, logScale, pathThrough } from '../axes.ts'
import { blue, blueText, ink, muted, vermilion, vermilionText } from '../colours.ts'
import { fitFormula, onOneLine } from '../formula.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, beside, element, line, paragraph, stack } from '../svg.ts'

const plot = { left: 44, right: room - 8, top: 30, bottom: 200 } as const
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
  const [low, high] = [
    Math.min(...points.map(({ value }) => value)),
    Math.max(...points.map(({ value }) => value)),
  ]
  const decade = (value: number, up: boolean): number =>
    10 ** (up ? Math.ceil(Math.log10(value * 1.6)) : Math.floor(Math.log10(value / 1.6)))
  const [from, to] = [decade(low, false), decade(high, true)]
  const x = logScale(from, to, plot.left, plot.right)
  const y = logScale(from / right.value, to / right.value, plot.bottom, plot.top)
  const size = (value: number): number => value / right.value
  const bound = y.position(1)
  const svg = [
    axes({ ...plot, x, y, xTitle: 'α', yTitle: 'RMS(Δy) for the worst x with RMS(x) = 1' }),
    element('rect', {
      x: plot.left,
      y: plot.top,
      width: plot.right - plot.left,
      height: bound - plot.top,
      fill: vermilion,
      'fill-opacity': 0.09,
    }),
    element('line', {
      x1: plot.left,
      x2: plot.right,
      y1: bound,
      y2: bound,
      stroke: vermilion,
      'stroke-width': 1.5,
      'stroke-dasharray': '5 3',
    }),
    line(plot.left + 4, bound - 6, 'bound: 1', { size: 11.5, weight: 'bold', fill: vermilionText }),
    pathThrough(
      [
        [x.position(from), y.position(size(from))],
        [x.position(to), y.position(size(to))],
      ],
      { stroke: ink, 'stroke-width': 1.5 },
    ),
    ...points.map((point, at) => dot(x.position(point.value), y.position(size(point.value)), point, at)),
  ].join('')
  const rows = await Promise.all(points.map((point, at) => rowOf(point, at, size(point.value))))
  return stack(
    [
      stack(
        [
          paragraph('How large may α be?', room, { size: 14, weight: 'bold' }),
          paragraph(figure.layer, room, { size: 12, fill: muted }),
        ],
        3,
      ),
      { svg, width: room, height: plot.bottom + belowPlot },
      stack(rows, 7),
    ],
    8,
  )
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

/** The right value is a disc, rivals are squares: colour alone tells nothing. */
const dot = (x: number, y: number, { right }: Point, at: number): string =>
  (right
    ? element('circle', { cx: x, cy: y, r: 6, fill: blue, stroke: '#ffffff', 'stroke-width': 1.5 })
    : element('rect', {
        x: x - 5,
        y: y - 5,
        width: 10,
        height: 10,
        fill: vermilion,
        stroke: '#ffffff',
        'stroke-width': 1.5,
      })) +
  line(x + 8, y + 15, letter(at), { size: 12, weight: 'bold', fill: right ? blueText : vermilionText })

const rowOf = async ({ alpha, says, right }: Point, at: number, size: number): Promise<Art> => {
  const colour = right ? blueText : vermilionText
  const value = await fitFormula(
    { latex: `\\alpha = ${toLatex(alpha)}`, text: `α = ${toUnicode(alpha)}` },
    13,
    130,
    colour,
  )
  const marked: Art = {
    ...value,
    svg: element('g', { 'data-value-of': `alpha:${at}` }, value.svg),
  }
  const name = paragraph(letter(at), room, { size: 13, weight: 'bold', fill: colour })
  const lead = onOneLine(
    [
      { ...name, baseline: 12 },
      { ...marked, baseline: value.baseline },
    ],
    7,
  )
  const text = right
    ? says
    : `${says}${says.endsWith('.') ? '' : '.'} RMS(Δy) ≈ ${Number(size.toPrecision(3))}`
  return beside(
    [lead, paragraph(text, room - lead.width - 10, { size: 11.5, fill: right ? ink : muted })],
    10,
  )
}
