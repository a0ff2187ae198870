import { isExpression } from '../../exact/value.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { nameOf } from '../frames/label-of.ts'
import { isHedging, namesIt } from '../labels.ts'

/** Longer texts are working or prose. */
const longest = 400

const sentence =
  /^\s*(?:(?:so|thus|hence|therefore),?\s+)?(?:the|our|my)?\s*((?:\S+\s+){1,16}?)(?:is|are|equals|must\s+be|has\s+to\s+be|should\s+be|becomes|=)\s+(?=\S)(?!not\b)/iy
/** A size that may be so large at most. */
const bound =
  /^\s*(?:the|our|my)?\s*((?:\S+\s+){1,16}?)(?:(?:is|can be|may be|must be)\s+(?:at\s+most|up\s+to)|≤|<=|\\leq?(?![a-z]))\s+(?=\S)/iy

const small = new Set('that which the a an of for in this its it is with and just'.split(' '))

const word = /^[A-Za-z][a-z'’-]+[,.]?$/

const wordsIn = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[a-z][a-z'’-]*/g) ?? [])

const symbolsOf = ({ quantity: { symbol, aliases = [] } }: Asked): ReadonlySet<string> =>
  new Set(
    [symbol, ...aliases]
      .join(' ')
      .replaceAll(/\\?Delta\s*/g, 'Δ')
      .match(/[\p{L}]+(?:_\{?\w+\}?)?/gu) ?? [],
  )

/** What follows the name of what is asked for, in words of the question and signs that its own name has. */
const isOfQuestion = (tokens: readonly string[], one: Asked, statement: ReadonlySet<string>): boolean =>
  tokens.every((token) => {
    const bare = token.replaceAll(/[$,.\\{}]/g, '').replaceAll('Delta', 'Δ')
    if (/^\([a-z]\)$/.test(bare)) return true
    if (word.test(token)) return small.has(bare.toLowerCase()) || statement.has(bare.toLowerCase())
    return symbolsOf(one).has(bare)
  })

const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^a-z()'-]+/g, ' ')
    .trim()} `

/** What stands behind "of" is what the question has behind it, word for word. */
const isSaidSo = (tokens: readonly string[], one: Asked, key: AnswerKey): boolean => {
  const said = spaced(`${key.statement ?? ''} ${one.quantity.about}`)
  return tokens.every((token, at) => {
    const next = tokens[at + 1]
    if (token.toLowerCase() !== 'of' || next === undefined || symbolsOf(one).has(next)) return true
    const rest = tokens.slice(at + 1)
    const end = rest.findIndex((other) => /^(?:that|which|along|for|in|with)$/i.test(other))
    return said.includes(spaced(rest.slice(0, end < 0 ? undefined : end).join(' ')))
  })
}

/** What changes the value that it stands behind. */
const changing = /\b(?:squared|cubed|times|per|by|twice|half|each)\b/i

const subjectIs = (subject: string, one: Asked, key: AnswerKey): boolean => {
  const tokens = subject.trim().split(/\s+/)
  if (!tokens.some((token) => word.test(token) && !namesIt(token, one))) return false
  const statement = wordsIn(`${key.statement ?? ''} ${one.quantity.about}`)
  for (let count = Math.min(tokens.length, 4); count > 0; count--) {
    const head = tokens.slice(0, count).join(' ')
    if (nameOf(head, key) !== one && !namesIt(head, one)) continue
    return isOfQuestion(tokens.slice(count), one, statement) && isSaidSo(tokens.slice(count), one, key)
  }
  return false
}

/**
 * "The constant that gives the scale of Xavier initialisation is …": the question said once more in front of its answer. Only
 * what begins with the name of the one value that is asked for, and goes on in words of the question, is left out.
 */
export const withoutQuestion = (text: string, key: AnswerKey): string => {
  const [one, ...others] = key.asked
  if (!one || others.length > 0 || !isExpression(one.quantity.value)) return text
  if (text.length > longest || text.includes('\n')) return text
  for (const [pattern, sign] of [
    [bound, '≤ '],
    [sentence, ''],
  ] as const) {
    pattern.lastIndex = 0
    const [whole, subject = ''] = pattern.exec(text) ?? []
    if (
      whole !== undefined &&
      !isHedging(subject) &&
      !changing.test(text.slice(whole.length)) &&
      subjectIs(subject, one, key)
    )
      return `${sign}${text.slice(whole.length)}`
  }
  return text
}
