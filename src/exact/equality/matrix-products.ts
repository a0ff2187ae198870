import type { Expression } from '../expression.ts'
import { randomFrom, seedOf } from '../random.ts'
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  one,
  type Rational,
  rational,
  subtract,
  zero,
} from '../rational.ts'
import { childrenOf, somePart } from '../tree.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

/** Rows of a matrix; a scalar is no matrix, also not a 1×1 one. */
type Matrix = readonly (readonly Rational[])[]
type Value = { readonly scalar: Rational } | { readonly matrix: Matrix }

/** Sizes that must agree have one representative; size 1 (a vector's width) is fixed. */
type Sizes = { readonly parent: number[] }
type Form = 'scalar' | { readonly rows: number; readonly columns: number }
/** What each symbol stands for: scalars, or arrays with the sizes they were found to need. */
type Kinds = {
  readonly sizes: Sizes
  readonly forms: Map<string, Form>
  readonly scalars: ReadonlySet<string>
}

class Misfit extends Error {
  override readonly name = 'Misfit'
}

const unitSize = 0

/** Whether a transpose stands in the expression, so that capital letters are matrices that do not commute. */
export const hasMatrices = (e: Expression): boolean =>
  somePart(e, (part) => part.kind === 'call' && (part.name === 'transpose' || part.name === 'trace'))

const isCapitals = (e: Expression): boolean =>
  (e.kind === 'symbol' && /^[A-Z](?:_\w+)?$/.test(e.name)) ||
  (e.kind === 'product' && e.factors.every(isCapitals))

/** Whether the inverse of a capital letter, or of a product of them, stands in a product. */
export const hasInverses = (e: Expression): boolean =>
  somePart(e, (part) => {
    const isInverse =
      part.kind === 'power' && part.exponent.kind === 'number' && part.exponent.value.n === -1n
    return isInverse && part.exponent.value.d === 1n && isCapitals(part.base)
  })

const root = (sizes: Sizes, size: number): number => {
  let at = size
  while (sizes.parent[at] !== at) at = sizes.parent[at] ?? at
  return at
}
const fresh = (sizes: Sizes): number => sizes.parent.push(sizes.parent.length) - 1
const unify = (sizes: Sizes, a: number, b: number): void => {
  const [x, y] = [root(sizes, a), root(sizes, b)]
  if (x === y) return
  if (x === unitSize || y === unitSize) throw new Misfit('a vector does not fit there')
  sizes.parent[x] = y
}

const isIdentity = (name: string): boolean => /^I(_\w+)?$/.test(name)
const isCapital = (name: string): boolean =>
  /^[A-Z]/.test(name) || /^(Gamma|Delta|Lambda|Sigma|Omega|Phi|Psi|Theta|Xi)\b/.test(name)
const isGreek = (name: string): boolean => /^[a-z]{2,}/.test(name)

const formOf = (e: Expression, kinds: Kinds): Form => {
  switch (e.kind) {
    case 'number':
    case 'constant':
      return 'scalar'
    case 'symbol': {
      if (kinds.scalars.has(e.name)) return 'scalar'
      if (isIdentity(e.name)) {
        const size = fresh(kinds.sizes)
        return { rows: size, columns: size }
      }
      const known = kinds.forms.get(e.name)
      if (known) return known
      const rows = fresh(kinds.sizes)
      const form = { rows, columns: isCapital(e.name) ? fresh(kinds.sizes) : unitSize }
      kinds.forms.set(e.name, form)
      return form
    }
    case 'sum':
      return e.terms.map((term) => formOf(term, kinds)).reduce((a, b) => formOfSum(a, b, kinds.sizes))
    case 'product':
      return e.factors
        .map((factor) => formOf(factor, kinds))
        .reduce((a, b) => formOfProduct(a, b, kinds.sizes))
    case 'power': {
      const base = formOf(e.base, kinds)
      if (base !== 'scalar') unify(kinds.sizes, base.rows, base.columns)
      return base
    }
    case 'call': {
      const [arg, more] = e.args
      const of = arg && !more ? formOf(arg, kinds) : undefined
      if (of && e.name === 'transpose') return of === 'scalar' ? of : { rows: of.columns, columns: of.rows }
      throw new Misfit('not a product of matrices')
    }
    case 'indexed':
      throw new Misfit('not a product of matrices')
  }
}

