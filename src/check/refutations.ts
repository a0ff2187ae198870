import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { isExpression } from '../exact/value.ts'
import type { Reference, Verdict, Witness } from '../model.ts'

/** Numeric instances on which the claims that disagree visibly fail, one for each claimed value. */
export const refutations = ({ findings }: Verdict, references: readonly Reference[]): readonly Witness[] => {
  const found = findings.flatMap(({ quantity, claimed }) => {
    if (quantity === undefined || claimed === undefined) return []
    return references.flatMap(({ solution }) => refutation(solution, quantity, claimed) ?? [])
  })
  return [...new Map(found.map((witness) => [witness.says, witness])).values()]
}

const refutation = (
  { refute }: Reference['solution'],
  quantity: string,
  claimed: string,
): Witness | undefined => {
  if (!refute) return undefined
  try {
    const value = readText(claimed)
    return isExpression(value) ? refute(quantity, value) : undefined
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}
