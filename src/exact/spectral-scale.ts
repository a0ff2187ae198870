import { isNumber, isNumberEqual, num, over, plus, power, squareRoot, substitute, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import { symbolsOf } from './tree.ts'

/** One linear layer y = c·W·x, W of d_out × d_in, c positive. */
export type Layer = { readonly d_in: Expression; readonly d_out: Expression; readonly c: Expression }
/** The unit update S in ΔW = α·S: the sign of a rank-one gradient, or UVᵀ of its compact SVD. */
export type Update = 'sign' | 'muon'

const square = (x: Expression): Expression => power(x, num(2))

/** The largest ‖ΔW‖₂ with RMS(cΔWx) ≤ 1 for every x of RMS 1 (Yang, Simon and Bernstein 2023, condition 1). */
export const spectralBound = ({ d_in, d_out, c }: Layer): Expression =>
  squareRoot(over(d_out, times(square(c), d_in)))

/** ‖S‖₂: a rank-one ±1 matrix has √(d_in·d_out), a partial isometry has 1. */
export const stepNorm = ({ d_in, d_out }: Layer, update: Update): Expression =>
  update === 'sign' ? squareRoot(times(d_in, d_out)) : num(1)

/** ‖cWᵀ‖₂ for a rank-one W with entries ±1, whose spectral norm is its Frobenius norm. */
export const backwardGrowth = ({ d_in, d_out, c }: Layer): Expression =>
  squareRoot(times(square(c), d_in, d_out))

/** a/b through their squares, so that radicals of numbers meet under one root; for many a over one b. */
export const dividedBy = (b: Expression): ((a: Expression) => Expression) => {
  if (isNumberEqual(b, 1)) return (a) => a
  const inverse = power(square(b), num(-1))
  return (a) => squareRoot(times(square(a), inverse))
}
export const ratio = (a: Expression, b: Expression): Expression => dividedBy(b)(a)

/** A layer with numbers for all its symbols, and those numbers. */
export type Instance = Layer & { readonly values: ReadonlyMap<string, Expression> }

const sizes: readonly (readonly [number, number])[] = [
  [4, 9],
  [9, 4],
  [2, 3],
]
const rest = [2, 3, 5, 7, 11]

/** Layers of 4×9, 9×4 and 2×3 (d_out × d_in) where the sizes are symbols, and small numbers for further symbols. */
export function* instancesOf({ d_in, d_out, c }: Layer): Generator<Instance> {
  for (const [rows, columns] of sizes) {
    const values = new Map<string, Expression>()
    const assign = (from: Expression, value: Expression): void => {
      for (const name of symbolsOf(from)) if (!values.has(name)) values.set(name, value)
    }
    assign(d_out, num(rows))
    assign(d_in, num(columns))
    for (const [at, name] of [...symbolsOf(c)].filter((symbol) => !values.has(symbol)).entries())
      values.set(name, over(num(1), num(rest[at % rest.length] ?? 2)))
    const layer = {
      d_in: substitute(d_in, values),
      d_out: substitute(d_out, values),
      c: substitute(c, values),
    }
    if (isNumber(layer.d_in) && isNumber(layer.d_out)) yield { ...layer, values }
  }
}

/** A vector as runs of equal entries, so that a layer of any size costs the same. */
export type Runs = readonly { readonly value: Expression; readonly count: Expression }[]

/** The entries of Sx for the worst x of RMS 1: x = 1 for the all-ones S, x = √d_in·e₁ for S = [I 0]. */
export const worstResponse = ({ d_in, d_out }: Instance, update: Update): Runs =>
  update === 'sign'
    ? [{ value: d_in, count: d_out }]
    : [
        { value: squareRoot(d_in), count: num(1) },
        { value: num(0), count: plus(d_out, num(-1)) },
      ]

/** RMS of scale·v. */
export const rms = (v: Runs, scale: Expression): Expression => {
  const total = plus(...v.map(({ value, count }) => times(square(value), count)))
  const size = plus(...v.map(({ count }) => count))
  return squareRoot(times(square(scale), over(total, size)))
}
