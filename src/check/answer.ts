import { equal } from '../exact/equal.ts'
import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { entriesOf, vectorOf } from '../exact/tensor.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import { toLatex, toText } from '../exact/write/write.ts'
import type { Finding, Quantity, Reference, Verdict } from '../model.ts'
import { check } from './check.ts'
import { sizesOf } from './sizes.ts'

/**
 * The verdict on what a person answers: a bare value (`√d_out`, a matrix) is taken as said of the answer asked for, or
 * of any where none is; anything longer is checked claim by claim.
 */
export const checkAnswer = (text: string, references: readonly Reference[]): Verdict => {
  const value = readShape(text, references) ?? readValue(text)
  return value ? checkValue(value, references, text) : checkText(text, references)
}

/** The same of a value that is read already; `text` is how it was written. */
export const checkValue = (value: Exact, references: readonly Reference[], text = toText(value)): Verdict => {
  const answers = references.flatMap((reference) =>
    answersOf(reference).map((answer) => ({ reference, answer })),
  )
  const asked = references.some(({ asks }) => asks !== undefined)
  const items = itemsOf(value)
  if (asked && answers.length > 1 && items.length === answers.length)
    return combine(answers.map((one, at) => judge(text, items[at] ?? value, one)))
  const comparable = answers.filter(({ answer }) => isComparable(answer.value, value))
  // A formula is about exact values, not about how they grow, where there are both.
  const exact = value.kind === 'class' ? [] : comparable.filter(({ answer }) => answer.value.kind !== 'class')
  const judged = (exact.length > 0 ? exact : comparable).map((one) => ({
    ...one,
    said: judge(text, value, one),
  }))
  const best = order.flatMap((name) => judged.filter(({ said }) => said.verdict === name))[0]
  if (!best) return checkText(text, references)
  return asked && answers.length > 1 && best.said.verdict === 'agrees'
    ? withMissing(best, value, answers)
    : best.said
}

/** What is said of the most likely answer comes first; a value that one answer leaves open is not called wrong. */
const order = [
  'agrees',
  'differs-by-convention',
  'unverified',
  'disagrees',
  'contradicts-itself',
  'incomplete',
  'spirals',
] as const

const domain = { domain: 'positive' } as const

type Candidate = { readonly reference: Reference; readonly answer: Quantity }

const answersOf = ({ solution, asks }: Reference): readonly Quantity[] =>
  solution.answers.filter(({ name }) => asks === undefined || asks.includes(name))

/** Claim by claim; where nothing in particular is asked for, nothing is missing. */
const checkText = (text: string, references: readonly Reference[]): Verdict => {
  const verdict = check(text, references)
  if (verdict.verdict !== 'incomplete' || references.some(({ asks }) => asks !== undefined)) return verdict
  const { agree, unverified } = verdict.claims
  return {
    ...verdict,
    verdict: agree > 0 && unverified === 0 ? 'agrees' : 'unverified',
    findings: verdict.findings.filter(({ kind }) => kind !== 'incomplete'),
  }
}

/** How many axes a value has; a shape and a list are rows of values. */
const axes = (value: Exact): number => {
  if (value.kind === 'tensor') return value.shape.length
  const row = value.kind === 'product' ? value.times !== undefined : false
  return row || value.kind === 'shape' || value.kind === 'list' || value.kind === 'set' ? 1 : 0
}

const isShape = (value: Exact): boolean =>
  value.kind === 'shape' || (value.kind === 'product' && value.times !== undefined)

/** Whether a value could be meant for an answer at all: a matrix is not said of a size, nor one shape of a list. */
const isComparable = (answer: Exact, value: Exact): boolean =>
  axes(answer) === axes(value) && !(answer.kind === 'list' && isShape(value))

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

