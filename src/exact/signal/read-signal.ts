import { num, simplify } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { within } from '../normal/effort.ts'
import * as q from '../rational.ts'
import { readText } from '../read.ts'
import { ReadError } from '../read-error.ts'
import { entriesOf } from '../tensor.ts'
import { type Exact, isExpression } from '../value.ts'
import { signalOf } from './signal.ts'

const opening = /(?:(?<![A-Za-z_\\])|(?<=(?<![A-Za-z\\])n))(?:\\?(?:u|delta)|δ)\s*(?:\\left\s*)?\(/g

/** `u(n-3)` as `u[n-3]`: to the reader a letter before a bracket is a factor. */
const withBrackets = (text: string): string => {
  const chars = text.replaceAll(/\\(?:left|right|bigl?|bigr)\s*(?=[()[\]])/g, '')
  let out = chars
  for (const match of [...chars.matchAll(opening)].reverse()) {
    const from = match.index + match[0].length
    let depth = 1
    let to = from
    while (to < out.length && depth > 0) {
      if (out[to] === '(') depth += 1
      if (out[to] === ')') depth -= 1
      to += 1
    }
    if (depth > 0) throw new ReadError('syntax', 'A bracket is not closed.')
    out = `${out.slice(0, from - 1)}[${out.slice(from, to - 1)}]${out.slice(to)}`
  }
  return out
}

/** A product sign before a gate: without it ") u [" would be a union, and "nu[" a Greek letter. */
const withProducts = (text: string): string =>
  text
    .replaceAll(/(?<![A-Za-z\\])nu(?=\s*\[)/g, 'n u')
    .replaceAll(/([)\]}\d]\s*|[A-Za-z]\s+)(?=(?:\\?(?:u|delta)|δ)\s*\[)/g, (before) => `${before.trimEnd()}*`)

const impulse = (value: Expression, at: number): Expression => ({
  kind: 'product',
  factors: [
    value,
    {
      kind: 'call',
      name: 'delta',
      args: [{ kind: 'sum', terms: [{ kind: 'symbol', name: 'n' }, num(-at)] }],
    },
  ],
})

const asSignal = (value: Exact): Expression => {
  if (isExpression(value)) return value
  if (value.kind === 'tensor' && value.shape.length === 1)
    return { kind: 'sum', terms: [num(q.zero), ...entriesOf(value).map(impulse)] }
  throw noSignal()
}

const noSignal = (): ReadError =>
  new ReadError('syntax', 'This must be a signal in n, like u[n] - u[n-7], or its values from n = 0 on.')

/** A signal in n as typed: its expression, checked to be of a supported form. Throws ReadError. */
export const readSignal = (raw: unknown): Expression => {
  if (typeof raw === 'object' && !Array.isArray(raw)) throw noSignal()
  const text = Array.isArray(raw) ? `[${raw.map(String).join(',')}]` : String(raw)
  if (text.length > 2000) throw new ReadError('too-large', 'A signal may have up to 2000 characters.')
  const read = simplify(asSignal(readText(withProducts(withBrackets(text)))))
  if (!within(20_000, () => signalOf(read)))
    throw new ReadError('too-large', 'The signal has too many terms when it is multiplied out.')
  return read
}
