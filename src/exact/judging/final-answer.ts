import { fromSentence, isTurnedDown } from './conclusion.ts'
import { boxesIn, type FinalAnswer, formula, formulasIn, fromSpans } from './spans.ts'

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

/**
 * Finds the final answer of a longer text: its last box, else what its last sentence with a formula or number
 * concludes. Undefined when there is none.
 */
export const finalAnswer = (raw: string, bareNumbers = true): FinalAnswer | undefined => {
  const text = unescaped(raw.replace(/<think>[\s\S]*?<\/think>/g, '')).replace(boilerplate, '')
  const boxes = boxesIn(text).filter(({ from }) => !isTurnedDown(text, from))
  const marked = [...text.matchAll(/final\s+answer\s*(?:is)?\s*[:.]?\s*/gi)].at(-1)
  const boxed = (boxes.at(-1)?.from ?? -1) > (marked?.index ?? -1) ? fromSpans(text, boxes) : undefined
  if (boxed) return boxed
  const conclusion = marked ? sentencesOf(text.slice(marked.index + marked[0].length))[0] : undefined
  const give = (sentence: string): FinalAnswer | 'bound' | undefined => {
    const found = fromSentence(sentence)
    return found === 'bound' || found?.isLatex || bareNumbers ? found : undefined
  }
  const concluded = conclusion ? give(conclusion) : undefined
  if (concluded) return concluded === 'bound' ? undefined : concluded
  const last = fromSpans(text, boxes)
  if (last) return last
  if (!/[a-z]{3}/i.test(text.replace(formula, ''))) return fromSpans(text, formulasIn(text))
  for (const sentence of sentencesOf(text).reverse()) {
    const found = give(sentence)
    if (found) return found === 'bound' ? undefined : found
  }
  return undefined
}
