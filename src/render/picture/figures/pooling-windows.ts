import { entryAt } from '../../../exact/tensor.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { PoolingFigure } from '../../../figure.ts'
import type { Box, HeatMap } from '../heat-map.ts'

/** No entry lies in two windows. */
export const isApart = ({ window, stride }: PoolingFigure): boolean =>
  stride[0] >= window[0] && stride[1] >= window[1]

/** Windows side by side; those that overlap would hide each other, so only the first is drawn. */
export const windowBoxes = (figure: PoolingFigure, map: HeatMap): readonly Box[] => {
  const { x, y, window, stride, padding } = figure
  const [height = 1, width = 1] = x.shape
  const [rows = 1, columns = 1] = y.shape
  return Array.from({ length: isApart(figure) ? rows * columns : 1 }, (_, at): Box => {
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

/** What the first window gives, written out. */
export const sentence = ({ x, y, window, padding, winners }: PoolingFigure): string => {
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
