import type { Claim } from './claims.ts'
import { sizesWritten } from './sizes.ts'

/** What stands between the size of a matrix and the value of its entries, where both are said of one matrix. */
const ofOneMatrix =
  /^(?:[\s,:]|\b(?:the|an?|all|constant(?:ly)?|matrix|array|result|of|with|filled|full|every|each|entry|entries|values?|being|is|are|equal|to)\b)*$/i

/** "4×4, all −40": the size before the one value of all entries is another than the matrix has. */
export const isOfWrongSize = ({ line, statement }: Claim, shape: readonly number[]): boolean => {
  const before = line.statements.findLast(({ end }) => end < statement.at)
  const [side, ...others] = before?.sides ?? []
  const sizes = side?.kind === 'side' && others.length === 0 ? sizesWritten(side.text) : undefined
  return (
    before !== undefined &&
    sizes?.length === shape.length &&
    sizes.join() !== shape.join() &&
    ofOneMatrix.test(line.flow.slice(before.end + 1, statement.at))
  )
}