const formOfSum = (a: Form, b: Form, sizes: Sizes): Form => {
  if (a === 'scalar' || b === 'scalar') {
    if (a === b) return a
    throw new Misfit('a scalar added to a matrix')
  }
  unify(sizes, a.rows, b.rows)
  unify(sizes, a.columns, b.columns)
  return a
}

const formOfProduct = (a: Form, b: Form, sizes: Sizes): Form => {
  if (a === 'scalar') return b
  if (b === 'scalar') return a
  unify(sizes, a.columns, b.rows)
  const isNumber = root(sizes, a.rows) === unitSize && root(sizes, b.columns) === unitSize
  return isNumber ? 'scalar' : { rows: a.rows, columns: b.columns }
}

const symbolNames = (e: Expression, found: Set<string>): Set<string> => {
  if (e.kind === 'symbol') found.add(e.name)
  for (const child of childrenOf(e)) symbolNames(child, found)
  return found
}

/** A' beside a reference in A is the transpose of A, as some languages write it. */
const withTransposes = (e: Expression, names: ReadonlySet<string>): Expression => {
  const within = (part: Expression) => withTransposes(part, names)
  switch (e.kind) {
    case 'symbol': {
      const bare = e.name.replace(/'$/, '')
      const isPrimed = bare !== e.name && names.has(bare) && !names.has(e.name)
      return isPrimed ? { kind: 'call', name: 'transpose', args: [{ kind: 'symbol', name: bare }] } : e
    }
    case 'sum':
      return { ...e, terms: e.terms.map(within) }
    case 'product':
      return { ...e, factors: e.factors.map(within) }
    case 'power':
      return { ...e, base: within(e.base), exponent: within(e.exponent) }
    case 'call':
      return { ...e, args: e.args.map(within) }
    default:
      return e
  }
}

/** Small latin letters may be vectors or scalars: every choice, with as many vectors as possible first. */
const choicesOf = (expressions: readonly Expression[]): readonly ReadonlySet<string>[] => {
  const names = new Set<string>()
  for (const e of expressions) symbolNames(e, names)
  const greek = [...names].filter((name) => !isCapital(name) && isGreek(name.replace(/_.*/, '')))
  const latin = [...names].filter((name) => !isCapital(name) && !greek.includes(name)).slice(0, 6)
  const choices = Array.from({ length: 2 ** latin.length }, (_, mask) =>
    latin.filter((_name, i) => (mask >> i) & 1),
  )
  choices.sort((a, b) => a.length - b.length)
  return choices.map((scalars) => new Set([...greek, ...scalars]))
}

const infer = (expressions: readonly Expression[], scalars: ReadonlySet<string>): Kinds | undefined => {
  const kinds: Kinds = { sizes: { parent: [unitSize] }, forms: new Map(), scalars }
  try {
    const forms = expressions.map((e) => formOf(e, kinds))
    forms.reduce((a, b) => formOfSum(a, b, kinds.sizes))
    return kinds
  } catch (error) {
    if (error instanceof Misfit) return undefined
    throw error
  }
}

/** Different sizes where nothing makes them equal, so that a wrong order of factors does not fit. */
const sizeOf = (kinds: Kinds, size: number): number => {
  const at = root(kinds.sizes, size)
  if (at === unitSize) return 1
  const roots = [...new Set(kinds.sizes.parent.map((_, i) => root(kinds.sizes, i)))].filter(
    (i) => i !== unitSize,
  )
  return 2 + (roots.indexOf(at) % 4)
}

const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_x, j) => (i === j ? one : zero)))

const transposeOf = (a: Matrix): Matrix => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? zero))

