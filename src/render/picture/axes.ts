import { ink, muted, rule } from './colours.ts'
import { widthOf } from './font.ts'
import { element, line } from './svg.ts'

export type Tick = { readonly at: number; readonly label: string }

/** From values to pixels, with the values that its axis names. */
export type Scale = { position(value: number): number; readonly ticks: readonly Tick[] }

const tickSize = 11
const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 6, useGrouping: false })
const written = (value: number): string => digits.format(value).replace('-', '−')

const superscript = (power: number): string =>
  [...String(power)].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)] ?? '').join('')

/** A step of 1, 2 or 5 times a power of ten that gives at most `most` ticks. */
const stepFor = (span: number, most: number): number => {
  const power = 10 ** Math.floor(Math.log10(span / most))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => span / step <= most) ?? span
}

export const linearScale = (from: number, to: number, start: number, end: number, most = 5): Scale => {
  const span = to - from || 1
  const step = stepFor(span, most)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return {
    position: (value) => start + ((value - from) / span) * (end - start),
    ticks: Array.from({ length: last - first + 1 }, (_, at) => {
      const value = (first + at) * step
      return { at: value, label: written(value) }
    }),
  }
}

/** Powers of `base` from `from` to `to`, every so many that labels keep apart. */
export const logScale = (
  from: number,
  to: number,
  start: number,
  end: number,
  base: 2 | 10 = 10,
  most = 6,
): Scale => {
  const log = base === 2 ? Math.log2 : Math.log10
  const [low, high] = [log(from), log(to)]
  const [first, last] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)]
  const every = Math.max(1, Math.ceil((last - first + 1) / most))
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
    (power) => power % every === 0,
  )
  const label = (power: number): string =>
    base === 10 && power >= -3 && power <= 3 ? written(10 ** power) : `${base}${superscript(power)}`
  return {
    position: (value) => start + ((log(value) - low) / (high - low)) * (end - start),
    ticks: powers.map((power) => ({ at: base ** power, label: label(power) })),
  }
}

type Plot = {
  readonly x: Scale
  readonly y: Scale
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly xTitle: string
  readonly yTitle: string
}

/** Grid, ticks and the names of both axes; the name of the upright one stands above it, where it can be read. */
export const axes = ({ x, y, left, right, top, bottom, xTitle, yTitle }: Plot): string => {
  const small = { size: tickSize, fill: muted } as const
  const upright = y.ticks.map(({ at, label }) => {
    const height = y.position(at)
    return (
      element('line', { x1: left, x2: right, y1: height, y2: height, stroke: rule }) +
      line(left - 6, height + 4, label, { ...small, anchor: 'end' })
    )
  })
  const flat = x.ticks.map(({ at, label }) => {
    const across = x.position(at)
    return (
      element('line', { x1: across, x2: across, y1: bottom, y2: bottom + 4, stroke: muted }) +
      line(across, bottom + 16, label, { ...small, anchor: 'middle' })
    )
  })
  const title = { size: 12, fill: ink } as const
  return [
    ...upright,
    ...flat,
    element('line', { x1: left, x2: right, y1: bottom, y2: bottom, stroke: muted }),
    line(0, top - 10, yTitle, title),
    line((left + right) / 2, bottom + 33, xTitle, { ...title, anchor: 'middle' }),
  ].join('')
}

/** Room that an axis with its title takes below a plot. */
export const belowPlot = 38

export const pathThrough = (
  points: readonly (readonly [number, number])[],
  attributes: Readonly<Record<string, string | number>>,
): string =>
  element('path', {
    d: points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join(''),
    fill: 'none',
    ...attributes,
  })

/** Text in its own white room, so that lines behind it do not cross it. */
export const tag = (
  x: number,
  y: number,
  text: string,
  fill: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string => {
  const width = widthOf(text, 12, 'bold') + 6
  const left = anchor === 'start' ? x - 3 : anchor === 'end' ? x - width + 3 : x - width / 2
  return (
    element('rect', { x: left, y: y - 12, width, height: 16, fill: '#ffffff', 'fill-opacity': 0.88 }) +
    line(x, y, text, { size: 12, weight: 'bold', fill, anchor })
  )
}
