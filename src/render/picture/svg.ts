import { ink } from './colours.ts'
import { family, type Weight, widthOf, wrap } from './font.ts'

/** A part of a picture with its size; its origin is its top left corner. */
export type Art = { readonly svg: string; readonly width: number; readonly height: number }

export const nothing: Art = { svg: '', width: 0, height: 0 }

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** Coordinates to a hundredth of a pixel keep pictures small and equal on every machine. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element; attributes that are undefined are left out. */
export const element = (name: string, attributes: Attributes, inner = ''): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(String(value ?? ''))}"`,
    )
    .join('')
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`
}

export type TextStyle = {
  readonly size?: number
  readonly weight?: Weight
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  /** What the words are a value of, so that pictures can be read back. */
  readonly of?: string
}

const bodySize = 13

/** One line with its baseline at y. Throws NotDrawable for a character that the font lacks. */
const line = (
  x: number,
  y: number,
  text: string,
  { size = bodySize, weight = 'regular', fill = ink, anchor = 'start', of }: TextStyle = {},
): string => {
  if (text === '') return ''
  widthOf(text, size, weight)
  return element(
    'text',
    {
      'aria-label': of,
      x,
      y,
      'font-family': family,
      'font-size': size,
      'font-weight': weight === 'bold' ? 700 : undefined,
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'xml:space': 'preserve',
    },
    escapeXml(text),
  )
}

/** Where the baseline of a line lies below its top, and how far lines are apart, in its size. */
export const ascent = 0.93
const leading = 1.35

export const paragraph = (text: string, room: number, style: TextStyle = {}): Art => {
  const { size = bodySize, weight = 'regular' } = style
  const lines = text.split('\n').flatMap((part) => wrap(part, size, room, weight))
  return {
    svg: lines.map((part, at) => line(0, size * (ascent + leading * at), part, style)).join(''),
    width: Math.max(0, ...lines.map((part) => widthOf(part, size, weight))),
    height: lines.length === 0 ? 0 : size * (leading * (lines.length - 1) + 1.22),
  }
}

export const place = ({ svg }: Art, x: number, y: number): string =>
  svg === '' ? '' : element('g', { transform: `translate(${short(x)} ${short(y)})` }, svg)

/** One below the other. */
export const stack = (parts: readonly Art[], gap: number): Art => {
  const shown = parts.filter(({ height }) => height > 0)
  let y = 0
  let svg = ''
  for (const part of shown) {
    svg += place(part, 0, y)
    y += part.height + gap
  }
  return { svg, width: Math.max(0, ...shown.map(({ width }) => width)), height: Math.max(0, y - gap) }
}

/** From left to right, in as many rows as `room` asks for, each row centred on its middle. */
export const flow = (parts: readonly Art[], room: number, gap: number, rowGap = gap): Art => {
  const rows: Art[][] = [[]]
  let used = 0
  for (const part of parts) {
    if (used > 0 && used + gap + part.width > room) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(part)
    used += (used > 0 ? gap : 0) + part.width
  }
  return stack(
    rows.map((row) => beside(row, gap)),
    rowGap,
  )
}

/** In one row, centred on its middle. */
export const beside = (parts: readonly Art[], gap: number): Art => {
  const height = Math.max(0, ...parts.map((part) => part.height))
  let x = 0
  let svg = ''
  for (const part of parts) {
    svg += place(part, x, (height - part.height) / 2)
    x += part.width + gap
  }
  return { svg, width: Math.max(0, x - gap), height }
}