const productOf = (a: Matrix, b: Matrix): Matrix => {
  if ((a[0]?.length ?? 0) !== b.length) throw new Misfit('sizes differ')
  const columns = transposeOf(b)
  return a.map((row) =>
    columns.map((column) => row.reduce((sum, x, k) => add(sum, multiply(x, column[k] ?? zero)), zero)),
  )
}

const combine = (a: Matrix, b: Matrix): Matrix => {
  if (a.length !== b.length || a[0]?.length !== b[0]?.length) throw new Misfit('sizes differ')
  return a.map((row, i) => row.map((x, j) => add(x, b[i]?.[j] ?? zero)))
}

const inverseOf = (a: Matrix): Matrix => {
  const size = a.length
  if (a[0]?.length !== size) throw new Misfit('the inverse of a matrix that is not square')
  const unit = identity(size)
  const rows = a.map((row, i) => [...row, ...(unit[i] ?? [])])
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.findIndex((row, i) => i >= column && !isZero(row[column] ?? zero))
    const found = rows[pivot]
    const top = rows[column]
    if (!found || !top) throw new Misfit('no inverse')
    rows[pivot] = top
    const scale = found[column] ?? one
    const lead = found.map((x) => divide(x, scale))
    rows[column] = lead
    rows.forEach((row, i) => {
      const factor = row[column] ?? zero
      if (i !== column && !isZero(factor))
        rows[i] = row.map((x, j) => subtract(x, multiply(factor, lead[j] ?? zero)))
    })
  }
  return rows.map((row) => row.slice(size))
}

const matrixPower = (base: Matrix, exponent: bigint): Matrix => {
  if (exponent < 0n) return matrixPower(inverseOf(base), -exponent)
  let power = identity(base.length)
  for (let i = 0n; i < exponent; i += 1n) power = productOf(power, base)
  return power
}

const asScalar = (value: Value): Value => {
  if ('scalar' in value) return value
  const entry = value.matrix.length === 1 && value.matrix[0]?.length === 1 ? value.matrix[0][0] : undefined
  return entry ? { scalar: entry } : value
}

const times = (a: Value, b: Value): Value => {
  if ('scalar' in a && 'scalar' in b) return { scalar: multiply(a.scalar, b.scalar) }
  if ('scalar' in a)
    return 'matrix' in b ? { matrix: b.matrix.map((row) => row.map((x) => multiply(a.scalar, x))) } : a
  if ('scalar' in b) return times(b, a)
  return asScalar({ matrix: productOf(a.matrix, b.matrix) })
}

const plus = (a: Value, b: Value): Value => {
  if ('scalar' in a && 'scalar' in b) return { scalar: add(a.scalar, b.scalar) }
  if ('matrix' in a && 'matrix' in b) return { matrix: combine(a.matrix, b.matrix) }
  throw new Misfit('a scalar added to a matrix')
}

type Scope = { readonly kinds: Kinds; readonly values: ReadonlyMap<string, Value> }

const matrixValue = (e: Expression, scope: Scope, identitySize: number | undefined): Value => {
  switch (e.kind) {
    case 'number':
      return { scalar: e.value }
    case 'symbol': {
      if (isIdentity(e.name)) {
        // The size of an identity is that of what it is added to; in a product it is a factor 1.
        return identitySize === undefined ? { scalar: one } : { matrix: identity(identitySize) }
      }
      const value = scope.values.get(e.name)
      if (!value) throw new Misfit('an unknown symbol')
      return value
    }
    case 'sum': {
      const isScaledIdentity = (term: Expression): boolean =>
        somePart(term, (part) => part.kind === 'symbol' && isIdentity(part.name)) &&
        !somePart(term, (part) => part.kind === 'symbol' && isCapital(part.name) && !isIdentity(part.name))
      const others = e.terms
        .filter((term) => !isScaledIdentity(term))
        .map((term) => matrixValue(term, scope, identitySize))
      const size =
        others.flatMap((value) => ('matrix' in value ? [value.matrix.length] : []))[0] ?? identitySize
      const scaled = e.terms.filter(isScaledIdentity).map((term) => matrixValue(term, scope, size))
      return [...others, ...scaled].reduce(plus)
    }
    case 'product':
      return e.factors.map((factor) => matrixValue(factor, scope, identitySize)).reduce(times)
    case 'power': {
      if (e.exponent.kind !== 'number' || e.exponent.value.d !== 1n)
        throw new Misfit('a power that is not whole')
      const exponent = e.exponent.value.n
      if (exponent > 12n || exponent < -12n) throw new Misfit('a large power')
      const base = matrixValue(e.base, scope, identitySize)
      if ('matrix' in base) return { matrix: matrixPower(base.matrix, exponent) }
      if (isZero(base.scalar) && exponent < 0n) throw new Misfit('division by zero')
      let power: Rational = one
      for (let i = 0n; i < (exponent < 0n ? -exponent : exponent); i += 1n)
        power = multiply(power, base.scalar)
      return { scalar: exponent < 0n ? divide(one, power) : power }
    }
    case 'call': {
      const [arg] = e.args
      if (!arg || e.name !== 'transpose') throw new Misfit('not a product of matrices')
      const value = matrixValue(arg, scope, identitySize)
      return 'matrix' in value ? { matrix: transposeOf(value.matrix) } : value
    }
    default:
      throw new Misfit('not a product of matrices')
  }
}

