/** What a text gives as its final answer: its formula or number, and whether it stood between formula signs. */
export type FinalAnswer = { readonly text: string; readonly isLatex: boolean }

export type Span = { readonly from: number; readonly to: number; readonly inner: string }

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
export const boxesIn = (text: string): Span[] => {
  const boxes: Span[] = []
  for (const found of text.matchAll(/\\(?:boxed|fbox)\s*\{/g)) {
    const open = found.index + found[0].length - 1
    const close = closingBrace(text, open)
    const end = close >= 0 ? close : open + 1 + (/[$\n]|$/.exec(text.slice(open + 1))?.index ?? 0)
    boxes.push({ from: found.index, to: close >= 0 ? close + 1 : end, inner: text.slice(open + 1, end) })
  }
  return boxes
}

export const formula =
  /\$\$([\s\S]+?)\$\$|(?<!\\)\$((?:\\.|[^$\\])+)\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)/g

export const formulasIn = (text: string): Span[] =>
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

const wordsOfSentence = 4

/** Whether words outnumber what a formula may hold, whatever format was named. */
export const isSentence = (text: string): boolean =>
  (text.replace(/\\[a-zA-Z]+|\$[^$]*\$/g, ' ').match(/(?<![A-Za-z])[A-Za-z][a-z'’]+(?![A-Za-z(_])/g) ?? [])
    .length >= wordsOfSentence

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

export const fromSpans = (text: string, spans: readonly Span[]): FinalAnswer | undefined => {
  const run = lastRun(text, spans)
  const last = run.at(-1)
  if (!last) return undefined
  const joined = run.map(({ inner }) => inner.trim().replace(/[.,;]+$/, '')).join(', ')
  const hasPercent = percent.test(text.slice(last.to)) && !/%/.test(joined)
  return { text: hasPercent ? `${joined}\\%` : joined, isLatex: true }
}
