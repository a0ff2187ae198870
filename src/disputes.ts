import { equal } from './exact/equal.ts'
import { readText } from './exact/read.ts'
import { ReadError } from './exact/read-error.ts'
import type { Exacta } from './exacta.ts'
import type { Verdict } from './model.ts'
import type { Problem } from './sets/load-sets.ts'
import type { Part } from './sets/problem-set.ts'

/** How the posted key of a part and the solver disagree, each with an instance that anyone can recompute. */
export type Disputes = (problem: Problem) => Promise<readonly string[]>

/** Judges the key of each part once, when it is first asked about. */
export const createDisputes = (exacta: Pick<Exacta, 'solve'>): Disputes => {
  const judged = new WeakMap<Part, Promise<readonly string[]>>()
  return ({ set, part }) => {
    const known = judged.get(part)
    if (known) return known
    const found = part.key ? judgeKey({ set, part }, exacta) : Promise.resolve([])
    judged.set(part, found)
    found.catch(() => judged.delete(part))
    return found
  }
}

const judgeKey = async (
  { set, part }: Problem,
  exacta: Pick<Exacta, 'solve'>,
): Promise<readonly string[]> => {
  const { checkSet } = await import('./grading/check-sets.ts')
  const findings = await checkSet({ ...set, parts: [part] }, exacta)
  return findings.filter(({ kind }) => kind === 'disputed').map(({ says }) => says)
}

/** Whether what was found wrong is the value that the posted key has. */
export const isOfKey = ({ key = {} }: Part, { findings }: Verdict): boolean =>
  findings.some(({ quantity = '', claimed }) => {
    const posted = Object.hasOwn(key, quantity) ? key[quantity] : undefined
    return posted !== undefined && claimed !== undefined && areEqual(posted, claimed)
  })

const areEqual = (a: string, b: string): boolean => {
  try {
    return equal(readText(a), readText(b), { domain: 'positive' }).equal === true
  } catch (error) {
    if (error instanceof ReadError) return false
    throw error
  }
}
