import type { BarsDrawing } from '../../../picture.ts'
import { blue, muted, rule } from '../colours.ts'
import { widthOf } from '../font.ts'
import { room } from '../page.ts'
import { type Art, element, line, paragraph, stack } from '../svg.ts'

const rowHeight = 24
const nameRoom = 190
const countRoom = 44

/** Counts as horizontal bars, one scale for all groups; every count stands beside its bar. */
export const drawBars = ({ heading, groups }: BarsDrawing): Art => {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ count }) => count)))
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold' }),
      ...groups.flatMap(({ name, bars }) => [
        paragraph(name, room, { size: 12, weight: 'bold', fill: muted }),
        barsArt(bars, most),
      ]),
    ],
    8,
  )
}

const barsArt = (bars: BarsDrawing['groups'][number]['bars'], most: number): Art => {
  const full = room - nameRoom - countRoom
  const rows = bars.map(({ name, count }, at) => {
    const [y, width] = [at * rowHeight, Math.max(2, (full * count) / most)]
    return [
      line(nameRoom - 8, y + 16, clipped(name), { size: 12.5, anchor: 'end' }),
      element('rect', { x: nameRoom, y: y + 3, width, height: rowHeight - 6, rx: 2, fill: blue }),
      line(nameRoom + width + 6, y + 16, String(count), { size: 12.5, weight: 'bold' }),
    ].join('')
  })
  const height = bars.length * rowHeight
  const axis = element('line', { x1: nameRoom, x2: nameRoom, y1: 0, y2: height, stroke: rule })
  return { svg: rows.join('') + axis, width: room, height }
}

const clipped = (name: string): string => {
  if (widthOf(name, 12.5) <= nameRoom - 8) return name
  let cut = name
  while (cut !== '' && widthOf(`${cut}…`, 12.5) > nameRoom - 8) cut = cut.slice(0, -1)
  return `${cut}…`
}
