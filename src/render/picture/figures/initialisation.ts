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
import { chart } from '../chart.ts'
import { blue, blueText, ink, muted, orange, vermilion, vermilionText } from '../colours.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { powerTicks, raised } from '../powers.ts'
import { roughly } from '../shown-value.ts'
import { type Art, paragraph, stack } from '../svg.ts'
import { codes, densityOf, isDense } from './weight-codes.ts'

const plot = { width: room - 30, height: 150, left: 22, right: 8, top: 26, bottom: 58 } as const
const samples = 200
/** Room below the curve for the marks of the codes. */
const rug = 16

/** Share of the weights per doubling of |w|, over the sizes that the format has codes for. */
export const drawInitialisation = async (figure: InitialisationFigure): Promise<Art> => {
  const variance = roughly(figure.variance)
  if (!variance) throw new NotDrawable('a variance without a number')
  const format = numberFormats[figure.format]
  const [tiny, normal] = [toNumber(smallestSubnormal(format)), toNumber(smallestNormal(format))]
  const threshold = Math.log2(tiny / 2)
  const deviation = Math.log2(Math.sqrt(variance))
  const [from, to] = [Math.floor(Math.min(threshold - 2, deviation - 6)), Math.ceil(deviation + 3)]
  const bounds = { threshold, deviation, ...(normal < 2 ** to && { normal: Math.log2(normal) }) }
  return stack(
    [
      paragraph(`Weights over the codes of ${figure.format}`, room, { size: 14, weight: 'bold' }),
      await plotOf(figure, densityOf(figure.distribution, Math.sqrt(variance)), bounds, [from, to]),
      legend(figure, 2 ** threshold, bounds.normal !== undefined),
    ],
    8,
  )
}

type Bounds = { readonly threshold: number; readonly deviation: number; readonly normal?: number }

const plotOf = (
  figure: InitialisationFigure,
  density: (size: number) => number,
  { threshold, deviation, normal }: Bounds,
  [from, to]: [number, number],
): Promise<Art> => {
  const at = (power: number) => ({ power, share: density(2 ** power) })
  const steps = Array.from({ length: samples + 1 }, (_, step) => from + ((to - from) * step) / samples)
  // A wide axis would leave few of these for the peak.
  const peak = Array.from({ length: samples + 1 }, (_, step) => deviation - 6 + (9 * step) / samples)
  // Where a uniform density ends, it falls to 0 at once.
  const end = deviation + Math.log2(3) / 2
  const curve = [...steps, ...peak.filter((power) => power < to), end - 1e-9, end + 1e-9]
    .sort((a, b) => a - b)
    .map(at)
  const highest = Math.ceil(Math.max(...curve.map(({ share }) => share)) * 10) / 10
  const x = {
    field: 'power',
    type: 'quantitative' as const,
    scale: { domain: [from, to], nice: false },
    axis: { title: '|w|, in doublings', offset: rug, ...powerTicks(2, from, to, 7, (power) => power) },
  }
  const y = {
    field: 'share',
    type: 'quantitative' as const,
    scale: { domain: [0, highest], nice: false },
    axis: { title: null, tickCount: 4, format: '~g' },
  }
  const upright = (power: number, color: string, strokeDash: number[]) => ({
    data: { values: [{ power }] },
    mark: { type: 'rule' as const, color, strokeDash, strokeWidth: 1.5 },
    encoding: { x },
  })
  return chart({
    autosize: 'none',
    width: plot.width,
    height: plot.height,
    padding: plot,
    title: 'share of the weights per doubling',
    data: { values: curve },
    layer: [
      { mark: { type: 'area', color: blue, opacity: 0.14 }, encoding: { x, y } },
      {
        data: { values: [...curve.filter(({ power }) => power < threshold), at(threshold)] },
        mark: { type: 'area', color: vermilion, opacity: 0.75 },
        encoding: { x, y },
      },
      { mark: 'line', encoding: { x, y } },
      upright(threshold, vermilion, [4, 3]),
      upright(deviation, ink, [2, 3]),
      ...(normal === undefined ? [] : [upright(normal, orange, [7, 3])]),
      {
        data: { values: codes(figure.format).filter(({ power }) => power >= from && power <= to) },
        mark: { type: 'rule', color: blue, y: plot.height + 3, y2: plot.height + rug - 4 },
        encoding: { x },
      },
    ],
  })
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
      paragraph(`Rounds to 0 (shaded): P(|w| < 2${raised(Math.log2(threshold))}) ${share}`, room, {
        size: 12.5,
        weight: 'bold',
        fill: vermilionText,
      }),
      paragraph(`Codes used: ${toUnicode(codesUsed)} of ${total}, both signs`, room, {
        size: 12.5,
        weight: 'bold',
        fill: blueText,
        of: 'codes',
      }),
      paragraph(
        `${distribution === 'normal' ? 'Normal' : 'Uniform'}, Var(w) = ${toUnicode(variance)}. Dotted: σ${normal ? '; orange dashes: smallest normal number' : ''}. Each mark below the curve is ${isDense(format) ? 'a power of 2, with many codes between' : 'a code'}.`,
        room,
        { size: 11.5, fill: muted },
      ),
    ],
    5,
  )
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
