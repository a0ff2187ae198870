import {
  entryBits,
  matrixTensor,
  product,
  type RationalMatrix,
  transposed,
} from '../../exact/rational-matrix.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Figure, Quantity, Step } from '../../model.ts'
import { quantity } from './words.ts'

const drawnSide = 6

const drawnBits = 2_000

export const figureOf = (start: RationalMatrix, iterates: readonly RationalMatrix[]): Figure | undefined => {
  const small = Math.max(start.rows, start.columns) <= drawnSide
  const drawn = [start, ...iterates].filter((w) => entryBits(w) <= drawnBits)
  return small && drawn.length > 1
    ? { kind: 'singular-values', iterates: drawn.map(matrixTensor) }
    : undefined
}

const writtenEntries = 36

const written = (w: RationalMatrix): string =>
  w.entries.length <= writtenEntries && entryBits(w) <= 256
    ? toLatex(matrixTensor(w))
    : `\\text{(${w.rows} × ${w.columns} entries)}`

export const matrixSteps = (
  start: RationalMatrix,
  iterates: readonly RationalMatrix[],
  answers: readonly Quantity[],
): readonly Step[] => {
  const [first = start, ...later] = iterates
  const outer = product(start, transposed(start))
  const steps: Step[] = [
    {
      rule: 'outer-product',
      says: 'WWᵀ holds the squares of the singular values.',
      latex: `W W^\\top = ${written(outer)}`,
      asks: 'What is WWᵀ?',
    },
    {
      rule: 'first-iterate',
      says: 'Put it into the polynomial: each singular value σ becomes σ(3 − σ²)/2, the singular vectors stay.',
      latex: `W_1 = \\tfrac12\\left(3I - W W^\\top\\right) W = ${written(first)}`,
      asks: 'What is ½(3I − WWᵀ)W?',
      yields: [
        quantity('W_1', 'W_1', matrixTensor(first), 'after the first step'),
        ...(later.length === 0 ? answers : []),
      ],
    },
  ]
  if (later.length > 0)
    steps.push({
      rule: 'further-iterates',
      says: 'Do the same with each result.',
      latex: `\\begin{aligned}${later.map((w, at) => `W_{${at + 2}} &= ${written(w)}`).join(' \\\\ ')}\\end{aligned}`,
      asks: 'What do further steps give?',
      yields: answers,
    })
  return steps
}
