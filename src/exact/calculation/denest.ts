import { minus, num, plus, power, splitCoefficient, squareRoot, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'

/** a + b·√r with rational a and b and a positive r. */
type Surd = { readonly a: q.Rational; readonly b: q.Rational; readonly r: q.Rational }

const half = q.rational(1, 2)

const surdOf = (x: Expression): Surd | undefined => {
  const [scale, sum] = splitCoefficient(x)
  if (sum.kind !== 'sum' || sum.terms.length !== 2) return undefined
  const rational = sum.terms.find(({ kind }) => kind === 'number')
  const other = sum.terms.find(({ kind }) => kind !== 'number')
  if (rational?.kind !== 'number' || !other) return undefined
  const [b, root] = splitCoefficient(other)
  if (root.kind !== 'power' || root.base.kind !== 'number' || root.exponent.kind !== 'number')
    return undefined
  if (!q.equals(root.exponent.value, half) || q.sign(root.base.value) < 0) return undefined
  return { a: q.multiply(scale, rational.value), b: q.multiply(scale, b), r: root.base.value }
}

/**
 * √(a + b√r) as √((a + d)/2) ± √((a − d)/2) where d² = a² − b²r is the square of a rational (Borodin, Fagin, Hopcroft
 * and Tompa 1985, Decreasing the nesting depth of expressions involving square roots); else undefined.
 */
export const denestedRoot = (x: Expression): Expression | undefined => {
  const surd = surdOf(x)
  if (!surd || q.sign(surd.a) <= 0) return undefined
  const { a, b, r } = surd
  const square = q.subtract(q.multiply(a, a), q.multiply(q.multiply(b, b), r))
  const d = q.sign(square) < 0 ? undefined : squareRoot(num(square))
  if (d?.kind !== 'number') return undefined
  const [more, less] = [plus(num(a), d), minus(num(a), d)].map((twice) => squareRoot(times(num(half), twice)))
  if (!more || !less) return undefined
  return q.sign(b) < 0 ? minus(more, less) : plus(more, less)
}

/** x to a power with 2 below, by way of its root; undefined where the root is not denested. */
export const denestedPower = (x: Expression, exponent: Expression): Expression | undefined => {
  if (exponent.kind !== 'number' || exponent.value.d !== 2n) return undefined
  const root = denestedRoot(x)
  return root && power(root, num(exponent.value.n))
}
