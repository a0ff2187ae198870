import { rational } from '../rational.ts'
import { truth, word } from '../read/unwrap.ts'
import { readLatex, readPlain, readText } from '../read.ts'
import { ReadError } from '../read-error.ts'
import { type Exact, isExpression } from '../value.ts'
import { readBound } from './bounds.ts'
import { finalAnswer } from './final-answer.ts'
import { numberInWords } from './number-words.ts'
import { withRecurring } from './recurring.ts'
import { isProse, isSentence, onlyFormula } from './spans.ts'
import { tidyLatex } from './tidy-latex.ts'
import { tidyPlain, withBackslashes } from './tidy-text.ts'

/** `llm` is a text with words around its answer. */
export type AnswerFormat = 'plain' | 'latex' | 'llm'

const longestText = 20_000

/** f and g, and what `W(x) = …` defines, are applied and not multiplied. */
const functionsIn = (text: string): ReadonlySet<string> =>
  new Set([
    'f',
    'g',
    ...[...text.matchAll(/(?<![A-Za-z\\])([A-Za-z])\([a-z]\)\s*=/g)].flatMap(([, name]) => name ?? []),
  ])

/** In plain text f and g are applied where they have a lone argument; `f(a + b)` may be a product. */
const functionsNamed = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/(?<![A-Za-z\\])([fg])\((?:[a-z]|\d+)\)/g)].flatMap(([, name]) => name ?? []))

const attempt = (read: () => Exact): Exact | undefined => {
  try {
    return read()
  } catch (error) {
    if (error instanceof ReadError || error instanceof RangeError) return undefined
    throw error
  }
}

const words = /^\\text(?:bf|it|rm)?\s*\{\s*\(?([A-Za-z][A-Za-z ,'-]*)\)?\s*\}[\s.]*$/

const digitsIn = /^(\d+)_\{?(\d+)\}?$/

/** A numeral with its base, 204_5 = 54. */
const numeral = (text: string): Exact | undefined => {
  const [, digits, base] = digitsIn.exec(text) ?? []
  const radix = BigInt(base ?? 0)
  if (
    digits === undefined ||
    radix < 2n ||
    radix > 10n ||
    [...digits].some((digit) => BigInt(digit) >= radix)
  )
    return undefined
  return {
    kind: 'number',
    value: rational([...digits].reduce((sum, digit) => sum * radix + BigInt(digit), 0n)),
  }
}

const clock = /^\d{1,2}:0\d$/

const readFormula = (latex: string): Exact | undefined => {
  const tidy = tidyLatex(latex)
  const special = numeral(tidy)
  if (special) return special
  if (clock.test(tidy)) return { kind: 'word', word: tidy }
  const value = attempt(() => readLatex(tidy, { functions: functionsIn(tidy) }))
  if (value?.kind === 'truth' || value?.kind === 'word') return value
  const word = words.exec(tidy)?.[1] ?? (value ? undefined : /^[A-Za-z]{3,}$/.exec(tidy)?.[0])
  if (word === undefined) return value
  const spelled = numberInWords(word.trim())
  return spelled ? { kind: 'number', value: spelled } : { kind: 'word', word: word.trim() }
}

/** Comparisons in words; the longer ones first. */
const comparisons: readonly (readonly [RegExp, string])[] = [
  [/\bis (?:at least|(?:greater|larger) than or equal to|no less than)\b/g, '>='],
  [/\bis (?:at most|(?:less|smaller) than or equal to|no more than)\b/g, '<='],
  [/\bis (?:greater|larger|more) than\b/g, '>'],
  [/\bis (?:less|smaller) than\b/g, '<'],
  [/\b(?:minus|negative)\s+(?=[\d.])/g, '-'],
]

/** Emphasis and headings of Markdown, which are no signs of a formula. */
const withoutMarkdown = (text: string): string =>
  text
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/^\s*#+\s+/gm, '')
    .trim()

/** Plain text with `or` and `and` grown together with what they join. */
const readWords = (text: string): Exact | undefined => {
  let spaced = text.replace(/(?<=[\d)\]])(or|and)(?=[A-Za-z(\d-])/g, ' $1 ')
  for (const [words, sign] of comparisons) spaced = spaced.replace(words, sign)
  return attempt(() => readText(spaced, { functions: functionsIn(spaced) }))
}

/** Reads the final answer of a longer text; a single formula or short answer is its own. */
const readConclusion = (raw: string, bareNumbers: boolean): Exact | undefined => {
  const text = withoutMarkdown(raw)
  const said = truth(text) ?? word(text)
  if (said) return said
  if (!isProse(text)) {
    const inner = onlyFormula(text)
    const whole = (inner === undefined ? undefined : readFormula(inner)) ?? readWords(text)
    if (whole) return whole
  }
  const answer = finalAnswer(text, bareNumbers)
  if (!answer) return undefined
  if (!answer.isLatex) return attempt(() => readText(answer.text))
  return readFormula(answer.text)
}

/** `a if x > 0 else b` of Python, one level deep. */
const conditional = (text: string): Exact | undefined => {
  const [, first, when, second] = /^([^?:]+?)\s+if\s+([^?:]+?)\s+else\s+([^?:]+)$/.exec(text) ?? []
  if (first === undefined || when === undefined || second === undefined) return undefined
  const [value, condition, other] = [first, when, second].map((part) => attempt(() => readPlain(part)))
  if (!value || !other || !isExpression(value) || !isExpression(other) || condition?.kind !== 'relation')
    return undefined
  return {
    kind: 'piecewise',
    pieces: [
      { when: [condition.chain], value },
      { when: [], value: other },
    ],
  }
}

const readValue = (text: string, format: AnswerFormat): Exact | undefined => {
  const spelled = numberInWords(text.trim())
  if (spelled) return { kind: 'number', value: spelled }
  if (format === 'plain') {
    const tidy = withRecurring(tidyPlain(text), ({ n, d }) => `(${n}/${d})`)
    return (
      conditional(tidy) ??
      attempt(() => readPlain(tidy, { functions: functionsNamed(tidy) })) ??
      readConclusion(tidy, isSentence(tidy))
    )
  }
  if (format === 'latex')
    return (
      (text.includes('$') || isProse(text) ? undefined : readFormula(text)) ??
      readConclusion(text, isSentence(text))
    )
  return readConclusion(text, true)
}

/**
 * Reads a reference or a candidate: `plain`, `latex`, or a text with words around its answer. Undefined when it cannot
 * be read.
 */
export const readAnswer = (text: string, format: AnswerFormat): Exact | undefined => {
  if (text.length > longestText) return undefined
  const whole = withBackslashes(text)
  const bound = format === 'llm' ? undefined : readBound(whole, (rest) => readValue(rest, format))
  return bound ?? readValue(whole, format)
}
