import type { Expression } from '../expression.ts'
import { isInteger, multiply, parseRational, rational } from '../rational.ts'
import { identityOf, largestIdentity } from '../read/determinant.ts'
import { mapChildren, somePart, symbolsOf } from '../tree.ts'
import { type Exact, isExpression } from '../value.ts'
import { asShapes } from './shapes.ts'

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

const truths: ReadonlyMap<string, boolean> = new Map([
  ['all', true],
  ['none', false],
])

/** "all" and "none" beside an equation or a truth value: what holds everywhere, or nowhere. */
const quantified = (beside: Exact, written: string, other: string): Exact | undefined => {
  const truth = truths.get(written.trim().toLowerCase())
  const fits =
    truths.has(other.trim().toLowerCase()) ||
    beside.kind === 'truth' ||
    beside.kind === 'relation' ||
    beside.kind === 'word'
  return truth === undefined || !fits ? undefined : { kind: 'truth', value: truth }
}

const nothing = /^no (?:real )?solutions?$/i

/** "no solution" beside a set: the empty one. */
const noElements = (value: Exact, beside: Exact): Exact | undefined =>
  value.kind === 'word' && nothing.test(value.word) && beside.kind === 'set'
    ? { kind: 'set', items: [] }
    : undefined

/** I and I_3 beside a matrix: the identity. */
const identity = (value: Exact, beside: Exact): Exact | undefined => {
  if (value.kind !== 'symbol' || beside.kind !== 'tensor' || beside.shape.length !== 2) return undefined
  const [, size] = /^I(?:_(\d+))?$/.exec(value.name) ?? [undefined, undefined]
  if (!/^I(?:_\d+)?$/.test(value.name)) return undefined
  const rows = Number(size ?? beside.shape[0])
  return rows < 1 || rows > largestIdentity
    ? undefined
    : identityOf({ kind: 'number', value: rational(rows) })
}

const multiplied = (e: Expression, names: ReadonlySet<string>): Expression => {
  const [index, ...more] = e.kind === 'indexed' ? e.indices : []
  if (e.kind !== 'indexed' || !index || more.length > 0 || !names.has(e.name))
    return mapChildren(e, (part) => multiplied(part, names))
  return { kind: 'product', factors: [{ kind: 'symbol', name: e.name }, multiplied(index, names)] }
}

/** `a[b + c]` is a product where a is a number elsewhere and no array. */
const bracketed = (value: Exact, beside: Exact, written: string): Exact | undefined => {
  if (!/[A-Za-z]\s*(?:\\left\s*)?\[/.test(written) || /_\s*\{[^{}]*[-+*/]/.test(written)) return undefined
  if (!isExpression(value) || !isExpression(beside)) return undefined
  const isEntry = (part: Expression): boolean => part.kind === 'indexed'
  if (!somePart(value, isEntry) || somePart(beside, isEntry)) return undefined
  return multiplied(value, symbolsOf(beside))
}

const alternatives = [noElements, identity, bracketed]

/** The pair in the readings that fit one another, where a text by itself can be read in two ways. */
export const otherReadings = (
  reference: Exact,
  candidate: Exact,
  written: { readonly reference: string; readonly candidate: string },
): readonly [Exact, Exact] | undefined => {
  const shapes = asShapes(reference, candidate)
  if (shapes) return shapes
  const isNumber = reference.kind === 'number'
  if (isExpression(reference)) {
    const other =
      decimalComma(candidate, written.candidate) ??
      (isNumber ? scaled(candidate, written.candidate) : undefined)
    if (other) return [reference, other]
  }
  const spoken = quantified(reference, written.candidate, written.reference)
  const meant = quantified(candidate, written.reference, written.candidate)
  if (spoken || meant) return [meant ?? reference, spoken ?? candidate]
  for (const read of alternatives) {
    const given = read(candidate, reference, written.candidate)
    const known = read(reference, candidate, written.reference)
    if (given) return [reference, given]
    if (known) return [known, candidate]
  }
  const comma = isExpression(candidate) ? decimalComma(reference, written.reference) : undefined
  return comma ? [comma, candidate] : undefined
}
