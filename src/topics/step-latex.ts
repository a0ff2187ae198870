import type { Expression } from '../exact/expression.ts'
import { sizeOf } from '../exact/tensor.ts'
import type { Tensor } from '../exact/value.ts'
import { toLatex } from '../exact/write/write.ts'

/** A sum in brackets, so that it can stand as a factor. */
export const bracketed = (x: Expression): string =>
  x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x)

/** The same for LaTeX that is already written: whatever has a sign or a sum in it is bracketed. */
export const asFactor = (latex: string): string => (/^-|[+ ]/.test(latex) ? `\\left(${latex}\\right)` : latex)

/** `a = b`, or `a` alone where both are written the same way. */
export const equated = (left: string, right: string): string => (left === right ? left : `${left} = ${right}`)

/** Past this many entries an array fills pages. */
const mostEntries = 400

export const briefLatex = (value: Tensor): string =>
  sizeOf(value.shape) <= mostEntries ? toLatex(value) : `\\text{(${value.shape.join(' × ')} entries)}`

/** The first and the last parts of a long list, with dots for the others. */
export const abridged = (
  parts: readonly string[],
  { most, first, last, dots }: { most: number; first: number; last: number; dots: string },
): readonly string[] =>
  parts.length > most ? [...parts.slice(0, first), dots, ...parts.slice(-last)] : parts

/** Indices of a row-major position, from 0: `1, 2`. */
export const indicesAt = (shape: readonly number[], at: number): string => {
  const indices: number[] = []
  let rest = at
  for (const size of [...shape].reverse()) {
    indices.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return indices.join(', ')
}

/** ⌊(padded − span)/stride⌋ + 1, the positions of a window along an axis. */
export const positionsLatex = (padded: string, span: string, stride: string): string =>
  `\\left\\lfloor \\frac{${padded} - ${span}}{${stride}} \\right\\rfloor + 1`
