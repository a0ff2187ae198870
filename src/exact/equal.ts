import { equalClasses } from './equality/classes.ts'
import { equalSets, equalTensors, mayBeShape, pairwise, sizesOf } from './equality/collections.ts'
import { conditionOf, renameSymbol, symbolNames, unnamed } from './equality/condition.ts'
import { differenceOf, equalEquations, equalZeros, resultOf } from './equality/equations.ts'
import { equalPieces, isByCases } from './equality/pieces.ts'
import { equalConditions } from './equality/regions.ts'
import { equalScalars } from './equality/scalars.ts'
import { different, type Equality, type EqualityOptions, same, undecided } from './equality/verdict.ts'
import type { Expression } from './expression.ts'
import { within } from './normal/effort.ts'
import { agreesAsRounded } from './rounded.ts'
import { entriesOf } from './tensor.ts'
import {
  type Exact,
  type Interval,
  isExpression,
  type RelationValue,
  type Tensor,
  type Union,
} from './value.ts'

const allowance = 120_000

export type { Equality, EqualityOptions } from './equality/verdict.ts'

const isEquation = (value: Exact): value is RelationValue =>
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

/** Several values, as `x = a or x = b` gives them. */
const isSolutions = (value: Exact): boolean => value.kind === 'set' && value.items.length > 1

const isRegion = (value: Exact): boolean =>
  value.kind === 'interval' ||
  (value.kind === 'union' && !isAlternatives(value)) ||
  (value.kind === 'relation' && !isEquation(value))

