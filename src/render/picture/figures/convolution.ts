import type { Expression } from '../../../exact/expression.ts'
import { entryAt, rationalsOf } from '../../../exact/tensor.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { ConvolutionFigure } from '../../../figure.ts'
import { muted, vermilionText } from '../colours.ts'
import {
  type Box,
  type Cell,
  cellFor,
  drawHeatMaps,
  type HeatMap,
  heatMap,
  moved,
  outline,
  type Placed,
} from '../heat-map.ts'
import { NotDrawable } from '../not-drawable.ts'
import { density, room } from '../page.ts'
import { type Art, nothing, paragraph, stack } from '../svg.ts'

const gap = 18
const sumSize = 13
/** Products past these are left out in the middle. */
const writtenProducts = 12

/** The maps in place, in the coordinates of the figure. */
type Scene = {
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
const corner = (
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

const bracketed = (x: Expression): string => {
  const text = toUnicode(x)
  return /^[−-]|[ +/]/.test(text) ? `(${text})` : text
}

/** `y[0, 1] = 2·1 + 3·0 + … = −40`, the products on padding left out. */
export const sumOf = (figure: ConvolutionFigure, at: number): string => {
  const { x, kernel, y, dilation } = figure
  const [height = 1, width = 1] = x.shape
  const [rows = 1, columns = 1] = kernel.shape
  const [, outputs = 1] = y.shape
  const position = [Math.floor(at / outputs), at % outputs] as const
  const [top, left] = corner(figure, ...position)
  const products: string[] = []
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const [row, column] = [top + i * dilation[0], left + j * dilation[1]]
      if (row < 0 || row >= height || column < 0 || column >= width) continue
      const factors = [entryAt(x, row * width + column), entryAt(kernel, i * columns + j)]
      products.push(factors.map(bracketed).join('·'))
    }
  const shown =
    products.length > writtenProducts
      ? [...products.slice(0, writtenProducts - 3), '…', ...products.slice(-2)]
      : products
  return `y[${position.join(', ')}] = ${shown.join(' + ') || '0'} = ${toUnicode(entryAt(y, at))}`
}

export const sumArt = (sum: string): Art =>
  paragraph(sum, room, { size: sumSize, weight: 'bold', fill: vermilionText })

/** Room for any of the sums, in whole dots. */
export const sumHeight = (figure: ConvolutionFigure): number => {
  const heights = Array.from({ length: figure.y.entries.length }, (_, at) => sumArt(sumOf(figure, at)).height)
  return Math.ceil(Math.max(...heights) * density) / density
}

export const convolutionTitle = ({ flipped }: ConvolutionFigure): string =>
  flipped ? 'Convolution: the flipped kernel slides over x' : 'Correlation: the kernel slides over x as it is'

const colourKey = 'Blue is above 0, orange below; the darker, the larger in its map.'

type Show = {
  /** The output entry whose window is outlined. */
  readonly marked?: number
  /** Leaves the output's entries out. */
  readonly empty?: boolean
  /** Room for the sum, where several have to fit in turn. */
  readonly sumRoom?: number
}

const isNumeric = ({ x, kernel, y }: ConvolutionFigure): boolean =>
  [x, kernel, y].every((value) => rationalsOf(value) !== undefined)

/** Input, kernel and output, one window outlined with the sum of its products. */
export const drawConvolution = async (
  figure: ConvolutionFigure,
  { marked, empty, sumRoom }: Show,
): Promise<Art> => {
  const scene = layOut(figure, empty)
  const marks = marked === undefined ? [] : [...marksOf(scene, figure, marked), scene.output(marked)]
  const sum = marked === undefined ? nothing : sumArt(sumOf(figure, marked))
  return stack(
    [
      paragraph(convolutionTitle(figure), room, { size: 14, weight: 'bold' }),
      await drawHeatMaps(
        scene.maps,
        marks.map((box) => outline(box)),
        scene,
      ),
      { ...sum, height: sumRoom ?? sum.height },
      isNumeric(figure) ? paragraph(colourKey, room, { size: 11, fill: muted }) : nothing,
    ],
    10,
  )
}

/** Where `maps` and the sum lie within the figure. */
export const offsetsOf = (figure: ConvolutionFigure): { readonly maps: number; readonly sum: number } => {
  const title = paragraph(convolutionTitle(figure), room, { size: 14, weight: 'bold' })
  const maps = title.height + 10
  return { maps, sum: maps + layOut(figure).height + 10 }
}
