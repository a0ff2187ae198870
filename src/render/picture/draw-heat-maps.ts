import { entriesOf } from '../../exact/tensor.ts'
import { chart } from './chart.ts'
import { ink, muted, rule, tints } from './colours.ts'
import { exactNumber, numberLayers } from './exact-number.ts'
import { type Box, moved, noPadding, type Outline, type Placed } from './heat-map.ts'
import { fromTo, pixels, wordsLayer } from './marks.ts'
import { roughly } from './shown-value.ts'
import type { Art } from './svg.ts'

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
