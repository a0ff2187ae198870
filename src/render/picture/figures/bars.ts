import type { BarsDrawing } from '../../../picture.ts'
import { chart } from '../chart.ts'
import { ink, muted } from '../colours.ts'
import { room } from '../page.ts'
import { type Art, paragraph, stack } from '../svg.ts'

const rowHeight = 24
const nameRoom = 190
const countRoom = 44

/** Counts as horizontal bars, one scale for all groups; every count stands beside its bar. */
export const drawBars = async ({ heading, groups }: BarsDrawing): Promise<Art> => {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ count }) => count)))
  const parts = await Promise.all(
    groups.map(async ({ name, bars }) => [
      paragraph(name, room, { size: 12, weight: 'bold', fill: muted }),
      await barsArt(bars, most),
    ]),
  )
  return stack([paragraph(heading, room, { size: 15, weight: 'bold' }), ...parts.flat()], 8)
}

const barsArt = (bars: BarsDrawing['groups'][number]['bars'], most: number): Promise<Art> =>
  chart({
    autosize: 'none',
    width: room - nameRoom - countRoom,
    height: bars.length * rowHeight,
    padding: { left: nameRoom, right: countRoom, top: 0, bottom: 0 },
    data: { values: bars.map(({ name, count }) => ({ name, count })) },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        scale: { padding: 0.25 },
        axis: {
          title: null,
          domain: true,
          grid: false,
          labelColor: ink,
          labelFontSize: 12.5,
          labelLimit: nameRoom - 8,
          labelPadding: 8,
        },
      },
      x: { field: 'count', type: 'quantitative', scale: { domain: [0, most], nice: false }, axis: null },
    },
    layer: [
      { mark: { type: 'bar', cornerRadiusEnd: 2 } },
      {
        mark: { type: 'text', align: 'left', dx: 6, fontSize: 12.5, fontWeight: 'bold' },
        encoding: { text: { field: 'count' } },
      },
    ],
  })
