import { withAccepted } from '../check/accepted.ts'
import { checkAnswer } from '../check/answer.ts'
import { wrote } from '../check/wrote.ts'
import { isByCases } from '../exact/equality/pieces.ts'
import { readText } from '../exact/read.ts'
import { isExpression } from '../exact/value.ts'
import { toText, toUnicode } from '../exact/write/write.ts'
import type { Finding, Reference, Verdict, VerdictName, Wrote } from '../model.ts'
import { type AnswerKey, keyOf, type PartRules } from './answer-key.ts'
import type { Said } from './chains.ts'
import { unwrapped } from './frames/unwrapped.ts'
import { judgeAnswer } from './judge-answer.ts'
import { isHedging, isPlain } from './labels.ts'
import { saysOther } from './other-things.ts'
import type { Judged } from './reading.ts'
import { hasInequality } from './relations.ts'
import { sidesOf, tidy } from './segments.ts'

/** The verdict on an answer, and how it was understood where it is one of values. */
export type QuickCheck = { readonly verdict: Verdict; readonly wrote?: Wrote | undefined }

/** Longer texts are working or prose, which is judged claim by claim. */
const longest = 600

/**
 * What a person answers, against what is asked for: a row of values as it would be graded, anything else claim by claim.
 * `rules` say which conventions count as right, and which part is answered.
 */
export const quickCheck = (
  text: string,
  references: readonly Reference[],
  rules: PartRules = { accepts: [] },
): QuickCheck => {
  const isShort = text.length <= longest && references.every(({ asks }) => asks !== undefined)
  const key = keyOf(references, rules)
  const judgement = isShort ? judgeAnswer(key, text) : undefined
  // The part's own label is no factor of what was written.
  const bare = isShort ? unwrapped(text, key) : text
  if (judgement?.is === 'decided')
    return { verdict: verdictOf(judgement.judged), wrote: understood(bare, judgement.judged, references) }
  const verdict = withAccepted(checkAnswer(text, references), rules.accepts)
  const isDoubtful =
    judgement?.is === 'open' &&
    (verdict.verdict === 'agrees' || verdict.verdict === 'incomplete' ? isSuspect(text, key) : isFew(text)) &&
    (verdict.verdict !== 'disagrees' || judgement.read)
  const shown = isDoubtful ? undecided(verdict, text, judgement.because) : verdict
  return { verdict: shown, wrote: echo(bare, shown, references) }
}

/** What was written as it was read, or as it was typed where the reading is of another kind. */
const echo = (text: string, verdict: Verdict, references: readonly Reference[]): Wrote | undefined => {
  const found = wrote(text, verdict, references)
  return found?.kind === 'read' ? { ...found, text: likeTyped(found.text, text, references) } : found
}

const decimal = /\d\.\d/
/** `(i) −40`, which a formula would take for a difference. */
const labelled = /^\(?(?:[ivx]+|[a-h])\)\s/i
const listed = /^\[[^[\]]*\]$/

/** Decimals stay decimals, and entries are no sizes where a vector is the answer. */
const likeTyped = (shown: string, text: string, references: readonly Reference[]): string => {
  const typed = text.trim().replaceAll(/^\$+|\$+$/g, '')
  if (/\\/.test(typed)) return shown
  if (labelled.test(typed) || (decimal.test(typed) && !decimal.test(shown))) return typed
  return listed.test(typed) && shown.includes(' × ') && hasVector(references)
    ? toUnicode(readText(typed))
    : shown
}

const hasVector = (references: readonly Reference[]): boolean =>
  references.some(({ solution, asks }) =>
    solution.answers.some(
      ({ name, value }) =>
        value.kind === 'tensor' && value.shape.length === 1 && (asks === undefined || asks.includes(name)),
    ),
  )

const fewWords = 12

/** A guess, or an equation whose left side may be anything: the right value in it says nothing. */
const isSuspect = (text: string, key: AnswerKey): boolean => {
  if (isHedging(text)) return true
  if (!isFew(text)) return false
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  const isPlainValue = key.asked.length === 1 && sidesOf(tidy(text)).length === 1 && isPlain(text, key.asked)
  return !isPlainValue || saysOther(words, key.asked) || hasInequality(key, tidy(text))
}

const isFew = (text: string): boolean => (text.match(/\p{L}{3,}/gu) ?? []).length <= fewWords

const undecided = ({ claims }: Verdict, quote: string, because: string): Verdict => ({
  verdict: 'unverified',
  claims: { ...claims, agree: 0, unverified: Math.max(1, claims.agree + claims.unverified) },
  findings: [{ kind: 'unverified', quote, because }],
})

const order = ['disagrees', 'differs-by-convention', 'incomplete', 'unverified'] as const

const verdictOf = (judged: readonly Judged[]): Verdict => {
  const findings = judged.flatMap(findingOf)
  const worst: VerdictName = order.find((name) => findings.some(({ kind }) => kind === name)) ?? 'agrees'
  const count = (...kinds: readonly VerdictName[]): number =>
    findings.filter(({ kind }) => kinds.includes(kind)).length
  return {
    verdict: worst,
    claims: {
      agree: judged.length - findings.length,
      disagree: count('disagrees'),
      unverified: count('unverified'),
    },
    findings,
  }
}

const findingOf = ({ asked: { quantity }, said, outcome }: Judged): readonly Finding[] => {
  if (outcome.is === 'right') return []
  if (outcome.is === 'missing')
    return [
      { kind: 'incomplete', quantity: quantity.name, quote: '', because: `${quantity.about} is not given.` },
    ]
  const [first] = said
  const value = first?.value
  // An item of a row has no text of its own.
  const quote = value ? toUnicode(value) : (first?.text ?? '')
  if (outcome.is === 'unsure') return [{ kind: 'unverified', quantity: quantity.name, quote }]
  return [
    {
      kind: outcome.is === 'convention' ? 'differs-by-convention' : 'disagrees',
      quantity: quantity.name,
      quote,
      at: 0,
      ...(value && { claimed: toText(value) }),
      expected: toText(quantity.value),
      ...(outcome.because !== undefined && { because: outcome.because }),
    },
  ]
}

/** A sequence with unit steps, which only answers are read as. */
const hasSteps = ({ value }: Said): boolean => value !== undefined && isExpression(value) && isByCases(value)

const longestShown = 160

/** The values as they were read; of several each by its name. */
const understood = (
  text: string,
  judged: readonly Judged[],
  references: readonly Reference[],
): Wrote | undefined => {
  const [only, ...others] = judged
  const alone =
    others.length === 0 && only && !only.said.some(hasSteps)
      ? echo(text, verdictOf(judged), references)
      : undefined
  if (alone?.kind === 'read') return alone
  const values = judged.flatMap(({ asked: { quantity, reference }, said: [first] }) =>
    first?.value
      ? [
          {
            name: [reference.label, quantity.name.replaceAll('_', ' ')].filter(Boolean).join(', '),
            shown: likeTyped(toUnicode(first.value), first.text, references),
          },
        ]
      : [],
  )
  if (values.length === 0) return undefined
  const shown = values
    .map((one) => (others.length === 0 ? one.shown : `${one.name}: ${one.shown}`))
    .join('; ')
  const left = judged.filter(({ outcome }) => outcome.is !== 'right')
  return {
    kind: 'read',
    text: shown.length > longestShown ? `${shown.slice(0, longestShown - 1)}…` : shown,
    ...(others.length > 0 && { several: true as const }),
    ...(left.length > 0 &&
      left.every(({ outcome }) => outcome.is === 'convention') && { elsewhere: true as const }),
  }
}
