import type { Expression } from '../../exact/expression.ts'
import { toUnicode } from '../../exact/write/write.ts'
import { ink } from './colours.ts'
import { widthOf } from './font.ts'
import { type Art, element, line, place } from './svg.ts'

/** A fraction's two lines are this much smaller than a whole number beside it. */
const small = 0.86

/** A value as it is, fractions with a bar; `name` marks what it is a value of, so that pictures can be read back. */
export const exactNumber = (value: Expression, size: number, name: string, fill = ink): Art => {
  if (value.kind === 'number' && value.value.d !== 1n) {
    const { n, d } = value.value
    return marked(
      name,
      fraction(
        `${n < 0n ? '−' : ''}${n < 0n ? -n : n}`.replace('-', '−'),
        `${d}`,
        Math.max(9, size * small),
        fill,
      ),
    )
  }
  const text = toUnicode(value)
  return marked(name, {
    svg: line(0, size * 0.88, text, { size, fill }),
    width: widthOf(text, size),
    height: size * 1.1,
  })
}

const marked = (name: string, art: Art): Art => ({
  ...art,
  svg: element('g', { 'data-value-of': name }, art.svg),
})

const fraction = (over: string, under: string, size: number, fill: string): Art => {
  const width = Math.max(widthOf(over, size), widthOf(under, size)) + 2
  const middle = size * 1.08
  const centred = { size, fill, anchor: 'middle' } as const
  return {
    svg:
      line(width / 2, size * 0.86, over, centred) +
      element('line', { x1: 0, x2: width, y1: middle, y2: middle, stroke: fill, 'stroke-width': 1 }) +
      line(width / 2, middle + size * 0.97, under, centred),
    width,
    height: middle + size * 1.05,
  }
}

export const centredAt = (art: Art, x: number, y: number): string =>
  place(art, x - art.width / 2, y - art.height / 2)
