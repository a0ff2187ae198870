import { entriesOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { muted, rule, tint, vermilion } from './colours.ts'
import { centredAt, exactNumber } from './exact-number.ts'
import { widthOf } from './font.ts'
import { roughly } from './shown-value.ts'
import { type Art, element, line } from './svg.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Cell = { readonly width: number; readonly height: number }

export type HeatMap = {
  readonly art: Art
  /** Where an entry is drawn; rows and columns of padding are negative or past the end. */
  cellAt(row: number, column: number): Box
}

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

const titleHeight = 20

/** How large a cell must be for the longest entry. */
export const cellFor = (value: Tensor, size: number): Cell => {
  const arts = entriesOf(value).map((entry) => exactNumber(entry, size, ''))
  return {
    width: Math.max(size * 2, ...arts.map(({ width }) => width + 8)),
    height: Math.max(size * 2, ...arts.map(({ height }) => height + 6)),
  }
}

/** A matrix with its entries written out, blue above 0 and orange below. */
export const heatMap = (
  value: Tensor,
  { title, name, size, cell, padding = noPadding, empty }: Options,
): HeatMap => {
  const [rows = 1, columns = 1] = value.shape
  const entries = entriesOf(value)
  const numbers = entries.map(roughly)
  const largest = Math.max(...numbers.map((number) => Math.abs(number ?? 0)), Number.MIN_VALUE)
  const cellAt = (row: number, column: number): Box => ({
    x: (column + padding.left) * cell.width,
    y: titleHeight + (row + padding.top) * cell.height,
    ...cell,
  })
  let svg = line(0, 13, title, { size: 12, weight: 'bold' })
  for (let row = -padding.top; row < rows + padding.bottom; row++)
    for (let column = -padding.left; column < columns + padding.right; column++) {
      const box = cellAt(row, column)
      const at = row * columns + column
      const inside = row >= 0 && row < rows && column >= 0 && column < columns
      const entry = inside ? entries[at] : undefined
      const fill = entry && !empty ? tint((numbers[at] ?? 0) / largest) : inside ? '#ffffff' : '#f3f4f6'
      svg += element('rect', {
        ...box,
        fill,
        stroke: rule,
        ...(inside ? {} : { 'stroke-dasharray': '2 2' }),
      })
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      if (entry && !empty) svg += centredAt(exactNumber(entry, size, `${name}:${at}`), x, y)
      if (!inside) svg += line(x, y + size * 0.36, '0', { size, fill: muted, anchor: 'middle' })
    }
  return {
    cellAt,
    art: {
      svg,
      width: Math.max((columns + padding.left + padding.right) * cell.width, widthOf(title, 12, 'bold')),
      height: titleHeight + (rows + padding.top + padding.bottom) * cell.height,
    },
  }
}

export const outlineWidth = 2.5

/** Marks one cell or window. */
export const outline = ({ x, y, width, height }: Box, colour = vermilion): string =>
  element('rect', { x, y, width, height, fill: 'none', stroke: colour, 'stroke-width': outlineWidth })
