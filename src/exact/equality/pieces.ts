import type { Decimal } from 'decimal.js'
import { evaluateIn, type Point } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import type { SymbolDomain } from '../normal-form.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { randomPoint } from '../random-point.ts'
import { add, compare, floor, multiply, type Rational, rational, subtract } from '../rational.ts'
import { somePart, symbolsOf } from '../tree.ts'
import { type Exact, isExpression, type Piece, type Piecewise } from '../value.ts'
import { type Condition, chainCondition, conditionSymbols } from './condition.ts'
import { criticalValues, holds, pointWith } from './regions.ts'
import { equalScalars } from './scalars.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

const arithmetic = decimalArithmetic(64)
const draws = 8
const fewestValues = 8
const mostParts = 60

type Part = { readonly when: Condition; readonly value: Expression }

const partOf = ({ when, value }: Piece): Part => ({
  when: { kind: 'all', of: when.map(chainCondition) },
  value,
})

const kinks: ReadonlySet<string> = new Set(['abs', 'relu', 'sign', 'u', 'delta'])
const zero: Expression = { kind: 'number', value: { n: 0n, d: 1n } }

const isStep = (part: Expression): boolean =>
  part.kind === 'call' && (part.name === 'u' || part.name === 'delta') && part.args.length === 1

/** The places where u(·), δ(·), |·|, max and min change, as conditions whose changes are tested. */
const kinkConditions = (e: Expression): Condition[] => {
  const found: Condition[] = []
  somePart(e, (part) => {
    if (part.kind !== 'call') return false
    const [first, ...others] = part.args
    if (first && kinks.has(part.name))
      found.push({ kind: 'compare', left: first, relation: '>=', right: zero })
    if (first && (part.name === 'max' || part.name === 'min'))
      for (const other of others) found.push({ kind: 'compare', left: first, relation: '>=', right: other })
    return false
  })
  return found
}

/** Places within every stretch between two values of interest and beyond the outermost, where functions that differ do. */
const probes = (values: readonly Rational[], whole: boolean, seed: number): readonly Rational[] => {
  const sorted = [...values].sort(compare)
  const [low, high] = [sorted[0] ?? rational(0), sorted.at(-1) ?? rational(0)]
  if (whole) {
    const beyond = [2n, 3n, 5n, BigInt(7 + seed), BigInt(11 + 2 * seed)]
    return beyond.flatMap((step) => [rational(floor(high) + step), rational(floor(low) - step)])
  }
  const part = rational(1009 + 37 * seed, 2718)
  const inside = sorted.flatMap((value, at) => {
    const next = sorted[at + 1]
    return next ? [add(value, multiply(part, subtract(next, value)))] : []
  })
  const step = multiply(part, rational(3 + seed))
  return [...inside, add(high, part), add(high, step), subtract(low, part), subtract(low, step)]
}

const partsOf = (value: Piecewise | Expression): readonly Part[] =>
  value.kind === 'piecewise' ? value.pieces.map(partOf) : [{ when: { kind: 'all', of: [] }, value }]

const isOtherwise = ({ when }: Part): boolean => when.kind === 'all' && when.of.length === 0

const isSame = (x: Decimal, y: Decimal): boolean => {
  const gap = x.minus(y).abs()
  return gap.lte(x.abs().times('1e-45')) || gap.lte('1e-50')
}

/**
 * The value of the pieces whose condition holds: `none` where there is no piece, `several` where two pieces contradict
 * each other; undefined where a condition or value cannot be told.
 */
const valueAt = (parts: readonly Part[], point: Point): Decimal | 'none' | 'several' | undefined => {
  let found: Decimal | undefined
  for (const part of parts) {
    if (found && isOtherwise(part)) break
    const here = holds(part.when, point)
    if (here === undefined) return undefined
    if (!here) continue
    const value = evaluateIn(part.value, point, arithmetic)
    if (!value?.isFinite()) return undefined
    if (found && !isSame(found, value)) return 'several'
    found ??= value
  }
  return found ?? 'none'
}

/** Whether both have one value at a point; `unlike` where one is not defined, or in two ways, and the other well. */
const compareAt = (a: readonly Part[], b: readonly Part[], point: Point): boolean | 'unlike' | undefined => {
  const [x, y] = [valueAt(a, point), valueAt(b, point)]
  if (x === undefined || y === undefined) return undefined
  if (typeof x === 'string' || typeof y === 'string') return x === y ? true : 'unlike'
  return isSame(x, y)
}

/** Compares definitions by cases, also with u and δ, at and around every value where a case begins or ends. */
const compareCases = (
  a: Piecewise | Expression,
  b: Piecewise | Expression,
  domain: SymbolDomain,
): Equality => {
  const [left, right] = [partsOf(a), partsOf(b)]
  if (left.length + right.length > mostParts) return undecided('effort')
  const steps = [...left, ...right].flatMap(({ value }) => kinkConditions(value))
  const conditions = [...left, ...right].map(({ when }) => when).concat(steps)
  const names = new Set(conditions.flatMap((condition) => [...conditionSymbols(condition)]))
  const whole = domain === 'integer'
  const all = [...left, ...right].reduce((found, { value }) => symbolsOf(value, found), new Set(names))
  // With one symbol nothing but the probes depends on the draw.
  const times = all.size === 1 ? 2 : draws
  let [agreeing, missing, unlike] = [0, 0, false]
  for (const symbol of names)
    for (let seed = 1; seed <= times; seed += 1) {
      const point = randomPoint(seed, domain)
      const values = criticalValues(conditions, symbol, point, whole)
      if (!values) return undecided('cases')
      for (const value of [...values, ...probes(values, whole, seed)]) {
        const equal = compareAt(left, right, pointWith(point, symbol, value))
        if (equal === false) return different('cases')
        if (equal === 'unlike') unlike = true
        else if (equal) agreeing += 1
        else missing += 1
      }
    }
  return !unlike && agreeing >= fewestValues && missing <= agreeing / 8 ? same('cases') : undecided('cases')
}

export const equalPieces = (
  a: Piecewise | Expression,
  b: Piecewise | Expression,
  domain: SymbolDomain,
): Equality => {
  if (a.kind === 'piecewise' && b.kind === 'piecewise' && a.pieces.length === b.pieces.length) {
    const alike = a.pieces.every((piece, i) => {
      const other = b.pieces[i]
      return (
        other && sameConditions(piece, other) && equalScalars(piece.value, other.value, domain).equal === true
      )
    })
    if (alike) return same('normal form')
  }
  return compareCases(a, b, domain)
}

const write = (value: unknown): string =>
  JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v))
const sameConditions = (a: Piece, b: Piece): boolean => write(a.when) === write(b.when)

/** Whether the value is defined by cases: pieces, or an expression with u or δ. */
export const isByCases = (value: Exact): value is Piecewise | Expression =>
  value.kind === 'piecewise' || (isExpression(value) && somePart(value, isStep))
