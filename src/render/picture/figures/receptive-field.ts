import type { Expression } from '../../../exact/expression.ts'
import { toUnicode } from '../../../exact/write/write.ts'
import type { ReceptiveFieldFigure } from '../../../figure.ts'
import { blue, blueText, ink, muted, sky } from '../colours.ts'
import { exactNumber } from '../exact-number.ts'
import { widthOf } from '../font.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, element, line, paragraph, place, short, stack } from '../svg.ts'

const mostLayers = 12
const rowHeight = 46
const labels = 118
const plot = room - labels - 8

type Level = {
  readonly name: string
  readonly detail: string
  readonly field: Expression
  /** Entries of this level that the output sees, and how far apart they lie in the input. */
  readonly count: number
  readonly jump: number
  /** Window into the level below. */
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
}

const whole = (x: Expression): number => {
  const value = roughly(x)
  if (value === undefined) throw new NotDrawable('a size without a number')
  return value
}

/** From the output at the top down to the input at the bottom. */
const levelsOf = ({ layers }: ReceptiveFieldFigure): Level[] => {
  const levels: Level[] = []
  let count = 1
  for (const [at, layer] of [...layers.entries()].reverse()) {
    const [kernel, stride, dilation] = [layer.kernel, layer.stride, layer.dilation].map(whole)
    levels.push({
      name: at === layers.length - 1 ? `layer ${at + 1}, output` : `layer ${at + 1}`,
      detail: `K = ${kernel}, S = ${stride}${dilation === 1 ? '' : `, D = ${dilation}`}`,
      field: layer.field,
      count,
      jump: whole(layer.jump),
      kernel: kernel ?? 1,
      stride: stride ?? 1,
      dilation: dilation ?? 1,
    })
    count = (count - 1) * (stride ?? 1) + (dilation ?? 1) * ((kernel ?? 1) - 1) + 1
  }
  const [first] = layers
  if (!first) throw new NotDrawable('no layers')
  return [
    ...levels,
    { name: 'input', detail: '', field: first.field, count, jump: 1, kernel: 1, stride: 1, dilation: 1 },
  ]
}

/** The pyramid that one output sees. */
export const drawReceptiveField = (figure: ReceptiveFieldFigure): Art => {
  if (figure.layers.length > mostLayers) throw new NotDrawable('too many layers')
  const levels = levelsOf(figure)
  const widest = levels.at(-1)?.count ?? 1
  const top = figure.layers.at(-1)
  const pixel = plot / widest
  const body = pixel >= 4.5 ? nodes(levels, pixel) : bars(levels, pixel)
  return stack(
    [
      paragraph('What one output sees, layer by layer', room, { size: 14, weight: 'bold' }),
      paragraph('Along one axis: the entries of each layer that reach the output.', room, {
        size: 11,
        fill: muted,
      }),
      body,
      paragraph(
        `Receptive field R = ${toUnicode(top?.field ?? levels[0]?.field ?? figure.layers[0]?.field ?? fallback)} input entries, jump J = ${toUnicode(top?.jump ?? fallback)}`,
        room,
        { size: 13, weight: 'bold', fill: blueText },
      ),
    ],
    10,
  )
}

const fallback: Expression = { kind: 'number', value: { n: 1n, d: 1n } }

/** Centres of a level's entries, in input entries from the left end of the field. */
const centresOf = (levels: readonly Level[]): readonly number[] => {
  const last = levels.length - 1
  const offsets = new Array<number>(levels.length).fill(0)
  for (let at = last - 1; at >= 0; at--) {
    const level = levels[at]
    const below = levels[at + 1]
    if (level && below)
      offsets[at] = (offsets[at + 1] ?? 0) + (below.jump * level.dilation * (level.kernel - 1)) / 2
  }
  return offsets
}

const labelOf = ({ name, detail, field, count }: Level, y: number, at: number, last: number): string => {
  const seen = exactNumber(field, 11, `field:${last - at}`, muted)
  const text = at === last ? `${count} entries` : `${detail},  R =`
  const size = { size: 10.5, fill: muted } as const
  return (
    line(0, y - 1, name, { size: 12, weight: 'bold', fill: ink }) +
    line(0, y + 13, text, size) +
    (at === last ? '' : place(seen, widthOf(text, 10.5) + 4, y + 13 - 9.6))
  )
}

const nodes = (levels: readonly Level[], pixel: number): Art => {
  const offsets = centresOf(levels)
  const last = levels.length - 1
  const x = (at: number, index: number): number =>
    labels + 8 + ((offsets[at] ?? 0) + index * (levels[at]?.jump ?? 1) + 0.5) * pixel
  const y = (at: number): number => 12 + at * rowHeight
  let lines = ''
  let dots = ''
  const used = levels.map(() => new Set<number>())
  used[0]?.add(0)
  for (const [at, level] of levels.entries()) {
    for (const index of used[at] ?? []) {
      if (at === last) continue
      for (let tap = 0; tap < level.kernel; tap++) {
        const below = index * level.stride + tap * level.dilation
        used[at + 1]?.add(below)
        lines += `M${short(x(at, index))} ${y(at)}L${short(x(at + 1, below))} ${y(at + 1)}`
      }
    }
    for (let index = 0; index < level.count; index++) {
      const seen = used[at]?.has(index)
      dots += element('circle', {
        cx: x(at, index),
        cy: y(at),
        r: Math.min(6, pixel * 0.38),
        fill: seen ? blue : '#ffffff',
        stroke: seen ? blue : muted,
      })
    }
  }
  const svg = element('path', { d: lines, stroke: sky, 'stroke-width': 1, fill: 'none' }) + dots
  const text = levels.map((level, at) => labelOf(level, y(at), at, last)).join('')
  return { svg: svg + text, width: room, height: y(last) + 20 }
}

/** Too wide for single entries: each level as a bar over the part of the input that it sees. */
const bars = (levels: readonly Level[], pixel: number): Art => {
  const last = levels.length - 1
  const centre = labels + 8 + plot / 2
  const y = (at: number): number => 12 + at * rowHeight
  const half = (at: number): number => {
    const level = levels[at]
    return level ? Math.max(2, (((level.count - 1) * level.jump + 1) * pixel) / 2) : 0
  }
  let svg = ''
  for (const at of levels.keys()) {
    if (at < last)
      svg += element('path', {
        d: `M${short(centre - half(at))} ${y(at) + 7}L${short(centre - half(at + 1))} ${y(at + 1) - 7}H${short(centre + half(at + 1))}L${short(centre + half(at))} ${y(at) + 7}Z`,
        fill: sky,
        'fill-opacity': 0.3,
      })
    svg += element('rect', {
      x: centre - half(at),
      y: y(at) - 7,
      width: 2 * half(at),
      height: 14,
      rx: 2,
      fill: blue,
    })
  }
  const text = levels.map((level, at) => labelOf(level, y(at), at, last)).join('')
  return { svg: svg + text, width: room, height: y(last) + 20 }
}
