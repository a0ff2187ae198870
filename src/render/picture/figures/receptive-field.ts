import type { Expression } from '../../../exact/expression.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { ReceptiveFieldFigure } from '../../../figure.ts'
import { chart, type Layers } from '../chart.ts'
import { blue, blueText, ink, muted, paper, sky } from '../colours.ts'
import { widthOf } from '../font.ts'
import { fromTo, pixels, type Words, wordsLayer } from '../marks.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'
import { centresOf, type Level, levelsOf } from './receptive-levels.ts'

const mostLayers = 12
const rowHeight = 46
const labels = 118
const plot = room - labels - 8

/** The pyramid that one output sees. */
export const drawReceptiveField = async (figure: ReceptiveFieldFigure): Promise<Art> => {
  if (figure.layers.length > mostLayers) throw new NotDrawable('too many layers')
  const levels = levelsOf(figure)
  const widest = levels.at(-1)?.count ?? 1
  const top = figure.layers.at(-1)
  const seen = toUnicode(top?.field ?? fallback)
  const pixel = plot / widest
  const body = await (pixel >= 4.5 ? nodes(levels, pixel) : bars(levels, pixel))
  return stack(
    [
      paragraph('What one output sees, layer by layer', room, { size: 14, weight: 'bold' }),
      paragraph('Along one axis: the entries of each layer that reach the output.', room, {
        size: 11,
        fill: muted,
      }),
      body,
      paragraph(
        `Receptive field R = ${seen} input ${seen === '1' ? 'entry' : 'entries'}, jump J = ${toUnicode(top?.jump ?? fallback)}`,
        room,
        { size: 13, weight: 'bold', fill: blueText },
      ),
    ],
    10,
  )
}

const fallback: Expression = { kind: 'number', value: { n: 1n, d: 1n } }

const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`

const heightOf = (at: number): number => 12 + at * rowHeight

const labelsOf = (levels: readonly Level[]): readonly Words[] =>
  levels.flatMap(({ name, detail, field, count }, at): Words[] => {
    const y = heightOf(at)
    const isInput = at === levels.length - 1
    const text = isInput ? entries(count) : `${detail}, R =`
    const small = { y: y + 13, size: 10.5 }
    const seen = {
      ...small,
      x: widthOf(`${text} `, 10.5),
      text: toUnicode(field),
      of: `field:${levels.length - 1 - at}`,
    }
    return [
      { x: 0, y: y - 1, text: name, bold: true, ink },
      { ...small, x: 0, text },
      ...(isInput ? [] : [seen]),
    ]
  })

const pyramid = (levels: readonly Level[], layer: Layers): Promise<Art> =>
  chart({
    autosize: 'none',
    width: room,
    height: heightOf(levels.length - 1) + 20,
    layer: [...layer, wordsLayer(labelsOf(levels))],
  })

const nodes = (levels: readonly Level[], pixel: number): Promise<Art> => {
  const offsets = centresOf(levels)
  const x = (at: number, index: number): number =>
    labels + 8 + ((offsets[at] ?? 0) + index * (levels[at]?.jump ?? 1) + 0.5) * pixel
  const used = levels.map(() => new Set<number>())
  used[0]?.add(0)
  const links = levels.slice(0, -1).flatMap((level, at) =>
    [...(used[at] ?? [])].flatMap((index) =>
      Array.from({ length: level.kernel }, (_, tap) => {
        const below = index * level.stride + tap * level.dilation
        used[at + 1]?.add(below)
        return { x: x(at, index), y: heightOf(at), x2: x(at + 1, below), y2: heightOf(at + 1) }
      }),
    ),
  )
  const dots = levels.flatMap(({ count }, at) =>
    Array.from({ length: count }, (_, index) => ({
      x: x(at, index),
      y: heightOf(at),
      seen: used[at]?.has(index) ?? false,
    })),
  )
  return pyramid(levels, [
    { data: { values: links }, mark: { type: 'rule', color: sky }, encoding: fromTo },
    {
      data: { values: dots },
      mark: { type: 'point', size: Math.PI * Math.min(6, pixel * 0.38) ** 2, strokeWidth: 1 },
      encoding: {
        x: pixels('x'),
        y: pixels('y'),
        fill: { condition: { test: 'datum.seen', value: blue }, value: paper },
        stroke: { condition: { test: 'datum.seen', value: blue }, value: muted },
      },
    },
  ])
}

/** Too wide for single entries: each level as a bar over the part of the input that it sees. */
const bars = (levels: readonly Level[], pixel: number): Promise<Art> => {
  const centre = labels + 8 + plot / 2
  const spans = levels.map(({ count, jump }, at) => {
    const half = Math.max(2, (((count - 1) * jump + 1) * pixel) / 2)
    return { x: centre - half, x2: centre + half, y: heightOf(at) - 7, y2: heightOf(at) + 7 }
  })
  const slopes = spans.slice(0, -1).flatMap((upper, gap) => {
    const lower = spans[gap + 1] ?? upper
    return [
      { gap, x: upper.x, x2: upper.x2, y: upper.y2 },
      { gap, x: lower.x, x2: lower.x2, y: lower.y },
    ]
  })
  return pyramid(levels, [
    {
      data: { values: slopes },
      mark: { type: 'area', orient: 'horizontal', color: sky, opacity: 0.3 },
      encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), detail: { field: 'gap' } },
    },
    { data: { values: spans }, mark: { type: 'rect', cornerRadius: 2 }, encoding: fromTo },
  ])
}
