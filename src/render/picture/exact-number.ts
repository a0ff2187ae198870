import type { Expression } from '../../exact/expression.ts'
import { toUnicode } from '../../exact/write/write.ts'
import { widthOf } from './font.ts'

/** A fraction's two lines are this much smaller than a whole number beside it. */
const small = 0.86

/** The lines of a number around its middle; `of` says what it is a value of, so that pictures can be read back. */
export type NumberLabel = {
  readonly lines: readonly {
    readonly text: string
    readonly size: number
    readonly below: number
    readonly of: string
  }[]
  /** How long the bar of a fraction is; 0 for what is no fraction. */
  readonly bar: number
  readonly width: number
  readonly height: number
}

/** A value as it is, fractions with a bar. */
export const exactNumber = (value: Expression, size: number, of: string): NumberLabel => {
  if (value.kind !== 'number' || value.value.d === 1n) {
    const text = toUnicode(value)
    return {
      lines: [{ text, size, below: 0, of }],
      bar: 0,
      width: widthOf(text, size),
      height: size * 1.1,
    }
  }
  const lineSize = Math.max(9, size * small)
  const [over, under] = [`${value.value.n}`.replace('-', '−'), `${value.value.d}`]
  const width = Math.max(widthOf(over, lineSize), widthOf(under, lineSize)) + 2
  return {
    lines: [
      { text: over, size: lineSize, below: -0.52 * lineSize, of },
      { text: under, size: lineSize, below: 0.66 * lineSize, of },
    ],
    bar: width,
    width,
    height: lineSize * 2.13,
  }
}

type Place = { readonly ink: string; readonly shift?: number }

/**
 * Layers that write labels at the places that their data give, `shift` pixels below them. Data hold the fields that `x`
 * and `y` name.
 */
export const numberLayers = <X extends object, Y extends object>(
  labels: readonly (Place & { readonly label: NumberLabel })[],
  x: X,
  y: Y,
) => {
  const lines = labels.flatMap(({ label, shift = 0, ...at }) =>
    label.lines.map(({ below, ...line }) => ({ ...at, ...line, shift: shift + below })),
  )
  const bars = labels
    .filter(({ label }) => label.bar > 0)
    .map(({ label, shift = 0, ...at }) => ({ ...at, bar: label.bar, shift }))
  const text = {
    data: { values: lines },
    mark: {
      type: 'text' as const,
      aria: true,
      color: { expr: 'datum.ink' },
      fontSize: { expr: 'datum.size' },
      dy: { expr: 'datum.shift' },
    },
    encoding: { x, y, text: { field: 'text' }, description: { field: 'of' } },
  }
  const bar = {
    data: { values: bars },
    mark: {
      type: 'tick' as const,
      color: { expr: 'datum.ink' },
      orient: 'horizontal' as const,
      thickness: 1,
      opacity: 1,
      yOffset: { expr: 'datum.shift' },
    },
    encoding: { x, y, size: { field: 'bar', type: 'quantitative' as const, scale: null } },
  }
  return bars.length > 0 ? [text, bar] : [text]
}
