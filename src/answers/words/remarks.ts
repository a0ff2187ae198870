import type { AnswerKey } from '../answer-key.ts'

/** Longer texts are working or prose. */
const longest = 3000

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `time invariance` is also `time-invariance`. */
const wordsAs = (phrase: string): string =>
  phrase
    .trim()
    .split(/[\s-]+/)
    .map(escaped)
    .join('[\\s-]+')

const by = '(?:by|due\\s+to|because\\s+of|using|via|thanks\\s+to|(?:it\\s+)?follows\\s+from|wegen)'
const title = '(?:the\\s+)?(?:property|reason)(?:\\s+is)?\\s*[:=]?\\*{0,2}:?\\s+'
const mark = '(?:[-•*]\\s+|\\(?(?:ii|2|b)\\)\\s+)?'

const patternsOf = (remarks: readonly string[]): readonly RegExp[] => {
  const one = `(?:${remarks
    .toSorted((a, b) => b.length - a.length)
    .map(wordsAs)
    .join('|')})`
  const property = `(?:the\\s+)?\\*{0,2}${one}\\*{0,2}(?:\\s+property)?(?:\\s+of\\s+(?:the\\s+)?(?:${one}|convolution|(?:LTI\\s+)?system))?(?:\\s*\\(${one}\\))?(?![\\w-])\\*{0,2}`
  const because = `(?:because|since|as)\\s+(?:the\\s+)?${one}\\s+is\\s+${one}(?![\\w-])`
  const reason = `(?:${because}|${by}\\s+${property})`
  const any = `(?:(?:${title})?(?:${by}\\s+)?${property}|${because})`
  const ends = '(?=\\s*(?:[,;:=.]|$))'
  return [
    // A line of its own, or the head of the next one.
    `^[ \\t]*(?:#+[ \\t]*)?\\*{0,2}${mark}\\(?${any}\\)?\\*{0,2}[ \\t]*[.:]?\\*{0,2}[ \\t]*$`,
    // `By shift invariance, …`
    `^[ \\t]*(?:${any}[ \\t]*[,:]|${by}\\s+${property})[ \\t]+(?=\\S)`,
    `\\\\text\\s*\\{\\s*\\(?${any}\\)?\\s*\\}`,
    `\\(${any}\\)`,
    `(?:\\s*[,;.]|(?<=\\$|\\\\\\])\\s*|[ \\t]+[-–—#])[ \\t]+${mark}${any}${ends}`,
    `[ \\t]+${mark}${reason}${ends}`,
    `[ \\t]+\\(ii\\)[ \\t]+${any}\\.?$`,
  ].map((pattern) => new RegExp(pattern, 'gim'))
}

const known = new WeakMap<readonly string[], readonly RegExp[]>()

/** `(i)` in front of what was one of two. */
const lonely = /^\s*\(?(?:i|1|a)\)\s+/
/** What is left of `… \\quad \\text{(time invariance)}`. */
const wideBlank = /[,;]?\s*\\q?quad(?![a-z])\s*(\\\]|\$\$?|)\s*$/
/** A mark of a list that has one line left. */
const listMark = /^\s*[-*•]\s+(?=[^\n]*$)/

/**
 * An answer without the remarks that the set says tell nothing of its values, `by time invariance`. A remark in which another
 * word stands ("by linearity and time invariance") stays.
 */
export const withoutRemarks = (text: string, { remarks = [] }: AnswerKey): string => {
  if (remarks.length === 0 || text.length > longest) return text
  const patterns = known.get(remarks) ?? patternsOf(remarks)
  known.set(remarks, patterns)
  const left = patterns
    .reduce((out, pattern) => out.replaceAll(pattern, ''), text)
    .replace(wideBlank, '$1')
    .trim()
  if (left === text.trim() || left === '') return text
  if (/\n\s*[-*•]\s/.test(text)) return left.replace(listMark, '')
  return /\(?(?:ii|2|b)\)\s/.test(text) && !/(?:^|\s)\(?(?:ii|2|b)\)\s/.test(left)
    ? left.replace(lonely, '')
    : left
}
