import type { Decimal } from 'decimal.js'
import { num, sym } from '../exact/algebra.ts'
import { evaluateIn, type Point } from '../exact/evaluate.ts'
import type { Expression } from '../exact/expression.ts'
import { decimalArithmetic } from '../exact/numeric/decimal.ts'
import { randomPoint } from '../exact/random-point.ts'
import { type Rational, rational } from '../exact/rational.ts'
import { entriesOf } from '../exact/tensor.ts'
import { symbolsOf } from '../exact/tree.ts'
import {
  type AsymptoticClass,
  type Chain,
  type Exact,
  isExpression,
  type Piecewise,
  type Relation,
} from '../exact/value.ts'
import { toUnicode } from '../exact/write/write.ts'

/**
 * An instance that anyone can recompute, on which a key that is proven different from the solver's value has another value; undefined
 * where the values are no numbers at a point, or none of the points tried tells them apart.
 */
export const keyWitness = (solved: Exact, key: Exact): string | undefined => {
  if (isScalar(solved) && isScalar(key)) return atSomePoint(solved, key)
  if (solved.kind === 'class' && key.kind === 'class') return inGrowth(solved, key)
  if (solved.kind !== 'tensor' || key.kind !== 'tensor') return undefined
  const shapes = [key, solved].map(({ shape }) => shape.join('×'))
  if (shapes[0] !== shapes[1]) return `The key is ${shapes[0]}, the solver’s value ${shapes[1]}.`
  const others = entriesOf(key)
  for (const [at, entry] of entriesOf(solved).entries()) {
    const other = others[at]
    const says = other && atSomePoint(entry, other, `entry (${placeOf(at, solved.shape).join(', ')}) of `)
    if (says) return says
  }
  return undefined
}

type Scalar = Expression | Piecewise

const isScalar = (value: Exact): value is Scalar => isExpression(value) || value.kind === 'piecewise'

/** The indices of an entry, counted from one. */
const placeOf = (at: number, shape: readonly number[]): readonly number[] => {
  const indices: number[] = []
  let rest = at
  for (const size of shape.toReversed()) {
    indices.unshift(1 + (rest % size))
    rest = Math.floor(rest / size)
  }
  return indices
}

const arithmetic = decimalArithmetic(40)
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
const seeds = Array.from({ length: 200 }, (_, seed) => seed)

/** Small sizes first, which are easy to recompute; other ones find what differs in a corner only. */
const pointsFor = (names: readonly string[]): readonly Point[] => {
  const small = (order: readonly string[]): Point => {
    const entries = randomPoint(1, 'integer')
    return (name) => {
      const prime = primes[order.indexOf(name)]
      return prime === undefined ? entries(name) : rational(prime)
    }
  }
  const random = seeds.flatMap((seed) => [randomPoint(seed, 'integer'), randomPoint(seed, 'positive')])
  return [small(names), small(names.toReversed()), ...random]
}

const atSomePoint = (solved: Scalar, key: Scalar, what = ''): string | undefined => {
  const names = [...new Set([...namesIn(solved), ...namesIn(key)])].sort()
  for (const point of pointsFor(names)) {
    const used = new Map<string, Rational>()
    const at: Point = (name) => {
      const value = point(name)
      if (value) used.set(name, value)
      return value
    }
    const [x, y] = [valueAt(solved, at), valueAt(key, at)]
    if (!x?.isFinite() || !y?.isFinite() || !areApart(x, y)) continue
    const where = [...used]
      .map(([name, value]) => `${toUnicode(sym(name))} = ${toUnicode(num(value))}`)
      .sort()
    return `${where.length > 0 ? `At ${where.join(', ')} ` : ''}${what}the key is ${shown(y)}, the solver’s value ${shown(x)}.`.replace(
      /^./,
      (first) => first.toUpperCase(),
    )
  }
  return undefined
}

const namesIn = (value: Scalar): ReadonlySet<string> =>
  value.kind === 'piecewise'
    ? new Set(
        value.pieces.flatMap(({ value: own, when }) =>
          [own, ...when.flatMap(({ sides }) => sides)].flatMap((side) => [...symbolsOf(side)]),
        ),
      )
    : symbolsOf(value)

const valueAt = (value: Scalar, at: Point): Decimal | undefined => {
  if (value.kind !== 'piecewise') return evaluateIn(value, at, arithmetic)
  const piece = value.pieces.find(({ when }) => when.every((chain) => holds(chain, at)))
  return piece && evaluateIn(piece.value, at, arithmetic)
}

const holds = ({ sides, relations }: Chain, at: Point): boolean => {
  const values = sides.map((side) => evaluateIn(side, at, arithmetic))
  return relations.every((relation, place) => {
    const [left, right] = [values[place], values[place + 1]]
    return left !== undefined && right !== undefined && related(left.comparedTo(right), relation)
  })
}

const related = (sign: number, relation: Relation): boolean =>
  ({
    '=': sign === 0,
    '!=': sign !== 0,
    '<': sign < 0,
    '<=': sign <= 0,
    '>': sign > 0,
    '>=': sign >= 0,
  })[relation]

const areApart = (x: Decimal, y: Decimal): boolean => x.minus(y).abs().gt(x.abs().plus(y.abs()).times('1e-6'))

const shown = (value: Decimal): string =>
  value.isInteger() && value.abs().lt('1e15') ? value.toFixed() : `≈ ${value.toSignificantDigits(6)}`

/** Classes differ where the ratio of their functions changes as one symbol grows. */
const inGrowth = (solved: AsymptoticClass, key: AsymptoticClass): string | undefined => {
  if (solved.symbol !== key.symbol) return undefined
  for (const grown of [...new Set([...symbolsOf(solved.of), ...symbolsOf(key.of)])].sort()) {
    const ratioAt = (size: number): Decimal | undefined => {
      const at: Point = (name) => rational(name === grown ? size : 2)
      const [x, y] = [evaluateIn(solved.of, at, arithmetic), evaluateIn(key.of, at, arithmetic)]
      return x?.isFinite() && y?.isFinite() && !x.isZero() ? y.div(x) : undefined
    }
    const [early, late] = [ratioAt(10), ratioAt(1000)]
    if (!early || !late || !areApart(early, late)) continue
    return `From ${toUnicode(sym(grown))} = 10 to 1000, with 2 for all other symbols, the ratio of the key’s function to the solver’s goes from ${shown(early)} to ${shown(late)}.`
  }
  return undefined
}
