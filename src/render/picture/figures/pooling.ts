import { rationalsOf } from '../../../exact/tensor.ts'
import type { Tensor } from '../../../exact/value.ts'
import type { PoolingFigure } from '../../../figure.ts'
import { blue, blueText, green, ink, muted, orange, purple, vermilion } from '../colours.ts'
import { drawHeatMaps } from '../draw-heat-maps.ts'
import {
  type Box,
  type Cell,
  cellFor,
  heatMap,
  moved,
  type Outline,
  outline,
  type Placed,
} from '../heat-map.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'
import { isApart, sentence, windowBoxes } from './pooling-windows.ts'

const gap = 28

type Named = { readonly value: Tensor; readonly title: string; readonly name: string }

/** Okabe & Ito's colours that stand out from the tints of the cells. */
const windowColours = [vermilion, blue, green, purple, orange, ink] as const

/** The windows on x with what each gives on, and where the gradient goes. */
export const drawPooling = async (figure: PoolingFigure): Promise<Art> => {
  const { x, y, winners, gradient } = figure
  const rows: (readonly [Named, Named])[] = [
    [
      { value: x, title: winners ? 'x, its maxima outlined' : 'x', name: 'x' },
      { value: y, title: 'y', name: 'y' },
    ],
  ]
  if (gradient)
    rows.push([
      {
        value: gradient.dx,
        title: winners ? 'dx: each dy goes to its maximum' : 'dx: each dy is shared out',
        name: 'dx',
      },
      { value: gradient.dy, title: 'dy', name: 'dy' },
    ])
  const plan = [15, 14, 13, 12, 11, 10].map((size) => planOf(rows, size)).find(({ width }) => width <= room)
  if (!plan) throw new NotDrawable('too many entries for one picture')
  const title = winners
    ? 'Max pooling: the largest entry of each window'
    : 'Average pooling: the mean of each window'
  const key = `Thick lines bound the windows${hasColours(figure) ? ', and each has a colour of its own' : ''}.`
  return stack(
    [
      paragraph(title, room, { size: 14, weight: 'bold' }),
      await drawRows(figure, rows, plan),
      paragraph(sentence(figure), room, { size: 13, weight: 'bold', fill: blueText }),
      paragraph(`${key}${isNumeric(figure) ? ' Blue cells are above 0, orange ones below.' : ''}`, room, {
        size: 11,
        fill: muted,
      }),
    ],
    12,
  )
}

const isNumeric = ({ x, y }: PoolingFigure): boolean => [x, y].every((value) => rationalsOf(value))

/** Where an entry belongs to one window, a colour says which, from y to x and from dy to dx. */
const hasColours = (figure: PoolingFigure): boolean =>
  isApart(figure) && (figure.winners ?? []).length > 1 && figure.y.entries.length <= windowColours.length

type Plan = {
  readonly size: number
  /** Of x and dx, and of y and dy: one above the other, they are compared entry by entry. */
  readonly cells: readonly [Cell, Cell]
  /** Where y and dy begin. */
  readonly after: number
  readonly width: number
}

const planOf = (rows: readonly (readonly [Named, Named])[], size: number): Plan => {
  const [left, right] = [0, 1].map((side) => rows.map((row) => row[side === 0 ? 0 : 1]))
  const natural = [left, right].map((maps = []) => maps.map(({ value }) => cellFor(value, size)))
  const height = Math.max(...natural.flat().map((cell) => cell.height))
  const [a = 0, b = 0] = natural.map((cells) => Math.max(...cells.map(({ width }) => width)))
  const widthOf = (maps: readonly Named[] = [], cell: number): number =>
    Math.max(...maps.map(({ value, title }) => Math.max((value.shape[1] ?? 1) * cell, title.length * 7)))
  const after = widthOf(left, a) + gap
  return {
    size,
    cells: [
      { width: a, height },
      { width: b, height },
    ],
    after,
    width: after + widthOf(right, b),
  }
}

const drawRows = (
  figure: PoolingFigure,
  rows: readonly (readonly [Named, Named])[],
  { size, cells, after }: Plan,
): Promise<Art> => {
  const maps: Placed[] = []
  const outlines: Outline[] = []
  let y = 0
  for (const [left, right] of rows) {
    const [a, b] = [
      heatMap(left.value, { ...left, size, cell: cells[0] }),
      heatMap(right.value, { ...right, size, cell: cells[1] }),
    ]
    maps.push({ map: a, x: 0, y }, { map: b, x: after, y })
    outlines.push(
      ...windowBoxes(figure, a).map((box) => ({ ...moved(box, 0, y), stroke: ink, thick: 1.6 })),
      ...winnerOutlines(figure, { map: a, x: 0, y }, { map: b, x: after, y }),
    )
    y += Math.max(a.height, b.height) + 12
  }
  return drawHeatMaps(maps, outlines, { width: room, height: y - 12 })
}

/** The maxima in x or dx and, where colours tell the windows apart, their entries in y or dy. */
const winnerOutlines = (figure: PoolingFigure, input: Placed, output: Placed): readonly Outline[] => {
  const coloured = hasColours(figure)
  const cell = ({ map, x, y }: Placed, at: number): Box => {
    const [, columns = 1] = map.value.shape
    return moved(map.cellAt(Math.floor(at / columns), at % columns), x, y)
  }
  return (figure.winners ?? []).flatMap((winner, window) => {
    const colour = coloured ? windowColours[window] : undefined
    return [
      outline(cell(input, winner), colour),
      ...(coloured ? [outline(cell(output, window), colour)] : []),
    ]
  })
}
