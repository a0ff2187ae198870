import { keyOf } from './algebra.ts'
import { type Exact, isExpression } from './value.ts'
import { toText } from './write/write.ts'

type Answer = { readonly name: string; readonly value: Exact }

/** Keeps, of several sets of answers, only what differs from the truth and from the sets before. */
export const distinctAnswers = <Q extends Answer, S extends { readonly answers: readonly Q[] }>(
  sets: readonly S[],
  truth: readonly Answer[],
): readonly S[] => {
  const seen = new Set(truth.map(spelling))
  return sets.flatMap((set) => {
    const answers = set.answers.filter((answer) => !seen.has(spelling(answer)))
    for (const answer of answers) seen.add(spelling(answer))
    return answers.length > 0 ? [{ ...set, answers }] : []
  })
}

const spelling = ({ name, value }: Answer): string =>
  `${name}=${isExpression(value) ? keyOf(value) : toText(value)}`
