import { InputError } from '../../errors.ts'
import * as q from '../../exact/rational.ts'
import {
  combination,
  entryBits,
  mapEntries,
  matrixTensor,
  product,
  type RationalMatrix,
  rationalMatrix,
  transposed,
} from '../../exact/rational-matrix.ts'
import type { List, Tensor } from '../../exact/value.ts'

const sideLimit = 64

const bitLimit = 40_000

const workLimit = 20_000_000

export type Iteration = (w: RationalMatrix) => RationalMatrix

/** WWᵀW, in the cheaper order. */
const triple: Iteration = (w) =>
  w.rows > w.columns ? product(w, product(transposed(w), w)) : product(product(w, transposed(w)), w)

const newtonSchulz: Iteration = (w) => combination([3n, w], [-1n, triple(w)], 2n)

export const withoutHalf: Iteration = (w) => combination([3n, w], [-1n, triple(w)], 1n)

export const entrywise: Iteration = (w) =>
  mapEntries(w, (x) => q.divide(q.multiply(x, q.subtract(q.rational(3n), q.multiply(x, x))), q.rational(2n)))

/** ½(3I − WᵀW)W, which is p(W) only for matrices that commute with their transpose. */
export const wrongSide: Iteration = (w) =>
  combination([3n, w], [-1n, product(product(transposed(w), w), w)], 2n)

export const oneFactor: Iteration = (w) => combination([3n, w], [-1n, product(w, transposed(w))], 2n)

/** One step triples the length of the entries; in a large matrix shorter ones already take long. */
const tooLong = (w: RationalMatrix): boolean => {
  const bits = 3 * entryBits(w)
  return bits > bitLimit || w.rows * w.columns * Math.min(w.rows, w.columns) * bits > workLimit
}

/** The iterates W₁ … W_steps, or fewer where the entries of the next would pass the limit. */
export const iterate = (start: RationalMatrix, steps: number, map: Iteration): readonly RationalMatrix[] => {
  const out: RationalMatrix[] = []
  let current = start
  while (out.length < steps && !tooLong(current)) {
    current = map(current)
    out.push(current)
  }
  return out
}

export const iterateExactly = (start: RationalMatrix, steps: number): readonly RationalMatrix[] => {
  const iterates = iterate(start, steps, newtonSchulz)
  if (iterates.length === steps) return iterates
  const digits = Math.floor(bitLimit * Math.log10(2))
  const possible = iterates.length
  throw new InputError(
    'too-large',
    `Step ${possible + 1} would pass what is written out exactly: entries of ${digits} digits, fewer in a large matrix${possible > 0 ? `. Use at most ${possible} steps here` : ''}.`,
    possible > 0 ? { field: 'steps', example: `${possible}` } : { field: 'matrix' },
  )
}

export const listOf = (iterates: readonly RationalMatrix[]): List => ({
  kind: 'list',
  items: iterates.map(matrixTensor),
})

export const startOf = (matrix: Tensor): RationalMatrix => {
  const where = { field: 'matrix', example: '[[1/2,0],[0,1/10]]' }
  const [rows = 1, columns = 1] = matrix.shape
  if (Math.max(rows, columns) > sideLimit)
    throw new InputError(
      'too-large',
      `Exact iterates are given for at most ${sideLimit} rows and columns; this has ${rows}×${columns}.`,
      where,
    )
  const start = rationalMatrix(matrix)
  if (!start)
    throw new InputError('domain', 'Exact iterates need rational entries, without symbols or roots.', where)
  return start
}
