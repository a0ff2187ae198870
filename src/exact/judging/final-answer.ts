/** What a text gives as its final answer: its formula or number, and whether it stood between formula signs. */
export type FinalAnswer = { readonly text: string; readonly isLatex: boolean }

type Span = { readonly from: number; readonly to: number; readonly inner: string }

const longestJoint = 40

/** Whether what stands between two answers joins them into one list: nothing, a comma, "and", "or". */
const joins = (between: string): boolean => {
  const bare = between.replace(/\\(?:text|q?quad|[,;:! ()[\]])|[${}()[\]\s]/g, '')
  if (bare === '' || /^[,;]+$/.test(bare)) return true
  return between.length <= longestJoint && /(?:^|[^a-z])(?:and|or)(?:[^a-z]|$)/i.test(between)
}

const closingBrace = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}

/** Every box in order; one that is not closed ends with its line or its formula. */
const boxesIn = (text: string): Span[] => {
  const boxes: Span[] = []
  for (const found of text.matchAll(/\\(?:boxed|fbox)\s*\{/g)) {
    const open = found.index + found[0].length - 1
    const close = closingBrace(text, open)
    const end = close >= 0 ? close : open + 1 + (/[$\n]|$/.exec(text.slice(open + 1))?.index ?? 0)
    boxes.push({ from: found.index, to: close >= 0 ? close + 1 : end, inner: text.slice(open + 1, end) })
  }
  return boxes
}

const formula = /\$\$([\s\S]+?)\$\$|(?<!\\)\$((?:\\.|[^$\\])+)\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)/g

const formulasIn = (text: string): Span[] =>
  [...text.matchAll(formula)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    inner: found.slice(1).find((part) => part !== undefined) ?? '',
  }))

/** The formula that a text is, signs around it taken off; undefined when there is more, or none. */
export const onlyFormula = (text: string): string | undefined => {
  const [only, ...more] = formulasIn(text)
  const around = only && `${text.slice(0, only.from)}${text.slice(only.to)}`.trim()
  return only && more.length === 0 && around === '' ? only.inner : undefined
}

/** Whether a text has formulas or boxes with words around them, so that it must not be read as one formula. */
export const isProse = (text: string): boolean => {
  if (/\\(?:boxed|fbox)\b/.test(text)) return true
  const [first, ...more] = formulasIn(text)
  if (!first) return false
  return more.length > 0 || `${text.slice(0, first.from)}${text.slice(first.to)}`.trim() !== ''
}

/** The last run of spans that commas and "and" join. */
const lastRun = (text: string, spans: readonly Span[]): readonly Span[] => {
  let first = spans.length - 1
  for (; first > 0; first -= 1) {
    const [before, here] = [spans[first - 1], spans[first]]
    if (!before || !here || !joins(text.slice(before.to, here.from))) break
  }
  return spans.slice(Math.max(0, first))
}

const percent = /^[\s$).]*(?:\\?%|percent|pct)/

const fromSpans = (text: string, spans: readonly Span[]): FinalAnswer | undefined => {
  const run = lastRun(text, spans)
  const last = run.at(-1)
  if (!last) return undefined
  const joined = run.map(({ inner }) => inner.trim().replace(/[.,;]+$/, '')).join(', ')
  const hasPercent = percent.test(text.slice(last.to)) && !/%/.test(joined)
  return { text: hasPercent ? `${joined}\\%` : joined, isLatex: true }
}

/** Texts that arrive with every backslash doubled: `\\frac`, `\\boxed`. */
const unescaped = (text: string): string =>
  /\\\\[a-zA-Z]/.test(text) && !/(?<!\\)\\[a-mo-zA-Z]/.test(text)
    ? text.replace(/\\\\(?=[a-zA-Z{}|,;!()[\]])/g, '\\').replace(/(?<!\\)\\n(?![a-z])/g, '\n')
    : text

const boilerplate = /<\|[^|]*\|>\w*|I hope (?:it|this) is correct\.?/g

