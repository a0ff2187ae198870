import type { SymbolDomain } from '../normal-form.ts'

/** Whether two values are the same object; null is undecided. `by` names what decided. */
export type Equality = { readonly equal: boolean | null; readonly by: string }

export type EqualityOptions = {
  /** What symbols without a domain of their own stand for; positive integers unless it is given. */
  readonly domain?: SymbolDomain
  /** Whether values in a row without brackets, `1, 2`, are the same in any order. */
  readonly anyOrder?: boolean
}

export const undecided = (by: string): Equality => ({ equal: null, by })
export const same = (by: string): Equality => ({ equal: true, by })
export const different = (by: string): Equality => ({ equal: false, by })

/** All parts must be equal: one difference decides, else one undecided part leaves it open. */
export const allEqual = (parts: Iterable<Equality>, empty: string): Equality => {
  let result = same(empty)
  for (const part of parts) {
    if (part.equal === false) return part
    if (part.equal === null || result.equal) result = result.equal === null ? result : part
  }
  return result
}
