import type { Expression } from '../expression.ts'
import { keyOf } from '../key.ts'
import { compare as compareRationals } from '../rational.ts'
import { entriesOf } from '../tensor.ts'
import { symbolsOf } from '../tree.ts'
import { type Exact, type Interval, isExpression, type RelationValue, type Union } from '../value.ts'
import { type Compare, equalSets } from './collections.ts'
import { conditionOf, renameSymbol, unnamed } from './condition.ts'
import { differenceOf, equalEquations, equalZeros, isolated } from './equations.ts'
import { equalConditions } from './regions.ts'
import { different, type Equality, type EqualityOptions, undecided } from './verdict.ts'

export const isEquation = (value: Exact): value is RelationValue =>
  value.kind === 'relation' && value.chain.relations.every((relation) => relation === '=')

/** "A or B" between values that are no regions gives both values. */
const isAlternatives = (value: Exact): value is Union =>
  value.kind === 'union' && value.parts.every((part) => part.kind === 'tensor')

/** Several equations beside one another, which a list gives as well as "or" does. */
const isRow = (value: Exact): boolean =>
  value.kind === 'list' || (value.kind === 'set' && value.items.some(isEquation))

const equationsOf = (value: Exact): readonly Exact[] | undefined => {
  const items = value.kind === 'union' ? value.parts : itemsOf(value)
  return items?.every(isEquation) ? items : undefined
}

/** The names that equations isolate; `?` for what is none. */
export const namesIn = (equations: readonly Exact[]): ReadonlySet<string> =>
  new Set(
    equations.flatMap((equation) => {
      const name = equation.kind === 'relation' ? isolated(equation.chain)?.name : undefined
      return [name ? keyOf(name) : '?']
    }),
  )

/** `x = 1, x = 2` lists what "or" joins; `x = 1 or y = 2` is not `x = 1, y = 2`. */
const sameJoint = (a: Exact, ofA: readonly Exact[], b: Exact, ofB: readonly Exact[]): boolean =>
  (a.kind === 'union') === (b.kind === 'union') || [ofA, ofB].every((rows) => namesIn(rows).size === 1)

/** Several values, as `x = a or x = b` gives them. */
export const isSolutions = (value: Exact): boolean => value.kind === 'set' && value.items.length > 1

/** Inequalities that hold together. */
export const isConditions = (value: Exact): boolean =>
  value.kind === 'list' &&
  value.items.every((item) => item.kind === 'relation') &&
  value.items.some((item) => !isEquation(item))

export const isRegion = (value: Exact): boolean =>
  value.kind === 'interval' ||
  (value.kind === 'union' && !isAlternatives(value)) ||
  (value.kind === 'relation' && !isEquation(value))

/** A pair such as (0, 1), read as the interval it may also be. */
const asInterval = (value: Exact): Exact => {
  if (value.kind !== 'tensor' || !value.brackets || value.entries.length !== 2) return value
  const [from, to] = entriesOf(value)
  const closed = value.brackets === '[]'
  const gap = from?.kind === 'number' && to?.kind === 'number' ? compareRationals(from.value, to.value) : -1
  // (2, 1) and (1, 1) are pairs only.
  if (gap > 0 || (gap === 0 && !closed)) return value
  return from && to
    ? ({ kind: 'interval', from, to, closedFrom: closed, closedTo: closed } satisfies Interval)
    : value
}

const equalUnequal = (a: RelationValue, b: RelationValue, options: EqualityOptions): Equality | undefined => {
  const isUnequal = ({ chain }: RelationValue) => chain.relations.length === 1 && chain.relations[0] === '!='
  const [left, right] = [differenceOf(a.chain), differenceOf(b.chain)]
  if (!isUnequal(a) || !isUnequal(b) || !left || !right) return undefined
  return equalZeros(left, right, options.domain ?? 'integer')
}

export const equalRegions = (a: Exact, b: Exact, options: EqualityOptions): Equality => {
  const domain = options.domain ?? 'integer'
  if (a.kind === 'relation' && b.kind === 'relation') {
    const unequal = equalUnequal(a, b, options)
    if (unequal) return unequal
  }
  // "true" says that an equation always holds; a set of numbers is no statement.
  const isStretch = ({ kind }: Exact): boolean => kind === 'interval' || kind === 'union'
  if ((a.kind === 'truth' && isStretch(b)) || (b.kind === 'truth' && isStretch(a))) return different('kind')
  const [x, y] = [conditionOf(asInterval(a)), conditionOf(asInterval(b))]
  if (!x || !y) return isExpression(a) || isExpression(b) ? different('kind') : undecided('kind')
  const whole = domain === 'integer' && a.kind === 'relation' && b.kind === 'relation'
  return equalConditions(x, y, domain, whole)
}

const productOf = (factors: readonly Expression[]): Expression => ({ kind: 'product', factors })

/** What is zero where the unnamed number has a value. */
const zeroAt = (value: Expression): Expression => ({
  kind: 'sum',
  terms: [unnamed, { kind: 'product', factors: [{ kind: 'number', value: { n: -1n, d: 1n } }, value] }],
})

/** `x = a or x = b` is the equation (x − a)(x − b) = 0. */
const equationOf = (value: Exact): Expression | undefined => {
  if (value.kind === 'relation')
    return isEquation(value) && value.chain.sides.length === 2 ? differenceOf(value.chain) : undefined
  if (value.kind === 'set' && value.items.every(isExpression)) return productOf(value.items.map(zeroAt))
  if (value.kind !== 'union') return undefined
  const factors = value.parts.map(equationOf)
  const known = factors.filter((factor) => factor !== undefined)
  return known.length === factors.length ? productOf(known) : undefined
}

export const equalRelations = (a: Exact, b: Exact, compare: Compare, options: EqualityOptions): Equality => {
  const domain = options.domain ?? 'integer'
  const rows = isRow(a) || isRow(b) ? [equationsOf(a), equationsOf(b)] : []
  if (rows[0] && rows[1])
    return sameJoint(a, rows[0], b, rows[1])
      ? equalSets(rows[0], rows[1], compare, options)
      : different('joint')
  if (isEquation(a) && isEquation(b)) return equalEquations(a.chain, b.chain, domain)
  const [x, y] = [equationOf(a), equationOf(b)]
  const shared = x && y && shareNames(x, y)
  if (shared) return equalZeros(...shared, domain)
  return equalRegions(a, b, options)
}

/** Gives the unnamed number of a set of solutions the one name of the equation beside it. */
const shareNames = (a: Expression, b: Expression): readonly [Expression, Expression] | undefined => {
  const [inA, inB] = [symbolsOf(a), symbolsOf(b)]
  if (inA.has('#') === inB.has('#')) return [a, b]
  const [name, ...more] = [...(inA.has('#') ? inB : inA)]
  if (name === undefined || more.length > 0) return undefined
  return [renameSymbol(a, name, unnamed), renameSymbol(b, name, unnamed)]
}

export const itemsOf = (value: Exact): readonly Exact[] | undefined => {
  if (value.kind === 'list' || value.kind === 'set') return value.items
  // "A or B" between values that are no regions gives both values.
  return value.kind === 'union' && value.parts.every((part) => part.kind === 'tensor')
    ? value.parts
    : undefined
}
