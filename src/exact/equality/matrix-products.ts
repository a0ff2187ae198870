import type { Expression } from '../expression.ts'
import { randomFrom, seedOf } from '../random.ts'
import { divide, isZero, multiply, negate, one, type Rational, rational } from '../rational.ts'
import { mapChildren, somePart, symbolsOf } from '../tree.ts'
import { choicesOf, infer, isCapital, isIdentity, type Kinds, Misfit, sizeOf } from './matrix-forms.ts'
import { equalValues, identity, matrixPower, plus, times, transposeOf, type Value } from './matrix-values.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

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

/** A' beside a reference in A is the transpose of A, as some languages write it. */
const withTransposes = (e: Expression, names: ReadonlySet<string>): Expression => {
  if (e.kind !== 'symbol') return mapChildren(e, (part) => withTransposes(part, names))
  const bare = e.name.replace(/'$/, '')
  const isPrimed = bare !== e.name && names.has(bare) && !names.has(e.name)
  return isPrimed ? { kind: 'call', name: 'transpose', args: [{ kind: 'symbol', name: bare }] } : e
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
  const names = symbolsOf(b, symbolsOf(a))
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
  const b = withTransposes(primed, symbolsOf(a))
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
