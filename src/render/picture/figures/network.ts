import { toUnicode } from '../../../exact/write/write.ts'
import type { NetworkFigure } from '../../../figure.ts'
import { chart } from '../chart.ts'
import { blueText, ink, muted, rule } from '../colours.ts'
import { widthOf, wrap } from '../font.ts'
import { fromTo, pixels, type Words, wordsLayer } from '../marks.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'
import { boxShapes, column, passShapes, sideOf, unscaled } from './network-shapes.ts'

const mostLayers = 24
const text = column + 14
const noteSize = 11.5
/** What is left of a line for the name of a layer is at least its first words. */
const mostNote = room - text - 70

type Row = {
  readonly name: string
  readonly sizes: NetworkFigure['input']
  readonly note: string
  readonly same: boolean
}

/** The activations from the input down, each as a box: its face as large as the picture, as deep as the channels. */
export const drawNetwork = async ({ input, layers }: NetworkFigure): Promise<Art> => {
  if (layers.length > mostLayers) throw new NotDrawable('too many layers')
  const rows: Row[] = [
    { name: 'input', sizes: input, note: '', same: false },
    ...layers.map(({ name, sizes, parameters }, at): Row => {
      const count = toUnicode(parameters)
      return {
        name,
        sizes,
        note: noteOf(count),
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

const written = (sizes: NetworkFigure['input']): string => toUnicode({ kind: 'shape', sizes })

const noteOf = (count: string): string => {
  if (count === '0') return 'no parameters'
  const note = `${count} parameter${count === '1' ? '' : 's'}`
  return widthOf(note, noteSize) <= mostNote ? note : 'parameters: see the text'
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

const pass = ({ name }: Row, y: number): readonly Words[] => [
  { x: text, y: y + 4, text: fitted(name, room - text - 110, 12) },
  { x: room, y: y + 4, text: 'same size', size: 11, align: 'right' },
]

const fitted = (name: string, width: number, size: number): string => {
  const [first = '', ...rest] = wrap(name, size, width, 'bold')
  return rest.length === 0 ? first : `${first} …`
}

const words = ({ name, sizes, note }: Row, layer: number, y: number): readonly Words[] => {
  const shown = written(sizes)
  const size = widthOf(shown, 14) <= room - text ? 14 : 11
  if (widthOf(shown, size) > room - text) throw new NotDrawable('sizes too long')
  const title = fitted(name, room - text - widthOf(note, noteSize) - 12, 12)
  return [
    { x: text, y: y - 4, text: title, bold: true, ink: blueText },
    { x: text, y: y + 14, text: shown, size, ink, of: `activation:${layer}` },
    { x: room, y: y - 4, text: note, size: noteSize, align: 'right', of: `parameters:${layer}` },
  ]
}
