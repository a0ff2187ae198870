import type { Expression } from '../../../exact/expression.ts'
import { entryAt, rationalsOf } from '../../../exact/tensor.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { ConvolutionFigure } from '../../../figure.ts'
import { muted, vermilionText } from '../colours.ts'
import { drawHeatMaps } from '../draw-heat-maps.ts'
import { outline } from '../heat-map.ts'
import { density, room } from '../page.ts'
import { type Art, nothing, paragraph, stack } from '../svg.ts'
import { corner, layOut, marksOf } from './convolution-scene.ts'

const sumSize = 13
/** Products past these are left out in the middle. */
const writtenProducts = 12

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

const convolutionTitle = ({ flipped }: ConvolutionFigure): string =>
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
