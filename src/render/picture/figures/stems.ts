import type { Expression } from '../../../exact/expression.ts'
import { blue, blueText, ink, muted, vermilion, vermilionText } from '../colours.ts'
import { centredAt, exactNumber } from '../exact-number.ts'
import { NotDrawable } from '../not-drawable.ts'
import { room } from '../page.ts'
import { roughly } from '../shown-value.ts'
import { type Art, element, line } from '../svg.ts'

export type Stem = { readonly at: number; readonly value: Expression; readonly marked?: boolean }

/** A stretch of the index, named by a letter. */
export type Band = {
  readonly from: number
  readonly to: number
  readonly fill: string
  readonly mark: string
}

export type StemPanel = {
  readonly title: string
  /** What the values are values of. */
  readonly name: string
  readonly axis: string
  readonly from: number
  readonly to: number
  readonly stems: readonly Stem[]
  readonly bands?: readonly Band[]
}

const reach = 42
const labelRoom = 24
const right = room - 22

/** Closer stems leave no room for their values. */
const leastApart = 15
const mostStems = 120

/** One signal as stems over its index, each with its exact value where there is room. */
export const stemPanel = ({ title, name, axis, from, to, stems, bands = [] }: StemPanel): Art => {
  if (to - from + 1 > mostStems) throw new NotDrawable('too many stems')
  const heights = stems.map(({ value }) => {
    const height = roughly(value)
    if (height === undefined) throw new NotDrawable('a value without a place on the axis')
    return height
  })
  const apart = (right - 8) / Math.max(to - from + 1, 1)
  const largest = Math.max(...heights.map(Math.abs), Number.MIN_VALUE)
  const above = heights.some((height) => height > 0) || heights.every((height) => height === 0)
  const below = heights.some((height) => height < 0)
  const base = 18 + labelRoom + (above ? reach : 0)
  const bottom = base + (below ? reach + labelRoom : 0)
  const across = (at: number): number => 8 + (at - from + 0.5) * apart
  const bandArt = ({ from: first, to: last, fill, mark }: Band): string => {
    const [start, end] = [across(first) - apart / 2, across(last) + apart / 2]
    return (
      element('rect', { x: start, y: 18, width: end - start, height: bottom - 14, fill }) +
      line(start + 4, 30, mark, { size: 12, weight: 'bold', fill: blueText })
    )
  }
  let svg = bands.map(bandArt).join('') + line(0, 13, title, { size: 12, weight: 'bold' })
  svg += element('line', { x1: 0, x2: right, y1: base, y2: base, stroke: muted })
  svg += line(right + 6, base + 4, axis, { size: 12, fill: ink })
  const every = Math.max(1, Math.ceil(22 / apart))
  for (let at = from; at <= to; at++)
    if (at % every === 0)
      svg += line(across(at), bottom + 14, `${at}`.replace('-', '−'), {
        size: 10.5,
        fill: muted,
        anchor: 'middle',
      })
  for (const [index, { at, value, marked }] of stems.entries()) {
    const height = ((heights[index] ?? 0) / largest) * reach
    const colour = marked ? vermilion : blue
    const [x, y] = [across(at), base - height]
    svg += element('line', { x1: x, x2: x, y1: base, y2: y, stroke: colour, 'stroke-width': 2 })
    svg += element('circle', { cx: x, cy: y, r: Math.min(4, apart / 3), fill: colour })
    if (apart < leastApart && !marked) continue
    const label = exactNumber(value, apart < 22 ? 10 : 12, `${name}:${index}`, marked ? vermilionText : ink)
    if (label.width > apart - 2 && !marked) continue
    svg += centredAt(label, x, height >= 0 ? y - 7 - label.height / 2 : y + 7 + label.height / 2)
  }
  return { svg, width: room, height: bottom + 18 }
}