/** A pair such as (0, 1), read as the interval it may also be. */
const asInterval = (value: Exact): Exact => {
  if (value.kind !== 'tensor' || !value.brackets || value.entries.length !== 2) return value
  const [from, to] = entriesOf(value)
  const closed = value.brackets === '[]'
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

const equalRegions = (a: Exact, b: Exact, options: EqualityOptions): Equality => {
  const domain = options.domain ?? 'integer'
  if (a.kind === 'relation' && b.kind === 'relation') {
    const unequal = equalUnequal(a, b, options)
    if (unequal) return unequal
  }
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

const equalRelations = (a: Exact, b: Exact, options: EqualityOptions): Equality => {
  const domain = options.domain ?? 'integer'
  const rows = isRow(a) || isRow(b) ? [equationsOf(a), equationsOf(b)] : []
  if (rows[0] && rows[1]) return equalSets(rows[0], rows[1], equal, options)
  if (isEquation(a) && isEquation(b)) return equalEquations(a.chain, b.chain, domain)
  const [x, y] = [equationOf(a), equationOf(b)]
  const shared = x && y && shareNames(x, y)
  if (shared) return equalZeros(...shared, domain)
  return equalRegions(a, b, options)
}

/** Gives the unnamed number of a set of solutions the one name of the equation beside it. */
const shareNames = (a: Expression, b: Expression): readonly [Expression, Expression] | undefined => {
  const [inA, inB] = [symbolNames(a), symbolNames(b)]
  if (inA.has('#') === inB.has('#')) return [a, b]
  const [name, ...more] = [...(inA.has('#') ? inB : inA)]
  if (name === undefined || more.length > 0) return undefined
  return [renameSymbol(a, name, unnamed), renameSymbol(b, name, unnamed)]
}

/** A value beside an equation: the value that the equation gives to a name. */
const equalToNamed = (
  equation: RelationValue,
  value: Exact,
  options: EqualityOptions,
  turned: boolean,
): Equality => {
  if (value.kind === 'truth') return equalRegions(equation, value, options)
  const result = resultOf(equation.chain)
  if (!result) return different('kind')
  return turned ? equal(value, result, options) : equal(result, value, options)
}

const itemsOf = (value: Exact): readonly Exact[] | undefined => {
  if (value.kind === 'list' || value.kind === 'set') return value.items
  // "A or B" between values that are no regions gives both values.
  return value.kind === 'union' && value.parts.every((part) => part.kind === 'tensor')
    ? value.parts
    : undefined
}

const rowsOf = (value: Tensor): readonly Exact[] => {
  const [rows = 0, ...inner] = value.shape
  if (inner.length === 0) return entriesOf(value)
  const [entries, width] = [entriesOf(value), value.entries.length / rows]
  return Array.from({ length: rows }, (_, i) => ({
    kind: 'tensor',
    shape: inner,
    entries: entries.slice(i * width, (i + 1) * width),
  }))
}

const equalItems = (a: Exact, b: Exact, options: EqualityOptions): Equality | undefined => {
  const [x, y] = [itemsOf(a), itemsOf(b)]
  if (x && y) {
    const ordered = a.kind === 'list' && b.kind === 'list' && !options.anyOrder
    return ordered ? pairwise(x, y, equal, options) : equalSets(x, y, equal, options)
  }
  const [items, other, isSet] = x ? [x, b, a.kind === 'set'] : [y, a, b.kind === 'set']
  if (!items || other.kind !== 'tensor') return undefined
  if (isSet) return different('kind')
  return x ? pairwise(items, rowsOf(other), equal, options) : pairwise(rowsOf(other), items, equal, options)
}

const equalShapes = (a: Exact, b: Exact, options: EqualityOptions): Equality | undefined => {
  if (
    a.kind !== 'shape' &&
    b.kind !== 'shape' &&
    !(mayBeShape(a) && b.kind === 'product') &&
    !(mayBeShape(b) && a.kind === 'product')
  )
    return undefined
  const [x, y] = [sizesOf(a), sizesOf(b)]
  return x && y ? pairwise(x, y, equal, options) : different('kind')
}

/** The letters that a symbol or an unspaced product of letters shows. */
const lettersOf = (e: Expression): string | undefined => {
  if (e.kind === 'symbol' || e.kind === 'constant') return e.name
  const letters = e.kind === 'product' ? e.factors.map(lettersOf) : []
  return letters.length > 0 && letters.every((letter) => letter?.length === 1) ? letters.join('') : undefined
}

/** A word that names the same as a symbol: \text{E} and E. */
const equalWords = (a: Exact, b: Exact): Equality | undefined => {
  const word = (value: Exact): string | undefined =>
    value.kind === 'word' ? value.word.trim().toLowerCase() : undefined
  const [x, y] = [word(a), word(b)]
  if (x !== undefined && y !== undefined) return x === y ? same('word') : different('word')
  if (x === undefined && y === undefined) return undefined
  const [text, other] = x === undefined ? [b, a] : [a, b]
  if (text.kind !== 'word') return undefined
  const letters = isExpression(other) ? lettersOf(other) : undefined
  if (letters === undefined) return isExpression(other) ? different('kind') : undecided('kind')
  return text.word.trim() === letters ? same('word') : different('word')
}

const equalApproximate = (a: Exact, b: Exact): Equality | undefined => {
  if (a.kind === 'approximate' && b.kind === 'approximate')
    return a.decimal === b.decimal ? same('digits') : undecided('digits')
  const [reference, other] = a.kind === 'approximate' ? [a, b] : [b, a]
  if (reference.kind !== 'approximate') return undefined
  if (other.kind !== 'number') return undecided('digits')
  return agreesAsRounded(reference, other) ? same('digits') : different('digits')
}

/**
 * Whether two values are the same mathematical object. `reference` is the one that is known to be right: sizes of
 * matrices are taken from it. Never says equal where something could not be compared.
 */
export const equal = (reference: Exact, candidate: Exact, options: EqualityOptions = {}): Equality =>
  within(allowance, () => compareValues(reference, candidate, options)) ?? undecided('effort')

const compareValues = (a: Exact, b: Exact, options: EqualityOptions): Equality => {
  if (isExpression(a) && isExpression(b)) {
    const byCases = isByCases(a) || isByCases(b)
    const scalars = equalScalars(a, b, options.domain ?? 'integer')
    return byCases && !scalars.equal ? equalPieces(a, b, options.domain ?? 'integer') : scalars
  }
  const special = equalWords(a, b) ?? equalApproximate(a, b) ?? equalShapes(a, b, options)
  if (special) return special
  if (a.kind === 'truth' && b.kind === 'truth')
    return a.value === b.value ? same('truth') : different('truth')
  if (a.kind === 'class' || b.kind === 'class')
    return a.kind === 'class' && b.kind === 'class' ? equalClasses(a, b) : different('kind')
  if (a.kind === 'tensor' && b.kind === 'tensor') return equalTensors(a, b, equal, options)
  if (isEquation(a) && !isEquation(b) && !isRegion(b) && !isSolutions(b))
    return equalToNamed(a, b, options, false)
  if (isEquation(b) && !isEquation(a) && !isRegion(a) && !isSolutions(a))
    return equalToNamed(b, a, options, true)
  if (isEquation(a) || isEquation(b) || isRegion(a) || isRegion(b)) return equalRelations(a, b, options)
  if (
    (a.kind === 'piecewise' && (b.kind === 'piecewise' || isExpression(b))) ||
    (b.kind === 'piecewise' && isExpression(a))
  )
    return equalPieces(a, b, options.domain ?? 'integer')
  return equalItems(a, b, options) ?? different('kind')
}
