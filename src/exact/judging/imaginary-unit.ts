import { evaluateIn } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { keyOf } from '../key.ts'
import type { SymbolDomain } from '../normal-form.ts'
import { complexArithmetic, modulus } from '../numeric/complex.ts'
import { findRanges, type Range, randomPoint } from '../random-point.ts'
import { entriesOf } from '../tensor.ts'
import { mapChildren, somePart } from '../tree.ts'
import { type Exact, isExpression } from '../value.ts'

/** √−1, whose principal value is the imaginary unit. */
const unit: Expression = {
  kind: 'power',
  base: { kind: 'number', value: { n: -1n, d: 1n } },
  exponent: { kind: 'number', value: { n: 1n, d: 2n } },
}

const isLetter = (e: Expression): boolean => e.kind === 'symbol' && e.name === 'i'
const hasLetter = (e: Expression): boolean => somePart(e, isLetter)

const signals: ReadonlySet<string> = new Set(['u', 'delta'])
const isSeries = (e: Expression): e is Expression & { kind: 'call' } =>
  e.kind === 'call' && (e.name === 'sum' || e.name === 'prod')

/** Whether i numbers something here: `x_i`, `W_ij`, `x[i]`, `sum(…, i, 1, n)`, `u[n − i]`. */
const isIndex = (e: Expression): boolean => {
  if (e.kind === 'symbol') return /_(?:i|i[jkl]|[jkl]i)$/.test(e.name)
  if (e.kind === 'indexed') return e.indices.some(hasLetter)
  if (isSeries(e)) return e.args[1] !== undefined && isLetter(e.args[1])
  return e.kind === 'call' && signals.has(e.name) && hasLetter(e)
}

/** The scalar expressions that a value is made of. */
const partsOf = (value: Exact): readonly Expression[] => {
  if (isExpression(value)) return [value]
  switch (value.kind) {
    case 'tensor':
      return entriesOf(value)
    case 'list':
    case 'set':
      return value.items.flatMap(partsOf)
    case 'union':
      return value.parts.flatMap(partsOf)
    case 'relation':
      return value.chain.sides
    default:
      return []
  }
}

const withUnit = (e: Expression): Expression => (isLetter(e) ? unit : mapChildren(e, withUnit))

const draws = 6
const tolerance = 1e-6

/** Whether two expressions differ at a point although i is the imaginary unit. */
const differAsNumbers = (a: Expression, b: Expression, domain: SymbolDomain): boolean => {
  const [x, y] = [withUnit(a), withUnit(b)]
  // Roots and logarithms of positive numbers have one value.
  const sampled = domain === 'real' ? 'positive' : domain
  const ranges = new Map<string, Range>()
  for (const e of [x, y]) findRanges(e, sampled, ranges)
  return Array.from({ length: draws }, (_, seed) => randomPoint(seed + 1, sampled, ranges)).some((at) => {
    const [left, right] = [evaluateIn(x, at, complexArithmetic), evaluateIn(y, at, complexArithmetic)]
    if (!left || !right) return false
    const gap = modulus({ re: left.re - right.re, im: left.im - right.im })
    return gap > tolerance * Math.max(1, modulus(left), modulus(right))
  })
}

/** `z = 2i`: the name, and what it is. */
const namedOf = (value: Exact): { readonly name: string; readonly value: Expression } | undefined => {
  if (value.kind !== 'relation' || value.chain.relations.join() !== '=') return undefined
  const [name, named] = value.chain.sides
  return name?.kind === 'symbol' && named ? { name: keyOf(name), value: named } : undefined
}

/** Whether two values certainly differ, whatever i is. */
const differ = (a: Exact, b: Exact, domain: SymbolDomain): boolean => {
  if (isExpression(a) && isExpression(b)) return differAsNumbers(a, b, domain)
  if (a.kind === 'tensor' && b.kind === 'tensor') {
    const [x, y] = [entriesOf(a), entriesOf(b)]
    return x.length !== y.length || x.some((entry, at) => differ(entry, y[at] ?? entry, domain))
  }
  const [x, y] = [itemsOf(a), itemsOf(b)]
  if (x && y) return isLacking(x, y, domain) || isLacking(y, x, domain)
  const [left, right] = [namedOf(a), namedOf(b)]
  if (left && right && left.name !== right.name) return false
  if (left || right) return differ(left?.value ?? a, right?.value ?? b, domain)
  return a.kind !== b.kind && a.kind !== 'relation' && b.kind !== 'relation'
}

const itemsOf = (value: Exact): readonly Exact[] | undefined =>
  value.kind === 'list' || value.kind === 'set' ? value.items : undefined

/** Whether an item of the one has no partner in the other. */
const isLacking = (items: readonly Exact[], partners: readonly Exact[], domain: SymbolDomain): boolean =>
  items.some((item) => partners.every((partner) => differ(item, partner, domain)))

/**
 * Whether values that differ for a real i may be the same where i is the imaginary unit: i² = −1. A letter that numbers
 * something in either of them is an index.
 */
export const mayHoldForImaginary = (reference: Exact, candidate: Exact, domain: SymbolDomain): boolean => {
  const parts = [...partsOf(reference), ...partsOf(candidate)]
  if (!parts.some(hasLetter) || parts.some((part) => somePart(part, isIndex))) return false
  return !differ(reference, candidate, domain)
}
