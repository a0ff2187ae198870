import { isAccepted, withAccepted } from '../../check/accepted.ts'
import { checkAnswer } from '../../check/answer.ts'
import { type Assignment, assign, fits } from './assign.ts'
import { compare, type Outcome } from './compare.ts'
import { wordedGrowth } from './growth.ts'
import { isPlain } from './labels.ts'
import { lacksMatrix, valueOfEntries } from './one-for-many.ts'
import type { Asked, PartKey } from './part-key.ts'
import type { Said } from './read-values.ts'
import { conclusionOf, tidy, waysToCut, withPowers } from './segments.ts'
import { hasStray } from './stray.ts'

export type Status = 'correct' | 'partial' | 'wrong' | 'person'

/** What an answer earns; `person` is decided by nobody but a person and carries no points. */
export type Grade = {
  readonly status: Status
  readonly points: number
  readonly reason: string
  /** The convention under which the answer is right, where the part asks for another. */
  readonly convention?: string
  /** The well-known slip that leads to the answer. */
  readonly misconception?: string
}

type Judged = { readonly asked: Asked; readonly outcome: Outcome | { readonly is: 'missing' } }

/**
 * `settled` where nothing is left to judge: the text is one value to one question, or every value is there and those
 * that are not right are said of what is asked by its name.
 */
type Reading = { readonly judged: readonly Judged[]; readonly settled: boolean }

/** Grades one answer by exact comparison alone; what cannot be read or decided is for a person. */
export const gradeAnswer = (key: PartKey, written: string): Grade => {
  const text = withPowers(written.replace(/[\s,;]+$/, ''))
  const grade = gradeText(key, text)
  return doubtful.test(text) && (grade.status === 'wrong' || grade.status === 'partial')
    ? person('A sign in it can be read in two ways.')
    : grade
}

/** A last `!` may be a factorial or joy, `%` a remainder, a share, or what begins a comment. */
const doubtful = /!\W*$|%/

const gradeText = (key: PartKey, text: string): Grade => {
  if (key.asked.length === 0) return person('A person judges this part.')
  if (text.trim() === '') return { status: 'wrong', points: 0, reason: 'No answer was given.' }
  if (dashed.test(text)) return person('The dash in front may be a minus or the mark of a list.')
  const reading = bestReading(key, text)
  if (reading === 'undecided') return person('It could not be decided whether the values are right.')
  const judged = reading?.judged
  if (judged?.every(({ outcome }) => outcome.is === 'right')) return correct(key, 'Every value is right.')
  if (judged && reading?.settled) return tally(key, judged)
  const whole = withAccepted(checkAnswer(text, key.references), key.accepts)
  if (!judged)
    return whole.verdict === 'agrees' &&
      isPlain(text, key.asked) &&
      !lacksMatrix(key, text) &&
      !hasStray(key, tidy(text))
      ? correct(key, 'Every value that is asked for is stated, and none disagrees.')
      : person(whyUnread(key, text))
  // Two judges that contradict one another have decided nothing.
  if (whole.verdict === 'agrees')
    return person('Read as values and read as a text, the answer is judged differently.')
  return tally(key, judged)
}

/** `- 1/d`: one line, whose value no name and no other line tells apart from its negative. */
const dashed = /^\s*[-−–—]\s+[^=:\n]+$/

const whyUnread = (key: PartKey, text: string): string => {
  const value = valueOfEntries(key, text)
  return value === undefined
    ? 'The answer could not be read as the values that are asked for.'
    : `It names ${value}, the value of every entry, and not the matrix that is asked for.`
}

const person = (reason: string): Grade => ({ status: 'person', points: 0, reason })
const correct = (key: PartKey, reason: string): Grade => ({ status: 'correct', points: key.points, reason })

