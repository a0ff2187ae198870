import { type FinalAnswer, formulasIn, fromSpans } from './spans.ts'

const number = /(?<![\w.])[-−+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s*\/\s*\d+)?(?:\s*\\?%)?/g

/** A tuple, an interval or a shape written with numbers. */
const row =
  /[([{]\s*[-−]?[\d.]+(?:\/\d+)?(?:\s*,\s*[-−]?[\d.]+(?:\/\d+)?)+\s*[)\]}]|(?<![\w.])\d+(?:\s?[x×]\s?\d+)+(?![\w.])/g

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
export const isTurnedDown = (sentence: string, at: number): boolean =>
  /(?:\bnot|n['’]t(?: be)?|\bcannot be|\brather than|\binstead of|\bexcept)[\s$*]*$/i.test(
    sentence.slice(0, at),
  )

const boundWords =
  'at (?:most|least)|(?:less|more|greater|fewer|larger|smaller|bigger) than(?: or equal to)?|no (?:less|more|fewer) than|up to|bounded (?:above |below )?by|exceeds?|(?:is|are|strictly|stays) (?:above|below)|between'

/** Whether a value only bounds the answer: "at most 7", "between 3 and 7". */
const isBound = (sentence: string, at: number): boolean =>
  new RegExp(String.raw`\b(?:${boundWords})(?:\s+[-−\d./]+\s+and)?[\s$*]*$`, 'i').test(sentence.slice(0, at))

/** What a bracket says again in another form: "0.75 (i.e. 75%)". */
const restated = /\((?:i\.?e\.?|that is|or|about|approx\w*|≈|\$\s*\\approx)[^()]{0,60}\)/gi

/**
 * The formula or number that a concluding sentence gives: the last run behind its last "is", else the last one; `bound`
 * where it only bounds the answer.
 */
export const fromSentence = (written: string): FinalAnswer | 'bound' | undefined => {
  const sentence = written.replace(restated, ' ')
  const all = formulasIn(sentence)
  const formulas = all.filter(({ from }) => !isTurnedDown(sentence, from))
  const outside = (at: number): boolean =>
    !isTurnedDown(sentence, at) && !all.some(({ from, to }) => at >= from && at < to)
  const verbs = [...sentence.matchAll(/\b(?:is|are|be|equals)\b|[:=]/g)].filter(({ index }) => outside(index))
  const rows = [...sentence.matchAll(row)].filter(({ index }) => outside(index))
  const isInRow = (at: number): boolean =>
    rows.some(({ index, 0: text }) => at >= index && at < index + text.length)
  const numbers = [...sentence.matchAll(number)].filter(
    (found) => outside(found.index) && !isInRow(found.index) && standsAlone(sentence, found),
  )
  const values = [...rows, ...numbers].sort((a, b) => a.index - b.index)
  for (const from of [verbs.at(-1)?.index ?? 0, 0]) {
    const behind = formulas.filter((span) => span.from >= from)
    const bare = values.filter(({ index }) => index >= from)
    const last = bare.at(-1)
    const [first] = behind
    if (first && (!last || first.from < last.index))
      return isBound(sentence, first.from) ? 'bound' : fromSpans(sentence, behind)
    if (last)
      return isBound(sentence, last.index) ? 'bound' : { text: last[0].replace(/[,.]+$/, ''), isLatex: false }
  }
  return undefined
}
