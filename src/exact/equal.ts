import { equalClasses } from './equality/classes.ts'
import { equalSets, equalTensors, mayBeShape, pairwise, sizesOf } from './equality/collections.ts'
import { resultOf } from './equality/equations.ts'
import { equalPieces, isByCases } from './equality/pieces.ts'
import {
  equalRegions,
  equalRelations,
  isConditions,
  isEquation,
  isRegion,
  isSolutions,
  itemsOf,
  namesIn,
} from './equality/relations.ts'
import { equalScalars } from './equality/scalars.ts'
import { different, type Equality, type EqualityOptions, same, undecided } from './equality/verdict.ts'
import type { Expression } from './expression.ts'
import { within } from './normal/effort.ts'
import { agreesAsRounded } from './rounded.ts'
import { entriesOf } from './tensor.ts'
import { type Exact, isExpression, type RelationValue, type Tensor } from './value.ts'

export type { Equality, EqualityOptions } from './equality/verdict.ts'

const allowance = 80_000

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

/** Values beside `AB = 4, CD = 5`: in that order. In another order it stays open which is meant. */
const equalNamed = (
  x: readonly Exact[],
  y: readonly Exact[],
  isSet: boolean,
  options: EqualityOptions,
): Equality | undefined => {
  const [names, others] = [namesIn(x), namesIn(y)]
  const isNamed = (items: readonly Exact[], found: ReadonlySet<string>): boolean =>
    items.length > 1 && found.size === items.length && !found.has('?')
  if (isNamed(x, names) === isNamed(y, others) || x.some(isEquation) === y.some(isEquation)) return undefined
  const inOrder = pairwise(x, y, equal, options)
  if (inOrder.equal && !isSet) return inOrder
  return equalSets(x, y, equal, options).equal === false ? different('elements') : undecided('order of names')
}

const equalItems = (a: Exact, b: Exact, options: EqualityOptions): Equality | undefined => {
  const [x, y] = [itemsOf(a), itemsOf(b)]
  if (x && y) {
    const named = equalNamed(x, y, a.kind === 'set' || b.kind === 'set', options)
    if (named) return named
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
  if (isEquation(a) || isEquation(b) || isRegion(a) || isRegion(b))
    return equalRelations(a, b, equal, options)
  if (
    (a.kind === 'piecewise' && (b.kind === 'piecewise' || isExpression(b))) ||
    (b.kind === 'piecewise' && isExpression(a))
  )
    return equalPieces(a, b, options.domain ?? 'integer')
  const items = equalItems(a, b, options)
  // Other conditions side by side may hold for the same values.
  const mayBeStretch = (value: Exact): boolean =>
    isConditions(value) || (value.kind === 'tensor' && !!value.brackets)
  const isAbout = isConditions(a) ? mayBeStretch(b) : isConditions(b) && mayBeStretch(a)
  if (!items?.equal && isAbout) return equalRegions(a, b, options)
  return items ?? different('kind')
}