/** The sentences of a text; a full stop inside a formula or a number ends none. */
const sentencesOf = (text: string): string[] => {
  const formulas = formulasIn(text)
  const isInside = (at: number): boolean => formulas.some(({ from, to }) => at > from && at < to - 2)
  const ends = [...text.matchAll(/[.!?]['")]*\s+(?=[A-Z\\$<])|(?<=\$\$|\\\])\s+(?=[A-Z])|\n\s*\n/g)]
    .map((found) => found.index)
    .filter((at) => !isInside(at))
  return [0, ...ends.map((at) => at + 1)].map((from, i) =>
    text.slice(from, (ends[i] ?? text.length) + 1).trim(),
  )
}

const number = /(?<![\w.])[-−+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s*\/\s*\d+)?(?:\s*\\?%)?/g

/** Whether a number is a whole answer, with a unit at most, and not part of a plain formula: not the 3 of `x^2 + 3`. */
const standsAlone = (sentence: string, { index, 0: digits }: RegExpExecArray): boolean => {
  const [before, after] = [sentence.slice(0, index).trimEnd(), sentence.slice(index + digits.length)]
  if (!/(?:^|[\s("'*$€£:=])$/.test(sentence.slice(0, index))) return false
  if (/[-+*/^_(<>≤≥[{√·×−±]$/.test(before) || /(?<!['’])\b[a-zA-Z]$/.test(before)) return false
  return /^(?:\s*(?:[€$£%°]|(?:mm|cm|km|m|kg|g|s)[²³]?(?![\w^(])))?(?:$|[.,;!?)"'*]*(?:\s+(?!(?:[a-zA-Z]\b(?!\s+[a-z]{2}))|[-+*/^(<>=≤≥√·×−±])|$))/.test(
    after,
  )
}

/** Whether what stands before a formula or number turns it down: "not 7", "rather than 7". */
const isTurnedDown = (sentence: string, at: number): boolean =>
  /(?:\bnot|n't(?: be)?|\brather than|\binstead of|\bexcept)\s*$/i.test(sentence.slice(0, at))

/** The formula or number that a concluding sentence gives: the last run behind its last "is", else the last one. */
const fromSentence = (sentence: string): FinalAnswer | undefined => {
  const all = formulasIn(sentence)
  const formulas = all.filter(({ from }) => !isTurnedDown(sentence, from))
  const outside = (at: number): boolean =>
    !isTurnedDown(sentence, at) && !all.some(({ from, to }) => at >= from && at < to)
  const verbs = [...sentence.matchAll(/\b(?:is|are|be|equals)\b|[:=]/g)].filter(({ index }) => outside(index))
  const numbers = [...sentence.matchAll(number)].filter(
    (found) => outside(found.index) && standsAlone(sentence, found),
  )
  for (const from of [verbs.at(-1)?.index ?? 0, 0]) {
    const behind = formulas.filter((span) => span.from >= from)
    const bare = numbers.filter(({ index }) => index >= from)
    const last = bare.at(-1)
    if (behind.length > 0 && (!last || (behind[0]?.from ?? 0) < last.index))
      return fromSpans(sentence, behind)
    if (last) return { text: last[0].replace(/[,.]+$/, ''), isLatex: false }
  }
  return undefined
}

/**
 * Finds the final answer of a longer text: its last box, else what its last sentence with a formula or number
 * concludes. Undefined when there is none.
 */
export const finalAnswer = (raw: string, bareNumbers = true): FinalAnswer | undefined => {
  const text = unescaped(raw.replace(/<think>[\s\S]*?<\/think>/g, '')).replace(boilerplate, '')
  const boxes = boxesIn(text)
  const marked = [...text.matchAll(/final\s+answer\s*(?:is)?\s*[:.]?\s*/gi)].at(-1)
  const boxed = (boxes.at(-1)?.from ?? -1) > (marked?.index ?? -1) ? fromSpans(text, boxes) : undefined
  if (boxed) return boxed
  const conclusion = marked ? sentencesOf(text.slice(marked.index + marked[0].length))[0] : undefined
  const give = (sentence: string): FinalAnswer | undefined => {
    const found = fromSentence(sentence)
    return found?.isLatex || bareNumbers ? found : undefined
  }
  const concluded = conclusion ? give(conclusion) : undefined
  if (concluded) return concluded
  const last = fromSpans(text, boxes)
  if (last) return last
  if (!/[a-z]{3}/i.test(text.replace(formula, ''))) return fromSpans(text, formulasIn(text))
  for (const sentence of sentencesOf(text).reverse()) {
    const found = give(sentence)
    if (found) return found
  }
  return undefined
}
