import { type AnswerKey, keyOf } from '../../answers/answer-key.ts'
import { InputError } from '../../errors.ts'
import type { Exacta } from '../../exacta.ts'
import type { Reference, Solution } from '../../model.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'

/** What grading a part needs. */
export type PartKey = AnswerKey & {
  readonly part: string
  readonly points: number
  /** The share of the points that a value under another convention earns. */
  readonly conventionCredit: number
}

export type SetKey = ReadonlyMap<string, PartKey>

/** Solves every part of a set once. Rejects with InputError where a part does not solve. */
export const solveSet = async (set: ProblemSet, { solve }: Pick<Exacta, 'solve'>): Promise<SetKey> => {
  const keys = await Promise.all(
    set.parts.map(async ({ part, points, accepts, remarks, statement, solutions }): Promise<PartKey> => {
      const references = await Promise.all(
        solutions.map(async ({ command, input, asks, label, also, knows }): Promise<Reference> => {
          const solution = readOnce(await solve(command, input))
          requireKnown(part, solution, knows)
          const main = solution.answers.slice(0, 1).map(({ name }) => name)
          return {
            command,
            solution,
            asks: asks ?? main,
            ...(label !== undefined && { label }),
            ...(also && { also }),
            ...(knows && { knows }),
          }
        }),
      )
      const rules = { accepts, part, statement, ...(remarks && { remarks }) }
      return { points, conventionCredit: set.conventionCredit, ...keyOf(references, rules), part }
    }),
  )
  return new Map(keys.map((key) => [key.part, key]))
}

/** Throws InputError where a set names a value that the solution has not. */
const requireKnown = (part: string, solution: Solution, knows: Reference['knows'] = {}): void => {
  const names = [...solution.answers, ...(solution.related ?? [])].map(({ name }) => name)
  const [strange] = Object.values(knows).filter((name) => !names.includes(name))
  if (strange === undefined) return
  const message = `The solution of ${part} has no value \`${strange}\`. It has ${names.join(', ')}.`
  throw new InputError('domain', message, { field: 'knows' })
}

/** Solvers work some of it out whenever it is read, which is once for each of a class's answers. */
const readOnce = (solution: Solution): Solution => ({ ...solution })
