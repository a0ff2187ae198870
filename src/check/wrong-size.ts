import type { Claim } from './claims.ts'
import { sizesWritten } from './sizes.ts'
import type { Statement } from './statements.ts'

/** What stands between the size of a matrix and the value of its entries, where both are said of one matrix. */
const ofOneMatrix =
  /^(?:[\s,:]|\b(?:the|an?|all|constant(?:ly)?|matrix|array|result|of|with|filled|full|every|each|entry|entries|values?|being|is|are|equal|to)\b)*$/i

/** A size that a text gives to a matrix which has another one. */
export type WrongSize = {
  readonly statement: Statement
  readonly claimed: readonly number[]
  readonly expected: readonly number[]
}

/** "4×4, all −40": the size before the one value of all entries is another than the matrix has. */
export const wrongSizeOf = ({ line, statement }: Claim, shape: readonly number[]): WrongSize | undefined => {
  const before = line.statements.findLast(({ end }) => end < statement.at)
  const [side, ...others] = before?.sides ?? []
  const sizes = side?.kind === 'side' && others.length === 0 ? sizesWritten(side.text) : undefined
  if (!before || sizes?.length !== shape.length || sizes.join() === shape.join()) return undefined
  if (!ofOneMatrix.test(line.flow.slice(before.end + 1, statement.at))) return undefined
  return { statement: before, claimed: sizes, expected: shape }
}
