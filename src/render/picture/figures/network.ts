import { toUnicode } from '../../../exact/write/write.ts'
import type { NetworkFigure } from '../../../figure.ts'
import { blue, blueText, muted, rule, sky } from '../colours.ts'
import { widthOf, wrap } from '../font.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, element, line, paragraph, short, stack } from '../svg.ts'

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
export const drawNetwork = ({ input, layers }: NetworkFigure): Art => {
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
  const largest = Math.max(...rows.map(({ sizes }) => sideOf(sizes)))
  let y = 0
  let svg = ''
  let [from, to] = [0, 0]
  for (const [at, row] of rows.entries()) {
    const height = row.same ? 24 : 46
    const middle = y + height / 2
    if (at === 0) from = middle
    to = middle
    if (!row.same) svg += box(row.sizes, column / 2, middle, largest)
    svg += row.same ? pass(row, middle) : words(row, at - 1, middle)
    y += height + 8
  }
  return stack(
    [
      paragraph('The network, layer by layer', room, { size: 14, weight: 'bold' }),
      paragraph('Sizes are width × height × channels, or one size for a vector.', room, {
        size: 11,
        fill: muted,
      }),
      { svg: thread(from, to) + svg, width: room, height: y - 8 },
    ],
    10,
  )
}

/** The way through all layers, behind them. */
const thread = (from: number, to: number): string =>
  element('line', { x1: column / 2, x2: column / 2, y1: from, y2: to, stroke: rule, 'stroke-width': 2 })

/** The side of the face; a symbol is drawn as 16. */
const sideOf = (sizes: NetworkFigure['input']): number =>
  sizes.length === 1 ? 1 : Math.max(...sizes.slice(0, 2).map((size) => roughly(size) ?? 16))

const box = (sizes: NetworkFigure['input'], x: number, y: number, largest: number): string => {
  const [first, , channels] = sizes.map((size) => roughly(size) ?? 16)
  if (sizes.length === 1) {
    const width = Math.min(column - 16, 6 + 8 * Math.log2((first ?? 1) + 1))
    return element('rect', { x: x - width / 2, y: y - 6, width, height: 12, rx: 3, fill: sky, stroke: blue })
  }
  const side = 10 + 26 * Math.sqrt(sideOf(sizes) / largest)
  const depth = Math.min(34, 3 + 3.4 * Math.log2((channels ?? 1) + 1))
  const slope = depth * 0.35
  const [left, top] = [x - (side + depth) / 2, y - (side - slope) / 2]
  const shape = (d: string, fill: string): string =>
    element('path', { d, fill, stroke: blue, 'stroke-linejoin': 'round' })
  const face = `M${short(left)} ${short(top)}h${short(side)}v${short(side)}h${short(-side)}Z`
  const upper = `M${short(left)} ${short(top)}l${short(depth)} ${short(-slope)}h${short(side)}l${short(-depth)} ${short(slope)}Z`
  const flank = `M${short(left + side)} ${short(top)}l${short(depth)} ${short(-slope)}v${short(side)}l${short(-depth)} ${short(slope)}Z`
  return shape(upper, '#cfe6f6') + shape(flank, '#a9d3ef') + shape(face, sky)
}

/** A layer that leaves the sizes as they are takes one line. */
const pass = ({ name }: Row, y: number): string =>
  element('circle', { cx: column / 2, cy: y, r: 3.5, fill: muted }) +
  line(text, y + 4, fitted(name, room - text - 110, 12), { size: 12, fill: muted }) +
  line(room, y + 4, 'same size', { size: 11, fill: muted, anchor: 'end' })

const fitted = (name: string, width: number, size: number): string => {
  const [first = '', ...rest] = wrap(name, size, width, 'bold')
  return rest.length === 0 ? first : `${first} …`
}

const words = ({ name, sizes, note }: Row, layer: number, y: number): string => {
  const shown = sizes.map(toUnicode).join(' × ')
  const size = widthOf(shown, 14) <= room - text ? 14 : 11
  if (widthOf(shown, size) > room - text) throw new NotDrawable('sizes too long')
  return (
    line(text, y - 4, fitted(name, room - text - widthOf(note, 11.5) - 12, 12), {
      size: 12,
      weight: 'bold',
      fill: blueText,
    }) +
    element('g', { 'data-value-of': `activation:${layer}` }, line(text, y + 14, shown, { size })) +
    element(
      'g',
      { 'data-value-of': `parameters:${layer}` },
      line(room, y - 4, note, { size: 11.5, fill: muted, anchor: 'end' }),
    )
  )
}
