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
  const size = [15, 14, 13, 12, 11, 10].find((candidate) =>
    rows.every(
      (row) => row.reduce((sum, { value, title }) => sum + widthFor(value, title, candidate), gap) <= room,
    ),
  )
  if (size === undefined) throw new NotDrawable('too many entries for one picture')
  const left = Math.max(...rows.map(([{ value, title }]) => widthFor(value, title, size)))
  const title = winners
    ? 'Max pooling: the largest entry of each window'
    : 'Average pooling: the mean of each window'
  const key = `Thick lines bound the windows${hasColours(figure) ? ', and each has a colour of its own' : ''}.`
  return stack(
    [
      paragraph(title, room, { size: 14, weight: 'bold' }),
      await drawRows(figure, rows, size, left + gap),
      paragraph(sentence(figure), room, { size: 13, weight: 'bold', fill: blueText }),
      paragraph(`${key} Blue cells are above 0, orange ones below.`, room, { size: 11, fill: muted }),
    ],
    12,
  )
}

/** Where an entry belongs to one window, a colour says which, from y to x and from dy to dx. */
const hasColours = (figure: PoolingFigure): boolean =>
  isApart(figure) && (figure.winners ?? []).length > 1 && figure.y.entries.length <= windowColours.length

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

const drawRows = (
  figure: PoolingFigure,
  rows: readonly (readonly [Named, Named])[],
  size: number,
  after: number,
): Promise<Art> => {
  const cell = sharedCell(
    rows.flat().map(({ value }) => value),
    size,
  )
  const maps: Placed[] = []
  const outlines: Outline[] = []
  let y = 0
  for (const [left, right] of rows) {
    const [a, b] = [left, right].map(({ value, title, name }) => heatMap(value, { title, name, size, cell }))
    if (!a || !b) throw new NotDrawable('nothing to draw')
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
