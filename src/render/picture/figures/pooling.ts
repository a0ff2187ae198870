import { entryAt } from '../../../exact/tensor.ts'
import type { Tensor } from '../../../exact/value.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { PoolingFigure } from '../../../figure.ts'
import { blueText, ink, muted } from '../colours.ts'
import { type Box, type Cell, cellFor, type HeatMap, heatMap, outline } from '../heat-map.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, element, paragraph, place, stack } from '../svg.ts'

const gap = 28

type Named = {
  readonly value: Tensor
  readonly title: string
  readonly name: string
  readonly marks: readonly number[]
}

/** The windows on x with what each gives on, and where the gradient goes. */
export const drawPooling = (figure: PoolingFigure): Art => {
  const { x, y, winners, gradient } = figure
  const all = winners ?? []
  const rows: (readonly [Named, Named])[] = [
    [
      { value: x, title: winners ? 'x, its maxima outlined' : 'x', name: 'x', marks: all },
      { value: y, title: 'y', name: 'y', marks: [] },
    ],
  ]
  if (gradient)
    rows.push([
      {
        value: gradient.dx,
        title: winners ? 'dx: each dy goes to its maximum' : 'dx: each dy is shared out',
        name: 'dx',
        marks: all,
      },
      { value: gradient.dy, title: 'dy', name: 'dy', marks: [] },
    ])
  const size = [15, 14, 13, 12, 11, 10].find((candidate) =>
    rows.every(
      (row) => row.reduce((sum, { value, title }) => sum + widthFor(value, title, candidate), gap) <= room,
    ),
  )
  if (size === undefined) throw new NotDrawable('too many entries for one picture')
  const left = Math.max(...rows.map(([{ value, title }]) => widthFor(value, title, size)))
  const cell = sharedCell(
    rows.flat().map(({ value }) => value),
    size,
  )
  return stack(
    [
      paragraph(
        winners
          ? 'Max pooling: the largest entry of each window'
          : 'Average pooling: the mean of each window',
        room,
        {
          size: 14,
          weight: 'bold',
        },
      ),
      ...rows.map(([first, second]) => drawRow(figure, first, second, size, cell, left + gap)),
      paragraph(sentence(figure), room, { size: 13, weight: 'bold', fill: blueText }),
      paragraph('Thick lines bound the windows. Blue is above 0, orange below.', room, {
        size: 11,
        fill: muted,
      }),
    ],
    12,
  )
}

const sharedCell = (values: readonly Tensor[], size: number): Cell => {
  const cells = values.map((value) => cellFor(value, size))
  return {
    width: Math.max(...cells.map(({ width }) => width)),
    height: Math.max(...cells.map(({ height }) => height)),
  }
}

const widthFor = (value: Tensor, title: string, size: number): number => {
  const [, columns = 1] = value.shape
  return Math.max(columns * cellFor(value, size).width, title.length * 7)
}

const drawRow = (
  figure: PoolingFigure,
  left: Named,
  right: Named,
  size: number,
  cell: Cell,
  after: number,
): Art => {
  const [a, b] = [left, right].map(({ value, title, name }) => heatMap(value, { title, name, size, cell }))
  if (!a || !b) throw new NotDrawable('nothing to draw')
  const [, columns = 1] = left.value.shape
  const marks = left.marks.map((at) => outline(a.cellAt(Math.floor(at / columns), at % columns)))
  const windows = windowBoxes(figure, a).map(({ x, y, width, height }) =>
    element('rect', { x, y, width, height, fill: 'none', stroke: ink, 'stroke-width': 1.6 }),
  )
  return {
    svg: a.art.svg + windows.join('') + marks.join('') + place(b.art, after, 0),
    width: after + b.art.width,
    height: Math.max(a.art.height, b.art.height),
  }
}

/** Windows side by side; those that overlap would hide each other, so only the first is drawn. */
const windowBoxes = ({ x, y, window, stride, padding }: PoolingFigure, map: HeatMap): readonly Box[] => {
  const [height = 1, width = 1] = x.shape
  const [rows = 1, columns = 1] = y.shape
  const apart = stride[0] >= window[0] && stride[1] >= window[1]
  return Array.from({ length: apart ? rows * columns : 1 }, (_, at): Box => {
    const [top, left] = [
      Math.floor(at / columns) * stride[0] - padding[0],
      (at % columns) * stride[1] - padding[1],
    ]
    const first = map.cellAt(Math.max(0, top), Math.max(0, left))
    const last = map.cellAt(Math.min(height, top + window[0]) - 1, Math.min(width, left + window[1]) - 1)
    return {
      x: first.x,
      y: first.y,
      width: last.x + last.width - first.x,
      height: last.y + last.height - first.y,
    }
  })
}

const sentence = ({ x, y, window, padding, winners }: PoolingFigure): string => {
  const [height = 1, width = 1] = x.shape
  const entries: string[] = []
  for (let row = Math.max(0, -padding[0]); row < Math.min(height, window[0] - padding[0]); row++)
    for (let column = Math.max(0, -padding[1]); column < Math.min(width, window[1] - padding[1]); column++)
      entries.push(toUnicode(entryAt(x, row * width + column)))
  const shown = entries.length > 12 ? [...entries.slice(0, 9), '…', ...entries.slice(-2)] : entries
  const value = toUnicode(entryAt(y, 0))
  const divisor = window[0] * window[1]
  return winners
    ? `First window: max(${shown.join(', ')}) = ${value}`
    : `First window: (${shown.join(' + ').replaceAll('+ −', '− ')})/${divisor} = ${value}`
}
