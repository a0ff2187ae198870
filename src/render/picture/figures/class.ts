import type { ClassDrawing } from '../../../picture.ts'
import { chart } from '../chart.ts'
import { blue, ink, muted, paper, rule, sky, vermilion } from '../colours.ts'
import { room, titled } from '../page.ts'
import { type Art, beside, element, paragraph, stack } from '../svg.ts'

const kinds = [
  ['correct', 'correct', blue],
  ['partial', 'partly', sky],
  ['wrong', 'wrong', vermilion],
  ['person', 'for a person', rule],
] as const

const rowHeight = 18
const mostSlips = 5
const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** How many students have how many points; how each part was answered, the hardest first; what went wrong most. */
export const drawClass = async (drawing: ClassDrawing): Promise<Art> =>
  titled(
    drawing.heading,
    `Students by points, of ${digits.format(drawing.most)}`,
    stack(
      [
        await histogramOf(drawing),
        caption('Answers to each part, hardest first; beside it the share of its points'),
        legend(),
        await partsOf(drawing),
        ...slipsOf(drawing),
      ],
      8,
    ),
  )

const caption = (text: string): Art => paragraph(text, room, { size: 12, fill: muted })

const histogramOf = ({ histogram, most }: ClassDrawing): Promise<Art> => {
  const step = most / histogram.length
  return chart({
    width: room,
    height: 150,
    data: {
      values: histogram.map((students, at) => ({ from: at * step, to: (at + 1) * step, students })),
    },
    // Bars between two numbers: Vega-Lite would take them for spans of a Gantt chart.
    mark: { type: 'rect', stroke: paper, strokeWidth: 1 },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        scale: { domain: [0, most], nice: false },
        axis: { title: 'points', tickCount: 6 },
      },
      x2: { field: 'to' },
      y: {
        field: 'students',
        type: 'quantitative',
        axis: { title: null, tickCount: 4, format: 'd', tickMinStep: 1 },
      },
      y2: { datum: 0 },
    },
  })
}

const legend = (): Art =>
  beside(
    kinds.map(([, name, fill]) =>
      beside(
        [
          { svg: element('rect', { x: 0, y: 2, width: 11, height: 11, fill }), width: 11, height: 14 },
          paragraph(name, 90, { size: 11.5, fill: ink }),
        ],
        5,
      ),
    ),
    14,
  )

const partsOf = ({ parts }: ClassDrawing): Promise<Art> => {
  const rows = parts.map(({ part, share, counts }) => ({
    name: share === undefined ? part : `${part}  ${Math.round(share * 100)} %`,
    counts,
  }))
  return chart({
    autosize: 'none',
    width: room - 76,
    height: rows.length * rowHeight,
    padding: { left: 76, right: 0, top: 0, bottom: 0 },
    data: {
      values: rows.flatMap(({ name, counts }) =>
        kinds.map(([kind], order) => ({ name, kind, order, count: counts[kind] })),
      ),
    },
    mark: { type: 'bar' },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        scale: { padding: 0.2 },
        axis: { title: null, domain: false, labelColor: ink, labelFontSize: 12 },
      },
      x: { field: 'count', type: 'quantitative', stack: 'normalize', axis: null },
      order: { field: 'order' },
      color: {
        field: 'kind',
        type: 'nominal',
        scale: { domain: kinds.map(([kind]) => kind), range: kinds.map(([, , fill]) => fill) },
        legend: null,
      },
    },
  })
}

const slipsOf = ({ slips }: ClassDrawing): readonly Art[] =>
  slips.length === 0
    ? []
    : [
        caption('Most common misconceptions'),
        ...slips
          .slice(0, mostSlips)
          .map(({ part, says, times }) =>
            beside(
              [
                paragraph(`${times} ×`, 60, { size: 12, weight: 'bold', fill: ink }),
                paragraph(`${part}: ${says}`, room - 60, { size: 12, fill: ink }),
              ],
              8,
            ),
          ),
      ]
