import { entriesOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { vermilion } from './colours.ts'
import { exactNumber } from './exact-number.ts'
import { widthOf } from './font.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Cell = { readonly width: number; readonly height: number }

type Sides = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
export const noPadding: Sides = { top: 0, bottom: 0, left: 0, right: 0 }

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
