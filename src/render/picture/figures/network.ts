import { toUnicode } from '../../../exact/write/write.ts'
import type { NetworkFigure } from '../../../figure.ts'
import { chart } from '../chart.ts'
import { blue, blueText, ink, muted, rule, sky } from '../colours.ts'
import { widthOf, wrap } from '../font.ts'
import { fromTo, pixels, type Words, wordsLayer } from '../marks.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, paragraph, stack } from '../svg.ts'

const mostLayers = 24
const column = 92
const text = column + 14

type Row = {
  readonly name: string
  readonly sizes: NetworkFigure['input']
  readonly note: string
  readonly same: boolean
}

/** The activations from the input down, each as a box: its face as large as the picture, as deep as the channels. */
export const drawNetwork = async ({ input, layers }: NetworkFigure): Promise<Art> => {
  if (layers.length > mostLayers) throw new NotDrawable('too many layers')
  const written = (sizes: NetworkFigure['input']): string => sizes.map(toUnicode).join(' × ')
  const rows: Row[] = [
    { name: 'input', sizes: input, note: '', same: false },
    ...layers.map(({ name, sizes, parameters }, at): Row => {
      const count = toUnicode(parameters)
      return {
        name,
        sizes,
        note: count === '0' ? 'no parameters' : `${count} parameter${count === '1' ? '' : 's'}`,
        same: written(sizes) === written(layers[at - 1]?.sizes ?? input) && count === '0',
      }
    }),
  ]
  return stack(
    [
      paragraph('The network, layer by layer', room, { size: 14, weight: 'bold' }),
      paragraph('Sizes are width × height × channels, or one size for a vector.', room, {
        size: 11,
        fill: muted,
      }),
      await strip(rows),
    ],
    10,
  )
}

const strip = (rows: readonly Row[]): Promise<Art> => {
  const largest = Math.max(...rows.map(({ sizes }) => sideOf(sizes)))
  let y = 0
  const placed = rows.map((row) => {
    const middle = y + (row.same ? 12 : 23)
    y += (row.same ? 24 : 46) + 8
    return { row, middle }
  })
  const middles = placed.map(({ middle }) => middle)
  const way = [{ x: column / 2, x2: column / 2, y: Math.min(...middles), y2: Math.max(...middles) }]
  const shapes = placed.flatMap(({ row, middle }) =>
    (row.same ? passShapes : boxShapes(row.sizes, largest)).map((shape) => ({
      ...shape,
      x: column / 2,
      y: middle,
    })),
  )
  return chart({
    autosize: 'none',
    width: room,
    height: y - 8,
    layer: [
      // The way through all layers, behind them.
      { data: { values: way }, mark: { type: 'rule', color: rule, strokeWidth: 2 }, encoding: fromTo },
      {
        data: { values: shapes },
        mark: {
          type: 'point',
          size: unscaled,
          strokeJoin: 'round',
          strokeWidth: 1,
          fill: { expr: 'datum.fill' },
          stroke: { expr: 'datum.stroke' },
          shape: { expr: 'datum.shape' },
        },
        encoding: { x: pixels('x'), y: pixels('y') },
      },
      wordsLayer(
        placed.flatMap(({ row, middle }, at) => (row.same ? pass(row, middle) : words(row, at - 1, middle))),
      ),
    ],
  })
}

/** The size at which a shape's path is in pixels. */
const unscaled = 4

/** The side of the face; a symbol is drawn as 16. */
const sideOf = (sizes: NetworkFigure['input']): number =>
  sizes.length === 1 ? 1 : Math.max(...sizes.slice(0, 2).map((size) => roughly(size) ?? 16))

type Shape = { readonly shape: string; readonly fill: string; readonly stroke: string }

/** A box around the origin as it is seen from the right and above, or a bar for a vector. */
const boxShapes = (sizes: NetworkFigure['input'], largest: number): readonly Shape[] => {
  const [first, , channels] = sizes.map((size) => roughly(size) ?? 16)
  const shape = (path: string, fill: string): Shape => ({ shape: path, fill, stroke: blue })
  if (sizes.length === 1) {
    const half = Math.min(column - 16, 6 + 8 * Math.log2((first ?? 1) + 1)) / 2
    return [shape(`M${-half},-6H${half}V6H${-half}Z`, sky)]
  }
  const side = 10 + 26 * Math.sqrt(sideOf(sizes) / largest)
  const depth = Math.min(34, 3 + 3.4 * Math.log2((channels ?? 1) + 1))
  const slope = depth * 0.35
  const [left, top] = [-(side + depth) / 2, -(side - slope) / 2]
  return [
    shape(`M${left},${top}l${depth},${-slope}h${side}l${-depth},${slope}Z`, '#cfe6f6'),
    shape(`M${left + side},${top}l${depth},${-slope}v${side}l${-depth},${slope}Z`, '#a9d3ef'),
    shape(`M${left},${top}h${side}v${side}h${-side}Z`, sky),
  ]
}

/** A layer that leaves the sizes as they are is a dot, and takes one line. */
const passShapes: readonly Shape[] = [
  { shape: 'M-3.5,0a3.5,3.5,0,1,0,7,0a3.5,3.5,0,1,0,-7,0Z', fill: muted, stroke: muted },
]

const pass = ({ name }: Row, y: number): readonly Words[] => [
  { x: text, y: y + 4, text: fitted(name, room - text - 110, 12) },
  { x: room, y: y + 4, text: 'same size', size: 11, align: 'right' },
]

const fitted = (name: string, width: number, size: number): string => {
  const [first = '', ...rest] = wrap(name, size, width, 'bold')
  return rest.length === 0 ? first : `${first} …`
}

const words = ({ name, sizes, note }: Row, layer: number, y: number): readonly Words[] => {
  const shown = sizes.map(toUnicode).join(' × ')
  const size = widthOf(shown, 14) <= room - text ? 14 : 11
  if (widthOf(shown, size) > room - text) throw new NotDrawable('sizes too long')
  const title = fitted(name, room - text - widthOf(note, 11.5) - 12, 12)
  return [
    { x: text, y: y - 4, text: title, bold: true, ink: blueText },
    { x: text, y: y + 14, text: shown, size, ink, of: `activation:${layer}` },
    { x: room, y: y - 4, text: note, size: 11.5, align: 'right', of: `parameters:${layer}` },
  ]
}
