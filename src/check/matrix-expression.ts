import type { Expression } from '../exact/expression.ts'
import type { RationalMatrix } from '../exact/rational-matrix.ts'
import { combination, product, transposed } from '../exact/rational-matrix.ts'

/** What a formula in matrices comes to: a matrix, a number, or a multiple of an identity of whatever size fits. */
export type MatrixValue =
  | { readonly kind: 'matrix'; readonly of: RationalMatrix }
  | { readonly kind: 'number' | 'identity'; readonly n: bigint; readonly d: bigint }

/** Sizes that do not fit: the formula has no value. */
export const misfit = 'misfit'
/** A matrix, the size of an identity, or undefined for a name that stands for something else. */
export type Matrices = {
  readonly named: (name: string) => RationalMatrix | undefined
  readonly sizeNamed: (name: string) => number | undefined
}
/** Undefined where something in it is no matrix and no number. */
type Result = MatrixValue | typeof misfit | undefined

const identityOf = (size: number): RationalMatrix => ({
  rows: size,
  columns: size,
  entries: Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1n : 0n)),
  denominator: 1n,
})

const scaled = (a: RationalMatrix, n: bigint, d: bigint): RationalMatrix => combination([n, a], [0n, a], d)

const isBad = (value: Result): value is typeof misfit | undefined => value === undefined || value === misfit

const addIdentity = (a: RationalMatrix, n: bigint, d: bigint): Result =>
  a.rows === a.columns
    ? { kind: 'matrix', of: combination([1n, a], [1n, scaled(identityOf(a.rows), n, d)], 1n) }
    : misfit

const add = (a: MatrixValue, b: MatrixValue): Result => {
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    if (a.of.rows !== b.of.rows || a.of.columns !== b.of.columns) return misfit
    return { kind: 'matrix', of: combination([1n, a.of], [1n, b.of], 1n) }
  }
  if (a.kind === 'matrix') return b.kind === 'identity' ? addIdentity(a.of, b.n, b.d) : undefined
  if (b.kind === 'matrix') return add(b, a)
  return a.kind === b.kind ? { kind: a.kind, n: a.n * b.d + b.n * a.d, d: a.d * b.d } : undefined
}

const multiply = (a: MatrixValue, b: MatrixValue): Result => {
  if (a.kind === 'matrix' && b.kind === 'matrix')
    return a.of.columns === b.of.rows ? { kind: 'matrix', of: product(a.of, b.of) } : misfit
  if (a.kind === 'matrix')
    return b.kind === 'matrix' ? misfit : { kind: 'matrix', of: scaled(a.of, b.n, b.d) }
  if (b.kind === 'matrix') return { kind: 'matrix', of: scaled(b.of, a.n, a.d) }
  const kind = a.kind === 'identity' || b.kind === 'identity' ? 'identity' : 'number'
  return { kind, n: a.n * b.n, d: a.d * b.d }
}

const combined = (
  parts: readonly Expression[],
  combine: (a: MatrixValue, b: MatrixValue) => Result,
  matrices: Matrices,
): Result => {
  let out: Result
  let fits = true
  for (const [at, part] of parts.entries()) {
    const value = matrixValue(part, matrices)
    if (value === undefined) return undefined
    if (value === misfit || out === misfit) fits = false
    else if (at === 0) out = value
    else if (out !== undefined) {
      out = combine(out, value)
      if (out === undefined) return undefined
    }
    if (!fits) out = misfit
  }
  return out
}

const raised = (base: Result, exponent: Expression): Result => {
  if (isBad(base) || exponent.kind !== 'number' || exponent.value.d !== 1n)
    return base === misfit ? misfit : undefined
  const power = Number(exponent.value.n)
  if (base.kind === 'number' && power < 0)
    return base.n === 0n
      ? undefined
      : raised({ ...base, n: base.d, d: base.n }, { kind: 'number', value: { n: BigInt(-power), d: 1n } })
  if (power < 1 || power > 6) return undefined
  let out: Result = base
  for (let k = 1; k < power; k++) out = isBad(out) ? out : multiply(out, base)
  return out
}

/** The value of a formula in matrices of given entries; factors keep their order. */
export const matrixValue = (x: Expression, matrices: Matrices): Result => {
  switch (x.kind) {
    case 'number':
      return { kind: 'number', n: x.value.n, d: x.value.d }
    case 'symbol': {
      if (x.name === 'I') return { kind: 'identity', n: 1n, d: 1n }
      if (!x.name.startsWith('I_')) {
        const of = matrices.named(x.name)
        return of && { kind: 'matrix', of }
      }
      const size = matrices.sizeNamed(x.name.slice(2))
      return size === undefined ? undefined : { kind: 'matrix', of: identityOf(size) }
    }
    case 'sum':
      return combined(x.terms, add, matrices)
    case 'product':
      return combined(x.factors, multiply, matrices)
    case 'power':
      return raised(matrixValue(x.base, matrices), x.exponent)
    case 'call': {
      const [argument] = x.args
      const value = x.name === 'transpose' && argument ? matrixValue(argument, matrices) : undefined
      return !isBad(value) && value.kind === 'matrix' ? { kind: 'matrix', of: transposed(value.of) } : value
    }
    default:
      return undefined
  }
}