const entry = (random: () => number): Rational => {
  const size = rational(1 + Math.floor(random() * 9), 1 + Math.floor(random() * 3))
  return random() < 0.4 ? negate(size) : size
}

const scopeFor = (kinds: Kinds, names: ReadonlySet<string>, seed: number): Scope => {
  const values = new Map<string, Value>()
  for (const name of names) {
    const random = randomFrom(seedOf(`${seed} ${name}`))
    const form = kinds.forms.get(name)
    if (form === undefined || form === 'scalar') {
      const value = entry(random)
      values.set(name, { scalar: value.n < 0n ? negate(value) : value })
      continue
    }
    const [rows, columns] = [sizeOf(kinds, form.rows), sizeOf(kinds, form.columns)]
    const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, () => entry(random)))
    values.set(name, { matrix })
  }
  return { kinds, values }
}

const equalValues = (a: Value, b: Value): boolean => {
  if ('scalar' in a && 'scalar' in b) return a.scalar.n === b.scalar.n && a.scalar.d === b.scalar.d
  if ('scalar' in a || 'scalar' in b || a.matrix.length !== b.matrix.length) return false
  return a.matrix.every((row, i) => {
    const other = b.matrix[i] ?? []
    return row.length === other.length && row.every((x, j) => isZero(subtract(x, other[j] ?? zero)))
  })
}

const compareAt = (a: Expression, b: Expression, scope: Scope): boolean | undefined => {
  try {
    return equalValues(matrixValue(a, scope, undefined), matrixValue(b, scope, undefined))
  } catch (error) {
    if (error instanceof Misfit) return undefined
    throw error
  }
}

const draws = 4

const compareWith = (a: Expression, b: Expression, kinds: Kinds): boolean | undefined => {
  const names = symbolNames(b, symbolNames(a, new Set()))
  for (let seed = 1; seed <= draws; seed += 1) {
    const equal = compareAt(a, b, scopeFor(kinds, names, seed))
    if (equal !== true) return equal
  }
  return true
}

/**
 * Compares products of matrices, transposes and inverses exactly at random rational matrices of sizes that fit the
 * reference `a`; a `b` whose factors fit no sizes that `a` fits is different.
 */
export const equalMatrixProducts = (a: Expression, primed: Expression): Equality => {
  const b = withTransposes(primed, symbolNames(a, new Set()))
  for (const scalars of choicesOf([a, b])) {
    const general = infer([a], scalars)
    if (!general) continue
    const both = infer([a, b], scalars)
    if (!both) return different('sizes of matrices')
    const equal = compareWith(a, b, both)
    if (equal === false) return different('random matrices')
    // An equality that holds only because b forces sizes together (X⁻¹ for a square X) is not general.
    if (equal) return compareWith(a, b, general) ? same('random matrices') : undecided('sizes of matrices')
    return undecided('random matrices')
  }
  return undecided('sizes of matrices')
}