/** `W x H x C` where the answers asked for are the sizes of a shape that the solution has: one size for each. */
export const readShape = (text: string, references: readonly Reference[]): Exact | undefined => {
  const asked = references.flatMap(answersOf)
  const isWhole = ({ value }: Quantity): boolean =>
    value.kind === 'shape' &&
    value.sizes.length === asked.length &&
    value.sizes.every((size, at) => equal(size, asked[at]?.value ?? size, domain).equal === true)
  const sizes = sizesOf(text.replaceAll(/\$|\\[()]/g, '')).map(readValue)
  if (sizes.length < 2 || sizes.length !== asked.length) return undefined
  const quantities = references.flatMap(({ solution }) => [...solution.answers, ...(solution.related ?? [])])
  const read = sizes.filter((size) => size !== undefined && isExpression(size))
  return read.length === sizes.length && quantities.some(isWhole) ? vectorOf(...read) : undefined
}

const itemsOf = (value: Exact): readonly Exact[] => {
  if (value.kind === 'list' || value.kind === 'set') return value.items
  return value.kind === 'tensor' && value.shape.length === 1 ? entriesOf(value) : []
}

/** The value as said of one answer: equal to it, or claimed of it and checked with its definitions and slips. */
const judge = (text: string, value: Exact, { reference, answer }: Candidate): Verdict => {
  const { equal: same } = equal(answer.value, value, domain)
  if (same === true)
    return { verdict: 'agrees', claims: { agree: 1, disagree: 0, unverified: 0 }, findings: [] }
  if (same === false && !/[A-Za-z]/.test(toText(value))) return wrong(text, value, { reference, answer })
  const said = check(`$${answer.symbol} = ${toLatex(value)}$`, [{ ...reference, asks: [answer.name] }])
  const findings = said.findings.map(
    (finding): Finding => ({
      ...finding,
      quantity: finding.quantity ?? answer.name,
      quote: finding.quote === '' ? '' : text,
      claimed: toText(value),
    }),
  )
  // What the checker finds no claim in, it has not compared.
  const verdict = said.verdict === 'incomplete' ? 'unverified' : said.verdict
  if (verdict === 'unverified' || verdict === 'agrees')
    return { ...said, verdict, findings: verdict === 'agrees' ? [] : unsure(text) }
  return { ...said, verdict, findings: findings.map(({ at: _, ...finding }) => ({ ...finding, at: 0 })) }
}

/** A value without symbols rests on no definition: it is another one, and perhaps that of a known slip. */
const wrong = (quote: string, value: Exact, { reference, answer }: Candidate): Verdict => {
  const slip = reference.solution.alternatives.find(({ answers }) =>
    answers.some(({ name, value: other }) => name === answer.name && equal(other, value, {}).equal === true),
  )
  const finding: Finding = {
    kind: 'disagrees',
    quantity: answer.name,
    quote,
    at: 0,
    claimed: toText(value),
    expected: toText(answer.value),
    ...(slip && { because: slip.says }),
  }
  return { verdict: 'disagrees', claims: { agree: 0, disagree: 1, unverified: 0 }, findings: [finding] }
}

const unsure = (quote: string): readonly Finding[] => [
  { kind: 'unverified', quote, because: 'It could not be decided whether this is the answer.' },
]

/** Several answers given in order: the worst verdict, and all that was found. */
const combine = (verdicts: readonly Verdict[]): Verdict => {
  const worst = order.toReversed().flatMap((name) => verdicts.filter(({ verdict }) => verdict === name))[0]
  const total = (name: 'agree' | 'disagree' | 'unverified'): number =>
    verdicts.reduce((sum, { claims }) => sum + claims[name], 0)
  return {
    verdict: worst?.verdict ?? 'unverified',
    claims: { agree: total('agree'), disagree: total('disagree'), unverified: total('unverified') },
    findings: verdicts.flatMap(({ findings }) => findings),
  }
}

/** One of several answers is right; the others are still to be said. */
const withMissing = (
  best: Candidate & { readonly said: Verdict },
  value: Exact,
  answers: readonly Candidate[],
): Verdict => ({
  ...best.said,
  verdict: 'incomplete',
  findings: answers
    // One value is no two answers, unless they are equal.
    .filter(({ answer }) => answer !== best.answer && equal(answer.value, value, domain).equal !== true)
    .map(({ answer }) => ({
      kind: 'incomplete',
      quantity: answer.name,
      quote: '',
      because: `${answer.about} is not given.`,
    })),
})