/** The way to cut the text in which most has a place and all is decided; undefined where the text is no row of values. */
const bestReading = (key: PartKey, text: string): Reading | 'undecided' | undefined => {
  const tidied = conclusionOf(tidy(withLabelsApart(wordedGrowth(text, key.asked), key)))
  const assigned: Assignment[] = []
  const readings: Reading[] = []
  for (const pieces of waysToCut(tidied)) {
    const assignment = assign(pieces, key.asked, key.names)
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

/** Each `(ii)` that names one of the part's solutions begins a piece. */
const withLabelsApart = (text: string, { asked }: PartKey): string =>
  asked.reduce(
    (out, { reference }) =>
      reference.label === undefined
        ? out
        : out.replaceAll(new RegExp(`\\s\\(${reference.label}\\)\\s*:?`, 'g'), `; (${reference.label}) `),
    text,
  )

const judge = ({ values, byOrder }: Assignment, key: PartKey): readonly Judged[] => {
  const judged = key.asked.map((asked): Judged => {
    const said = values.get(asked)
    if (!said) return { asked, outcome: { is: 'missing' } }
    return {
      asked,
      outcome: together(
        said.map((one) =>
          one.value ? accepted(key, compare(asked, one.value, one.text)) : { is: 'unsure' },
        ),
      ),
    }
  })
  // Without names, values in another order are as likely as wrong ones.
  const ordered = judged.filter(({ asked }) => byOrder.has(asked))
  const swapped = ordered.some(({ outcome }) => outcome.is !== 'right') && isShuffled(values, byOrder)
  return swapped ? judged.map(({ asked }) => ({ asked, outcome: { is: 'unsure' } })) : judged
}

/** Several values of one quantity must say the same. */
const together = (outcomes: readonly Outcome[]): Outcome => {
  const [first = { is: 'unsure' }] = outcomes
  return outcomes.every(({ is }) => is === first.is) ? first : { is: 'unsure' }
}

const accepted = ({ accepts }: PartKey, outcome: Outcome): Outcome =>
  (outcome.is === 'convention' || outcome.is === 'wrong') && isAccepted(outcome.because, accepts)
    ? { is: 'right' }
    : outcome

/** Whether the values that were placed by their order are all right in another one. */
const isShuffled = (values: Assignment['values'], byOrder: ReadonlySet<Asked>): boolean =>
  isPermuted(
    [...byOrder],
    [...byOrder].flatMap((asked) => values.get(asked) ?? []),
  )

const isPermuted = ([asked, ...rest]: readonly Asked[], said: readonly Said[]): boolean =>
  asked === undefined ||
  said.some(
    ({ value, text }, at) =>
      value !== undefined &&
      fits(asked.quantity.value, value) &&
      compare(asked, value, text).is === 'right' &&
      isPermuted(rest, said.toSpliced(at, 1)),
  )

const tally = (key: PartKey, judged: readonly Judged[]): Grade => {
  const share = (is: Judged['outcome']['is']): number =>
    judged.filter(({ outcome }) => outcome.is === is).length / judged.length
  const earned = share('right') + share('convention') * key.conventionCredit
  const reasons = judged.flatMap(({ asked, outcome }) => reasonOf(asked, outcome))
  const convention = found(judged, 'convention')
  const misconception = judged.flatMap(({ outcome }) =>
    outcome.is === 'wrong' && outcome.kind === 'misconception' ? [outcome.because ?? ''] : [],
  )[0]
  return {
    status: earned > 0 ? 'partial' : 'wrong',
    points: Math.round(key.points * earned * 100) / 100,
    reason: reasons.join(' '),
    ...(convention !== undefined && { convention }),
    ...(misconception !== undefined && { misconception }),
  }
}

const found = (judged: readonly Judged[], is: 'convention'): string | undefined =>
  judged.flatMap(({ outcome }) =>
    outcome.is === is && outcome.because !== undefined ? [outcome.because] : [],
  )[0]

const nameOf = ({ quantity, reference }: Asked): string =>
  `${quantity.name.replaceAll('_', ' ')}${reference.label === undefined ? '' : ` (${reference.label})`}`

const reasonOf = (asked: Asked, outcome: Judged['outcome']): readonly string[] => {
  if (outcome.is === 'right' || outcome.is === 'unsure') return []
  if (outcome.is === 'missing') return [`${nameOf(asked)}: not given.`]
  const because = outcome.because ?? ''
  if (outcome.is === 'convention')
    return [`${nameOf(asked)}: right under another convention. ${because}`.trim()]
  return [`${nameOf(asked)}: wrong. ${because}`.trim()]
}
