import { equal } from '../exact/equal.ts'
import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exact } from '../exact/value.ts'
import { toText } from '../exact/write/write.ts'
import type { Alternative, Finding, Quantity, Reference, Verdict } from '../model.ts'
import { check } from './check.ts'

/**
 * The verdict on what a person answers: a bare value (`√d_out`, a matrix) is compared with the answers asked for, or
 * with all where none is; anything longer is checked claim by claim.
 */
export const checkAnswer = (text: string, references: readonly Reference[]): Verdict =>
  judgeValue(text, references) ?? check(text, references)

const longestValue = 4000

const readValue = (text: string): Exact | undefined => {
  if (text.length > longestValue) return undefined
  try {
    const value = readText(text)
    // A relation names what it is about, which is a claim.
    return value.kind === 'relation' || value.kind === 'word' ? undefined : value
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}

const judgeValue = (text: string, references: readonly Reference[]): Verdict | undefined => {
  const value = readValue(text)
  if (!value) return undefined
  const answers = references.flatMap(({ solution, asks = [] }) =>
    solution.answers.filter(({ name }) => asks.length === 0 || asks.includes(name)),
  )
  const verdicts = answers.map((answer) => ({ answer, same: same(answer.value, value) }))
  const right = verdicts.find(({ same: equals }) => equals === true)
  const several = answers.length > 1 && references.some(({ asks = [] }) => asks.length > 1)
  if (right) return several ? partly(answers, right.answer) : verdict('agrees', [1, 0, 0], [])
  if (verdicts.length === 0 || verdicts.some(({ same: equals }) => equals === null)) return undecided(text)
  return wrong(text, value, answers, references)
}

const same = (reference: Exact, candidate: Exact): boolean | null =>
  equal(reference, candidate, { domain: 'positive' }).equal

const verdict = (
  name: Verdict['verdict'],
  [agree, disagree, unverified]: readonly [number, number, number],
  findings: readonly Finding[],
): Verdict => ({ verdict: name, claims: { agree, disagree, unverified }, findings })

const undecided = (quote: string): Verdict =>
  verdict(
    'unverified',
    [0, 0, 1],
    [{ kind: 'unverified', quote, because: 'It could not be decided whether it is the same value.' }],
  )

const partly = (answers: readonly Quantity[], given: Quantity): Verdict =>
  verdict(
    'incomplete',
    [1, 0, 0],
    answers
      .filter(({ name }) => name !== given.name)
      .map(({ name, about }) => ({
        kind: 'incomplete',
        quantity: name,
        quote: '',
        because: `${about} is not given.`,
      })),
  )

const wrong = (
  quote: string,
  value: Exact,
  answers: readonly Quantity[],
  references: readonly Reference[],
): Verdict => {
  const known = alternativeFor(value, answers, references)
  const kind = known?.alternative.kind === 'convention' ? 'differs-by-convention' : 'disagrees'
  const answer = known?.answer ?? closestKind(value, answers)
  const finding: Finding = {
    kind,
    quote,
    at: 0,
    claimed: toText(value),
    ...(answer && { quantity: answer.name, expected: toText(answer.value) }),
    ...(known && { because: known.alternative.says }),
  }
  return verdict(kind, [0, 1, 0], [finding])
}

type Known = { readonly alternative: Alternative; readonly answer: Quantity }

/** The named slip or convention that gives this value. */
const alternativeFor = (
  value: Exact,
  answers: readonly Quantity[],
  references: readonly Reference[],
): Known | undefined => {
  for (const { solution } of references) {
    for (const alternative of solution.alternatives) {
      const found = alternative.answers.find((quantity) => same(quantity.value, value) === true)
      const answer = answers.find(({ name }) => name === found?.name)
      if (found && answer) return { alternative, answer }
    }
  }
  return undefined
}

/** Which answer a value is meant for, where only one is of its kind. */
const closestKind = (value: Exact, answers: readonly Quantity[]): Quantity | undefined => {
  const isArray = (x: Exact): boolean => x.kind === 'tensor' || x.kind === 'list' || x.kind === 'piecewise'
  const alike = answers.filter((answer) => isArray(answer.value) === isArray(value))
  return alike.length === 1 ? alike[0] : undefined
}
