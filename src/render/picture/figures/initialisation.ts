import {
  finiteCodes,
  numberFormats,
  smallestNormal,
  smallestSubnormal,
} from '../../../exact/number-format.ts'
import { toNumber } from '../../../exact/rational.ts'
import { type Exact, isExpression } from '../../../exact/value.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { InitialisationFigure } from '../../../figure.ts'
import { axes, belowPlot, linearScale, logScale, pathThrough } from '../axes.ts'
import { blue, blueText, ink, muted, orange, vermilion, vermilionText } from '../colours.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, element, line, paragraph, stack } from '../svg.ts'

const plot = { left: 34, right: room - 4, top: 36, bottom: 186 } as const
/** Past these many codes their marks would touch; then one mark a power of two. */
const mostMarks = 130
const samples = 400

/** Share of the weights per doubling of |w|, over the sizes that the format has codes for. */
export const drawInitialisation = (figure: InitialisationFigure): Art => {
  const variance = roughly(figure.variance)
  if (!variance) throw new NotDrawable('a variance without a number')
  const format = numberFormats[figure.format]
  const [tiny, normal] = [toNumber(smallestSubnormal(format)), toNumber(smallestNormal(format))]
  const threshold = tiny / 2
  const deviation = Math.sqrt(variance)
  const density = densityOf(figure.distribution, deviation)
  const [from, to] = [
    2 ** Math.floor(Math.log2(Math.min(threshold / 4, deviation / 64))),
    2 ** Math.ceil(Math.log2(deviation * 8)),
  ]
  const x = logScale(from, to, plot.left, plot.right, 2, 9)
  const sizes = Array.from({ length: samples + 1 }, (_, at) => from * (to / from) ** (at / samples))
  const most = Math.max(...sizes.map(density))
  const y = linearScale(0, Math.ceil(most * 10) / 10, plot.bottom, plot.top, 4)
  const point = (size: number): readonly [number, number] => [x.position(size), y.position(density(size))]
  const below = sizes.filter((size) => size < threshold)
  const shade = [...below.map(point), point(threshold)]
  const area = (points: readonly (readonly [number, number])[], fill: string, opacity: number): string => {
    const [first, last] = [points[0], points.at(-1)]
    return first && last
      ? pathThrough([[first[0], plot.bottom], ...points, [last[0], plot.bottom]], {
          fill,
          'fill-opacity': opacity,
        })
      : ''
  }
  const vertical = (at: number, colour: string, dashes: string): string =>
    element('line', {
      x1: x.position(at),
      x2: x.position(at),
      y1: plot.top - 6,
      y2: plot.bottom,
      stroke: colour,
      'stroke-width': 1.5,
      'stroke-dasharray': dashes,
    })
  const svg = [
    axes({ ...plot, x, y, xTitle: '|w|, in doublings', yTitle: 'share of the weights per doubling' }),
    area(sizes.map(point), blue, 0.14),
    area(shade, vermilion, 0.75),
    pathThrough(sizes.map(point), { stroke: blue, 'stroke-width': 2 }),
    vertical(threshold, vermilion, '4 3'),
    vertical(deviation, ink, '2 3'),
    normal < to ? vertical(normal, orange, '6 3') : '',
    marks(figure, x, from, to),
  ].join('')
  return stack(
    [
      paragraph(`Weights over the codes of ${figure.format}`, room, { size: 14, weight: 'bold' }),
      { svg, width: room, height: plot.bottom + belowPlot + 22 },
      legend(figure, threshold, normal < to),
    ],
    8,
  )
}

/** Density of log₂|w|: that of w on both sides, times |w| ln 2. */
const densityOf = (distribution: InitialisationFigure['distribution'], deviation: number) => {
  const bound = deviation * Math.sqrt(3)
  return (size: number): number => {
    const scale = size * Math.LN2
    if (distribution === 'uniform') return size <= bound ? scale / bound : 0
    return (scale * Math.sqrt(2 / Math.PI) * Math.exp(-((size / deviation) ** 2) / 2)) / deviation
  }
}

/** One mark for each code, or for each power of two where there are too many. */
const marks = (
  { format: name }: InitialisationFigure,
  x: { position(value: number): number },
  from: number,
  to: number,
): string => {
  const format = numberFormats[name]
  const every = finiteCodes(format) > mostMarks ? 1 << format.mantissaBits : 1
  const out: string[] = []
  const y = plot.bottom + belowPlot + 6
  const powers = Array.from({ length: format.mantissaBits }, (_, at) => 1 << at)
  const runs = Array.from({ length: Math.ceil(finiteCodes(format) / every) }, (_, at) => at * every)
  for (const code of every === 1 ? runs : [...powers, ...runs]) {
    if (code === 0) continue
    const exponent = code >> format.mantissaBits
    const mantissa = code & ((1 << format.mantissaBits) - 1)
    const significand = exponent === 0 ? mantissa : mantissa + (1 << format.mantissaBits)
    const size = significand * 2 ** (Math.max(exponent, 1) - format.bias - format.mantissaBits)
    if (size < from || size > to) continue
    const at = x.position(size)
    out.push(element('line', { x1: at, x2: at, y1: y - 7, y2: y + 2, stroke: blue, 'stroke-width': 1 }))
  }
  const says = every === 1 ? 'each mark a code' : 'each mark a power of 2, with many codes between'
  return out.join('') + line(plot.left - 32, y + 12, `▏${says}`, { size: 10.5, fill: blueText })
}

const legend = (
  { underflow, codesUsed, format, variance, distribution }: InitialisationFigure,
  threshold: number,
  normal: boolean,
): Art => {
  const share = shareText(underflow)
  const total = 2 * finiteCodes(numberFormats[format])
  return stack(
    [
      paragraph(`Rounds to 0 (shaded): P(|w| < 2${exponent(threshold)}) ${share}`, room, {
        size: 12.5,
        weight: 'bold',
        fill: vermilionText,
      }),
      valueLine('codes', `Codes used: ${toUnicode(codesUsed)} of ${total}, both signs`),
      paragraph(
        `${distribution === 'normal' ? 'Normal' : 'Uniform'}, Var(w) = ${toUnicode(variance)}; dotted: σ${normal ? '; orange: smallest normal number' : ''}.`,
        room,
        { size: 11.5, fill: muted },
      ),
    ],
    5,
  )
}

const valueLine = (name: string, says: string): Art => {
  const art = paragraph(says, room, { size: 12.5, weight: 'bold', fill: blueText })
  return { ...art, svg: element('g', { 'data-value-of': name }, art.svg) }
}

/** A short value as it is, else four of its digits. */
const shareText = (share: Exact): string => {
  const exact = toUnicode(share)
  if (exact.length <= 12) return `= ${exact}`
  const value =
    share.kind === 'approximate' ? Number(share.decimal) : isExpression(share) ? roughly(share) : undefined
  if (value === undefined) throw new NotDrawable('a share without a number')
  return `≈ ${value >= 1e-4 ? value.toPrecision(4) : power(value)}`
}

const power = (value: number): string => {
  const [digits = '', exponentPart = ''] = value.toExponential(3).split('e')
  return `${digits}·10${raised(Number(exponentPart))}`
}
const raised = (value: number): string =>
  [...String(value)].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)] ?? '').join('')
const exponent = (value: number): string => raised(Math.log2(value))
