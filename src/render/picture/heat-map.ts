import { entriesOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { chart } from './chart.ts'
import { ink, muted, rule, tints, vermilion } from './colours.ts'
import { exactNumber, numberLayers } from './exact-number.ts'
import { widthOf } from './font.ts'
import { fromTo, pixels, wordsLayer } from './marks.ts'
import { roughly } from './shown-value.ts'
import type { Art } from './svg.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Cell = { readonly width: number; readonly height: number }

type Sides = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
const noPadding: Sides = { top: 0, bottom: 0, left: 0, right: 0 }

type Options = {
  readonly title: string
  /** What the entries are values of. */
  readonly name: string
  readonly size: number
  readonly cell: Cell
  /** Zeros around the entries. */
  readonly padding?: Sides
  /** Leaves the entries out and draws their places only. */
  readonly empty?: boolean
}

/** A matrix and where its cells lie, from the top left corner of its title. */
export type HeatMap = Options & {
  readonly value: Tensor
  readonly width: number
  readonly height: number
  /** Where an entry is drawn; rows and columns of padding are negative or past the end. */
  cellAt(row: number, column: number): Box
}

export type Placed = { readonly map: HeatMap; readonly x: number; readonly y: number }

export type Outline = Box & { readonly stroke: string; readonly thick: number }

const titleHeight = 20

/** How large a cell must be for the longest entry. */
export const cellFor = (value: Tensor, size: number): Cell => {
  const labels = entriesOf(value).map((entry) => exactNumber(entry, size, ''))
  return {
    width: Math.max(size * 2, ...labels.map(({ width }) => width + 8)),
    height: Math.max(size * 2, ...labels.map(({ height }) => height + 6)),
  }
}

export const heatMap = (value: Tensor, options: Options): HeatMap => {
  const { title, cell, padding = noPadding } = options
  const [rows = 1, columns = 1] = value.shape
  return {
    ...options,
    value,
    width: Math.max((columns + padding.left + padding.right) * cell.width, widthOf(title, 12, 'bold')),
    height: titleHeight + (rows + padding.top + padding.bottom) * cell.height,
    cellAt: (row, column) => ({
      x: (column + padding.left) * cell.width,
      y: titleHeight + (row + padding.top) * cell.height,
      ...cell,
    }),
  }
}

export const moved = (box: Box, x: number, y: number): Box => ({ ...box, x: box.x + x, y: box.y + y })

export const outlineWidth = 2.5

/** Marks one cell or window. */
export const outline = (box: Box, stroke: string = vermilion): Outline => ({
  ...box,
  stroke,
  thick: outlineWidth,
})

type Ground = 'entry' | 'empty' | 'padding'

/** The cells of one map: what stands in each, and where its colour lies between −1 and 1. */
const cellsOf = ({ map, x, y }: Placed) => {
  const { value, name, size, padding = noPadding, empty, cellAt } = map
  const [rows = 1, columns = 1] = value.shape
  const entries = entriesOf(value)
  const numbers = entries.map((entry) => roughly(entry) ?? 0)
  const largest = Math.max(...numbers.map(Math.abs), Number.MIN_VALUE)
  const cells = []
  for (let row = -padding.top; row < rows + padding.bottom; row++)
    for (let column = -padding.left; column < columns + padding.right; column++) {
      const box = moved(cellAt(row, column), x, y)
      const inside = row >= 0 && row < rows && column >= 0 && column < columns
      const at = row * columns + column
      const entry = inside && !empty ? entries[at] : undefined
      const ground: Ground = entry ? 'entry' : inside ? 'empty' : 'padding'
      cells.push({
        ...box,
        ground,
        share: entry ? (numbers[at] ?? 0) / largest : 0,
        label: entry ? exactNumber(entry, size, `${name}:${at}`) : inside ? undefined : zero(size),
      })
    }
  return cells
}

const zero = (size: number) => exactNumber({ kind: 'number', value: { n: 0n, d: 1n } }, size, '')

const corners = <T extends Box>({ x, y, width, height, ...rest }: T) => ({
  x,
  y,
  x2: x + width,
  y2: y + height,
  ...rest,
})

/** Matrices with their entries written out, blue above 0 and orange below, and outlines over them. */
export const drawHeatMaps = (
  maps: readonly Placed[],
  outlines: readonly Outline[],
  size: { readonly width: number; readonly height: number },
): Promise<Art> => {
  const cells = maps.flatMap(cellsOf)
  return chart({
    ...size,
    autosize: 'none',
    layer: [
      {
        data: { values: cells.map(({ label, ...cell }) => corners(cell)) },
        mark: {
          type: 'rect',
          stroke: rule,
          strokeDash: { expr: 'datum.ground === "padding" ? [2, 2] : [1, 0]' },
        },
        encoding: {
          ...fromTo,
          color: {
            condition: { test: 'datum.ground === "padding"', value: '#f3f4f6' },
            field: 'share',
            type: 'quantitative',
            scale: { domain: [-1, 0, 1], range: [...tints], interpolate: 'rgb' },
            legend: null,
          },
        },
      },
      wordsLayer(maps.map(({ map, x, y }) => ({ x, y: y + 13, text: map.title, bold: true, ink }))),
      ...numberLayers(
        cells.flatMap(({ label, ground, x, y, width, height }) =>
          label
            ? [{ label, x: x + width / 2, y: y + height / 2, ink: ground === 'padding' ? muted : ink }]
            : [],
        ),
        pixels('x'),
        pixels('y'),
      ),
      {
        data: { values: outlines.map(corners) },
        mark: { type: 'rect', filled: false, strokeWidth: { expr: 'datum.thick' } },
        encoding: { ...fromTo, stroke: { field: 'stroke', type: 'nominal', scale: null } },
      },
    ],
  })
}
