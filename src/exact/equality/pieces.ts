import { evaluateIn, type Point } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import type { SymbolDomain } from '../normal-form.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { randomPoint } from '../random-point.ts'
import { somePart } from '../tree.ts'
import { type Exact, isExpression, type Piece, type Piecewise } from '../value.ts'
import { type Condition, chainCondition, conditionSymbols } from './condition.ts'
import { criticalValues, holds, pointWith } from './regions.ts'
import { equalScalars } from './scalars.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

const arithmetic = decimalArithmetic(64)
const draws = 8
const fewestValues = 8

type Part = { readonly when: Condition; readonly value: Expression }

const partOf = ({ when, value }: Piece): Part => ({
  when: { kind: 'all', of: when.map(chainCondition) },
  value,
})

const isStep = (part: Expression): boolean =>
  part.kind === 'call' && (part.name === 'u' || part.name === 'delta') && part.args.length === 1

/** The places where u(·) and δ(·) of an expression jump, as conditions whose changes are tested. */
const stepConditions = (e: Expression): Condition[] => {
  const found: Condition[] = []
  somePart(e, (part) => {
    const [arg] = part.kind === 'call' && isStep(part) ? part.args : []
    const zero = { kind: 'number', value: { n: 0n, d: 1n } } as const
    if (arg) found.push({ kind: 'compare', left: arg, relation: '>=', right: zero })
    return false
  })
  return found
}

const partsOf = (value: Piecewise | Expression): readonly Part[] =>
  value.kind === 'piecewise' ? value.pieces.map(partOf) : [{ when: { kind: 'all', of: [] }, value }]

/** The value of the first piece whose condition holds; null where none does. */
const valueAt = (parts: readonly Part[], point: Point) => {
  for (const { when, value } of parts) {
    const here = holds(when, point)
    if (here === undefined) return undefined
    if (here) return evaluateIn(value, point, arithmetic)
  }
  return null
}

const compareAt = (a: readonly Part[], b: readonly Part[], point: Point): boolean | undefined => {
  const [x, y] = [valueAt(a, point), valueAt(b, point)]
  if (x === null && y === null) return true
  if (!x?.isFinite() || !y?.isFinite()) return undefined
  const gap = x.minus(y).abs()
  return gap.lte(x.abs().times('1e-45')) || gap.lte('1e-50')
}

/** Compares definitions by cases, also with u and δ, at and around every value where a case begins or ends. */
const compareCases = (
  a: Piecewise | Expression,
  b: Piecewise | Expression,
  domain: SymbolDomain,
): Equality => {
  const [left, right] = [partsOf(a), partsOf(b)]
  const steps = [...left, ...right].flatMap(({ value }) => stepConditions(value))
  const conditions = [...left, ...right].map(({ when }) => when).concat(steps)
  const names = new Set(conditions.flatMap((condition) => [...conditionSymbols(condition)]))
  const whole = domain === 'integer'
  let [agreeing, missing] = [0, 0]
  for (const symbol of names)
    for (let seed = 1; seed <= draws; seed += 1) {
      const point = randomPoint(seed, domain)
      const values = criticalValues(conditions, symbol, point, whole)
      if (!values) return undecided('cases')
      for (const value of values) {
        const equal = compareAt(left, right, pointWith(point, symbol, value))
        if (equal === false) return different('cases')
        if (equal) agreeing += 1
        else missing += 1
      }
    }
  return agreeing >= fewestValues && missing <= agreeing / 8 ? same('cases') : undecided('cases')
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
