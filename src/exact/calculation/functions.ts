import { isNumberEqual, num, over, pi, plus, power, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { entriesOf, tensor, vectorOf } from '../tensor.ts'
import { binomial, common, factorial, modulo, wholeNumber } from './counting.ts'
import {
  asVector,
  type Definition,
  domain,
  entryLimit,
  entrywise,
  gathered,
  ofMatrix,
  scalar,
  scalars,
} from './definition.ts'
import type { Reading } from './formula.ts'
import * as logarithms from './logarithms.ts'
import {
  determinant,
  dot,
  identity,
  inverse,
  rank,
  rowReduced,
  rowsOf,
  trace,
  transposed,
} from './matrices.ts'
import { absolute, ceiled, extreme, floored, realPower, realRoot, rounded, signum } from './scalars.ts'
import * as trigonometry from './trigonometry.ts'

const filled = (entry: (row: number, column: number) => Expression): Definition => ({
  least: 1,
  most: 2,
  apply: (args) => {
    const sizes = args.map((x) => wholeNumber(scalar(x), 'A size', 1n))
    const [height, width] = sizes
    if (!sizes.every((n) => n !== undefined) || height === undefined) throw domain('A size must be a number.')
    if (height * (width ?? 1n) > BigInt(entryLimit))
      throw new ReadError(
        'too-large',
        `At most ${entryLimit} entries can be worked out; this has ${height * (width ?? 1n)}.`,
      )
    const [rows, columns] = [Number(height), Number(width ?? 1n)]
    const entries = Array.from({ length: rows * columns }, (_, at) =>
      entry(Math.floor(at / columns), at % columns),
    )
    return tensor(sizes.map(Number), entries)
  },
})

const angle = (x: Expression, { angle: unit }: Reading): Expression =>
  unit === 'degrees' ? over(times(x, pi), num(180)) : x

const index = (x: Expression | undefined): bigint => wholeNumber(x ?? num(2), 'The index of a root') ?? 0n

const places = (x: Expression): number => {
  const n = wholeNumber(x, 'A number of decimals')
  if (n === undefined || n < -1000n || n > 1000n) throw domain('Decimals are rounded to at most 1000 places.')
  return Number(n)
}

const norm = (entries: readonly Expression[], p: Expression): Expression => {
  if (isNumberEqual(p, 1)) return plus(...entries.map(absolute))
  if (isNumberEqual(p, 2)) return realRoot(dot(entries, entries), 2n)
  throw domain('Only the norms with p = 1 and p = 2 are worked out.')
}

const log = ([x = num(1), base]: readonly Expression[], { log: reading }: Reading): Expression => {
  if (base) return logarithms.logTo(x, base)
  return reading === 'natural' ? logarithms.naturalLog(x) : logarithms.logTo(x, num(10))
}

const identityOf: Definition = {
  least: 1,
  most: 1,
  apply: ([x]) => {
    const size = wholeNumber(scalar(x), 'A size', 1n)
    if (size === undefined) throw domain('A size must be a number.')
    if (size > 64n) throw new ReadError('too-large', 'An identity matrix has at most 64 rows here.')
    return identity(Number(size))
  },
}

/** A Map, so that no name reaches a property of an object. */
export const functions: ReadonlyMap<string, Definition> = new Map(
  Object.entries<Definition>({
    sqrt: entrywise((x) => realRoot(x, 2n)),
    cbrt: entrywise((x) => realRoot(x, 3n)),
    nthRoot: scalars(1, 2, ([x = num(0), n]) => realRoot(x, index(n))),
    pow: scalars(2, 2, ([x = num(0), y = num(0)]) => realPower(x, y)),
    square: entrywise((x) => power(x, num(2))),
    abs: entrywise(absolute),
    sign: entrywise(signum),
    floor: entrywise(floored),
    ceil: entrywise(ceiled),
    round: scalars(1, 2, ([x = num(0), n]) => rounded(x, n ? places(n) : 0)),
    exp: entrywise(logarithms.exponential),
    ln: entrywise(logarithms.naturalLog),
    log: scalars(1, 2, log),
    log2: entrywise((x) => logarithms.logTo(x, num(2))),
    log10: entrywise((x) => logarithms.logTo(x, num(10))),
    sin: entrywise((x, reading) => trigonometry.sine(angle(x, reading))),
    cos: entrywise((x, reading) => trigonometry.cosine(angle(x, reading))),
    tan: entrywise((x, reading) => trigonometry.tangent(angle(x, reading))),
    asin: entrywise(trigonometry.arcsine),
    acos: entrywise(trigonometry.arccosine),
    atan: entrywise(trigonometry.arctangent),
    sinh: entrywise((x) => logarithms.hyperbolic('sinh', x)),
    cosh: entrywise((x) => logarithms.hyperbolic('cosh', x)),
    tanh: entrywise((x) => logarithms.hyperbolic('tanh', x)),
    sigmoid: entrywise((x) => logarithms.hyperbolic('sigmoid', x)),
    relu: entrywise((x) => extreme('max', [num(0), x])),
    factorial: entrywise(factorial),
    binomial: scalars(2, 2, ([n = num(0), k = num(0)]) => binomial(n, k)),
    gcd: gathered((args) => common('gcd', args)),
    lcm: gathered((args) => common('lcm', args)),
    mod: scalars(2, 2, ([x = num(0), y = num(1)]) => modulo(x, y)),
    max: gathered((args) => extreme('max', args)),
    min: gathered((args) => extreme('min', args)),
    sum: gathered((args) => plus(...args)),
    prod: gathered((args) => times(...args)),
    mean: gathered((args) => over(plus(...args), num(args.length))),
    dot: {
      least: 2,
      most: 2,
      apply: ([x, y]) => {
        const [a, b] = [asVector(x), asVector(y)]
        if (a.length !== b.length) throw domain(`The vectors have ${a.length} and ${b.length} entries.`)
        return dot(a, b)
      },
    },
    norm: { least: 1, most: 2, apply: ([x, p]) => norm(asVector(x), p ? scalar(p) : num(2)) },
    det: ofMatrix(determinant),
    inv: ofMatrix(inverse),
    transpose: ofMatrix(transposed),
    trace: ofMatrix(trace),
    rank: ofMatrix((x) => num(rank(x))),
    rref: ofMatrix(rowReduced),
    diag: ofMatrix((x) =>
      x.shape.length === 1
        ? tensor(
            [x.shape[0] ?? 0, x.shape[0] ?? 0],
            entriesOf(x).flatMap((entry, row) =>
              entriesOf(x).map((_, column) => (row === column ? entry : num(0))),
            ),
          )
        : vectorOf(...rowsOf(x).flatMap((row, at) => row[at] ?? [])),
    ),
    size: ofMatrix((x) => vectorOf(...x.shape.map((n) => num(n)))),
    identity: identityOf,
    zeros: filled(() => num(0)),
    ones: filled(() => num(1)),
  }),
)

/** Functions that have a closed form at few points only. */
const transcendental: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'asin', 'acos', 'atan'])

/** Whether a part of the value has no closed form in radicals, pi, e, powers and logarithms. */
export const lacksClosedForm = (x: Expression): boolean => {
  switch (x.kind) {
    case 'sum':
      return x.terms.some(lacksClosedForm)
    case 'product':
      return x.factors.some(lacksClosedForm)
    case 'power':
      return lacksClosedForm(x.base) || lacksClosedForm(x.exponent)
    case 'call':
      return transcendental.has(x.name) || x.args.some(lacksClosedForm)
    default:
      return false
  }
}
