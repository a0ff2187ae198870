import { isAccepted } from '../check/accepted.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { type Assignment, assign, fits } from './assign.ts'
import type { Said } from './chains.ts'
import { compare, type Outcome } from './compare.ts'
import { waysToCut } from './segments.ts'

/** What was said of one value that is asked for, and whether it is right. */
export type Judged = {
  readonly asked: Asked
  readonly said: readonly Said[]
  readonly outcome: Outcome | { readonly is: 'missing' }
}

/**
 * `settled` where nothing is left to judge: the text is one value to one question, or every value is there and those
 * that are not right are said of what is asked by its name.
 */
export type Reading = { readonly judged: readonly Judged[]; readonly settled: boolean }

/** The way to cut a text into values in which most has a place and all is decided. */
export const readingOf = (key: AnswerKey, text: string): Reading | 'undecided' | undefined => {
  const assigned: Assignment[] = []
  const readings: Reading[] = []
  for (const pieces of waysToCut(text)) {
    const assignment = assign(pieces, key)
    if (assignment.open || assignment.values.size === 0) continue
    assigned.push(assignment)
    const judged = judge(assignment, key)
    // Nothing is more than all of it.
    const named = judged.every(
      ({ asked, outcome }) =>
        outcome.is === 'right' || (outcome.is !== 'missing' && !assignment.byOrder.has(asked)),
    )
    const reading = { judged, settled: named || (judged.length === 1 && pieces.length === 1) }
    if (judged.every(({ outcome }) => outcome.is === 'right')) return reading
    if (judged.every(({ outcome }) => outcome.is !== 'unsure')) readings.push(reading)
  }
  const complete = ({ judged }: Reading): number =>
    judged.filter(({ outcome }) => outcome.is !== 'missing').length
  const [best] = readings.toSorted((a, b) => complete(b) - complete(a))
  return best ?? (assigned.some(isRead) ? 'undecided' : undefined)
}

const isRead = ({ values }: Assignment): boolean =>
  [...values.values()].flat().every(({ value }) => value !== undefined)

const judge = ({ values, byOrder }: Assignment, key: AnswerKey): readonly Judged[] => {
  const judged = key.asked.map((asked): Judged => {
    const said = values.get(asked)
    if (!said) return { asked, said: [], outcome: { is: 'missing' } }
    return {
      asked,
      said,
      outcome: together(
        said.map(({ value, text, worked }) => {
          const outcome = value && accepted(key, compare(asked, value, text))
          return outcome && (outcome.is === 'right' || !worked) ? outcome : { is: 'unsure' }
        }),
      ),
    }
  })
  const missing = judged.filter(({ outcome }) => outcome.is === 'missing')
  if (judged.some((one) => isMeantForOther(one, missing, key)))
    return judged.map((one) => (one.outcome.is === 'wrong' ? { ...one, outcome: { is: 'unsure' } } : one))
  // Without names, values in another order are as likely as wrong ones.
  const ordered = judged.filter(({ asked }) => byOrder.has(asked))
  const swapped = ordered.some(({ outcome }) => outcome.is !== 'right') && isShuffled(values, byOrder, key)
  return swapped ? judged.map((one) => ({ ...one, outcome: { is: 'unsure' } })) : judged
}

/** "2cd²d, which is faster": a value that is right of something else, which nothing is said of. */
const isMeantForOther = ({ outcome, said }: Judged, missing: readonly Judged[], key: AnswerKey): boolean =>
  outcome.is === 'wrong' &&
  missing.some(({ asked }) =>
    said.some(
      ({ value, text }) =>
        value !== undefined &&
        fits(asked.quantity.value, value) &&
        accepted(key, compare(asked, value, text)).is === 'right',
    ),
  )

/** Several values of one quantity must say the same. */
const together = (outcomes: readonly Outcome[]): Outcome => {
  const [first = { is: 'unsure' }] = outcomes
  return outcomes.every(({ is }) => is === first.is) ? first : { is: 'unsure' }
}

/** What another convention gives is right where the part accepts it. */
export const accepted = ({ accepts }: AnswerKey, outcome: Outcome): Outcome =>
  (outcome.is === 'convention' || outcome.is === 'wrong') && isAccepted(outcome.because, accepts)
    ? { is: 'right' }
    : outcome

/** Whether the values that were placed by their order are all right in another one. */
const isShuffled = (values: Assignment['values'], byOrder: ReadonlySet<Asked>, key: AnswerKey): boolean =>
  isPermuted(
    [...byOrder],
    [...byOrder].flatMap((asked) => values.get(asked) ?? []),
    key,
  )

const isPermuted = ([asked, ...rest]: readonly Asked[], said: readonly Said[], key: AnswerKey): boolean =>
  asked === undefined ||
  said.some(
    ({ value, text }, at) =>
      value !== undefined &&
      fits(asked.quantity.value, value) &&
      accepted(key, compare(asked, value, text)).is === 'right' &&
      isPermuted(rest, said.toSpliced(at, 1), key),
  )
