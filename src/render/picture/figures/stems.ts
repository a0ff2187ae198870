import type { Expression } from '../../../exact/expression.ts'
import { chart } from '../chart.ts'
import { blue, blueText, ink, muted, vermilion, vermilionText } from '../colours.ts'
import { exactNumber, numberLayers } from '../exact-number.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import type { Art } from '../svg.ts'

export type Stem = { readonly at: number; readonly value: Expression; readonly marked?: boolean }

/** A stretch of the index, named by a letter. */
export type Band = {
  readonly from: number
  readonly to: number
  readonly fill: string
  readonly mark: string
}

export type StemPanel = {
  readonly title: string
  /** What the values are values of. */
  readonly name: string
  readonly axis: string
  readonly from: number
  readonly to: number
  readonly stems: readonly Stem[]
  readonly bands?: readonly Band[]
}

/** Pixels that the longest stem takes, and from there to its label. */
const reach = 42
const dot = 7
const side = { top: 16, bottom: 22, left: 8, right: 22 } as const
const width = room - side.left - side.right

/** Closer stems leave no room for their values. */
const leastApart = 15
const mostStems = 120

/** One signal as stems over its index, each with its exact value where there is room. */
export const stemPanel = ({ title, name, axis, from, to, stems, bands = [] }: StemPanel): Promise<Art> => {
  if (to - from + 1 > mostStems) throw new NotDrawable('too many stems')
  const apart = width / (to - from + 1)
  const points = stems.map(({ at, value, marked = false }, index) => {
    const height = roughly(value)
    if (height === undefined) throw new NotDrawable('a value without a place on the axis')
    const label = exactNumber(value, apart < 22 ? 10 : 12, `${name}:${index}`)
    const shown = marked || (apart >= leastApart && label.width <= apart - 2)
    return { at, height, marked, label: shown ? label : undefined }
  })
  const largest = Math.max(...points.map(({ height }) => Math.abs(height)), Number.MIN_VALUE)
  const below = points.some(({ height }) => height < 0)
  /** Pixels from the axis past the last label. */
  const past = (side: typeof points): number =>
    Math.max(
      ...side.map(({ height, label }) => (Math.abs(height) / largest) * reach + dot + (label?.height ?? 0)),
      dot,
    )
  const up = past(points.filter(({ height }) => height >= 0)) + (bands.length > 0 ? 16 : 2)
  const down = below ? past(points.filter(({ height }) => height < 0)) + 2 : 0
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [from - 0.5, to + 0.5], nice: false },
    axis: {
      domain: !below,
      ticks: false,
      labelPadding: 6,
      values: indices(from, to, Math.max(1, Math.ceil(22 / apart))),
      format: 'd',
      title: axis,
      titleX: width + 11,
      titleY: -down,
      titleBaseline: 'middle' as const,
    },
  }
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [(-down / reach) * largest, (up / reach) * largest], nice: false },
    axis: null,
  }
  const [atX, atY, zero] = [
    { field: 'at', ...x },
    { field: 'height', ...y },
    { datum: 0, ...y },
  ]
  const color = { condition: { test: 'datum.marked', value: vermilion }, value: blue }
  const labels = points.flatMap(({ at, height, marked, label }) => {
    if (!label) return []
    const shift = (dot + label.height / 2) * (height >= 0 ? -1 : 1)
    return [{ label, at, height, shift, ink: marked ? vermilionText : ink }]
  })
  return chart({
    autosize: 'none',
    width,
    height: up + down,
    padding: side,
    title: { text: title, fontWeight: 'bold', frame: 'group', dx: -side.left, offset: 2 },
    data: { values: points.map(({ at, height, marked }) => ({ at, height, marked })) },
    layer: [
      ...(bands.length > 0 ? bandLayers(bands, atX) : []),
      ...(below ? [{ ...once, mark: { type: 'rule' as const, color: muted }, encoding: { y: zero } }] : []),
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { x: atX, y: atY, y2: { datum: 0 }, color } },
      {
        mark: { type: 'point', size: Math.PI * Math.min(4, apart / 3) ** 2 },
        encoding: { x: atX, y: atY, color },
      },
      ...numberLayers(labels, atX, atY),
    ],
  })
}

/** The data of a mark that stands for itself. */
const once = { data: { values: [{}] } }

const indices = (from: number, to: number, every: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, offset) => from + offset).filter((at) => at % every === 0)

const bandLayers = <X extends object>(bands: readonly Band[], x: X) => [
  {
    data: { values: bands.map((band) => ({ ...band, at: band.from - 0.5, end: band.to + 0.5 })) },
    mark: { type: 'rect' as const, color: { expr: 'datum.fill' } },
    encoding: { x, x2: { field: 'end' } },
  },
  {
    data: { values: bands.map(({ from, mark }) => ({ at: from - 0.5, mark })) },
    mark: { type: 'text' as const, style: 'strong', y: 10, dx: 8, color: blueText },
    encoding: { x, text: { field: 'mark' } },
  },
]
