import type { Expression } from '../expression.ts'
import { isInteger, multiply, parseRational, rational } from '../rational.ts'
import { type Exact, isExpression } from '../value.ts'

/** `1000,99` is a row of two numbers, or one with a decimal comma; beside a number it is the latter. */
const decimalComma = (value: Exact, written: string): Expression | undefined => {
  if (value.kind !== 'list' || value.items.length !== 2 || !value.items.every(isWhole)) return undefined
  const [, sign = '', whole = '', fraction = ''] =
    /(?<![\d.,])([-−]?)(\d+),(\d+)(?![\d,]|\.\d)/.exec(written) ?? []
  const number = whole === '' ? undefined : parseRational(`${sign === '' ? '' : '-'}${whole}.${fraction}`)
  return number && { kind: 'number', value: number }
}
const isWhole = (item: Exact): boolean => item.kind === 'number' && isInteger(item.value)

const suffixes: ReadonlyMap<string, bigint> = new Map([
  ['k', 1_000n],
  ['K', 1_000n],
  ['M', 1_000_000n],
  ['B', 1_000_000_000n],
])

/** `320k` is 320·k, or 320 thousand; beside a number it is the latter. */
const scaled = (value: Exact, written: string): Expression | undefined => {
  const suffix = /^\s*[\d.,]+([kKMB])\s*$/.exec(written)?.[1]
  const [number] = value.kind === 'product' ? value.factors : []
  const scale = suffix === undefined ? undefined : suffixes.get(suffix)
  if (!scale || number?.kind !== 'number') return undefined
  return { kind: 'number', value: multiply(number.value, rational(scale)) }
}

/** The pair in the readings that fit one another, where a text by itself can be read in two ways. */
export const otherReadings = (
  reference: Exact,
  candidate: Exact,
  written: { readonly reference: string; readonly candidate: string },
): readonly [Exact, Exact] | undefined => {
  const isNumber = reference.kind === 'number'
  if (isExpression(reference)) {
    const other =
      decimalComma(candidate, written.candidate) ??
      (isNumber ? scaled(candidate, written.candidate) : undefined)
    if (other) return [reference, other]
  }
  const comma = isExpression(candidate) ? decimalComma(reference, written.reference) : undefined
  return comma ? [comma, candidate] : undefined
}
