import type { ConvolutionFigure } from '../../../figure.ts'
import { type Box, type Cell, cellFor, type HeatMap, heatMap, moved, type Placed } from '../heat-map.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'

const gap = 18

/** The maps in place, in the coordinates of the figure. */
export type Scene = {
  readonly maps: readonly Placed[]
  readonly width: number
  readonly height: number
  /** Cells of the input under the window at an output entry. */
  taps(at: number): readonly Box[]
  output(at: number): Box
}

const sizes = [15, 14, 13, 12, 11, 10] as const

/** Side by side where that fits at a size one can read, else the output below. */
export const layOut = (figure: ConvolutionFigure, empty = false): Scene => {
  for (const oneRow of [true, false])
    for (const size of oneRow ? sizes.slice(0, 4) : sizes) {
      const maps = mapsOf(figure, size, empty)
      const positions = oneRow ? inOneRow(maps) : inTwoRows(maps)
      if (positions) return sceneOf(figure, maps, positions)
    }
  throw new NotDrawable('too many entries for one picture')
}

type Maps = { readonly x: HeatMap; readonly kernel: HeatMap; readonly y: HeatMap }
type Positions = Readonly<Record<keyof Maps, readonly [number, number]>>

const mapsOf = (
  { x, kernel, y, flipped, padding }: ConvolutionFigure,
  size: number,
  empty: boolean,
): Maps => {
  const cells = [x, kernel, y].map((value) => cellFor(value, size))
  // One height for all lets a row of the input be followed to the output.
  const height = Math.max(...cells.map((cell) => cell.height))
  const [forX, forKernel, forY] = cells.map(
    ({ width }): Cell => ({ width: Math.max(width, size * 2), height }),
  )
  const [[top, bottom], [left, right]] = padding
  const cell = { width: height, height }
  return {
    x: heatMap(x, {
      title: 'x',
      name: 'x',
      size,
      cell: forX ?? cell,
      padding: { top, bottom, left, right },
    }),
    kernel: heatMap(kernel, {
      title: flipped ? 'kernel, flipped' : 'kernel',
      name: 'kernel',
      size,
      cell: forKernel ?? cell,
    }),
    y: heatMap(y, { title: 'y', name: 'y', size, cell: forY ?? cell, empty }),
  }
}

const inOneRow = ({ x, kernel, y }: Maps): Positions | undefined => {
  if (x.width + kernel.width + y.width + 2 * gap > room) return undefined
  const after = x.width + gap
  return { x: [0, 0], kernel: [after, 0], y: [after + kernel.width + gap, 0] }
}

const inTwoRows = ({ x, kernel, y }: Maps): Positions | undefined => {
  const below = Math.max(x.height, kernel.height) + 12
  if (x.width + gap + kernel.width > room || y.width > room) return undefined
  return { x: [0, 0], kernel: [x.width + gap, 0], y: [0, below] }
}

const sceneOf = (figure: ConvolutionFigure, maps: Maps, positions: Positions): Scene => {
  const placed = (['x', 'kernel', 'y'] as const).map(
    (name): Placed => ({ map: maps[name], x: positions[name][0], y: positions[name][1] }),
  )
  const [, columns = 1] = figure.y.shape
  const [down, across] = figure.kernel.shape
  return {
    maps: placed,
    width: Math.max(...placed.map(({ map, x }) => x + map.width)),
    height: Math.max(...placed.map(({ map, y }) => y + map.height)),
    taps: (at) => {
      const [row, column] = corner(figure, Math.floor(at / columns), at % columns)
      return Array.from({ length: (down ?? 1) * (across ?? 1) }, (_, tap) =>
        moved(
          maps.x.cellAt(
            row + figure.dilation[0] * Math.floor(tap / (across ?? 1)),
            column + figure.dilation[1] * (tap % (across ?? 1)),
          ),
          ...positions.x,
        ),
      )
    },
    output: (at) => moved(maps.y.cellAt(Math.floor(at / columns), at % columns), ...positions.y),
  }
}

/** The input entry under the window's first; on padding it is negative. */
export const corner = (
  { stride, padding }: ConvolutionFigure,
  row: number,
  column: number,
): readonly [number, number] => [row * stride[0] - padding[0][0], column * stride[1] - padding[1][0]]

/** The boxes that mark a window: one where its cells touch, else one each. */
export const marksOf = (scene: Scene, figure: ConvolutionFigure, at: number): readonly Box[] => {
  const taps = scene.taps(at)
  const [first, last] = [taps[0], taps.at(-1)]
  if (!first || !last) return []
  if (Math.max(...figure.dilation) > 1) return taps
  return [
    { x: first.x, y: first.y, width: last.x + last.width - first.x, height: last.y + last.height - first.y },
  ]
}
