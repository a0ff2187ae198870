import { symbolsIn } from '../../check/vocabulary.ts'
import { equal } from '../../exact/equal.ts'
import { isExpression } from '../../exact/value.ts'
import type { AnswerKey } from '../answer-key.ts'
import { namesIt } from '../labels.ts'
import { readValue } from '../read-value.ts'

const name = String.raw`[A-Za-z]\w{0,3}(?:_\{\w+\})?['′]?`
const until = String.raw`(?=\s*(?:[,;:\n]|\.(?:\s|$)|$|\s(?:and|so|then|hence|which)\s))`
/** What a letter stands for, once more in words: `n = d_in is the fan-in`. */
const noun = String.raw`(?:,?\s+(?:(?:is|being)\s+)?the\s+[a-z][a-z\s-]{2,30}|\s+(?:layers|filters|channels|inputs|outputs|units))?`
const definition = new RegExp(String.raw`\s*\$?(${name})\s*=\s*([^=,;:\n$]+?)\$?${noun}${until}`, 'y')
const between = /\s*(?:,\s*(?:and\s+)?|\sand\s+)/y
/** What defines a letter: a word before it, or a line of its own before the answer. */
const introduced =
  /(?:^|[,;.\n(]|(?<=\S)(?=\s))\s*(?:with|where|let|using|given|for)\s+(?:the\s+)?|^(?=[^\n=]+=[^\n=]+\n)/gi
const ending = /\s*(?:[,;.:]\s*)?(?:(?:then|so|hence)\s+)?/iy

type Given = { readonly from: number; readonly to: number; readonly values: ReadonlyMap<string, string> }

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from
  return pattern.exec(text)
}

/** The definitions that begin at a place, one after the other: `m = d_out, n = d_in`. */
const givenAt = (text: string, start: number, from: number, key: AnswerKey): Given | undefined => {
  const values = new Map<string, string>()
  let to = from
  let next = from
  for (;;) {
    const [whole, one = '', written = ''] = at(definition, text, next) ?? []
    if (whole === undefined || !isNew(one, key) || !isKnown(written, key)) break
    // What is defined twice stands for nothing.
    if (values.has(one)) return undefined
    values.set(one, written.trim())
    to = next + whole.length
    const gap = at(between, text, to)?.[0]
    if (gap === undefined) break
    next = to + gap.length
  }
  return values.size === 0 ? undefined : { from: start, to, values }
}

/** A letter of the answer's own, which no name that is asked for or known goes by. */
const isNew = (one: string, { names, asked }: AnswerKey): boolean =>
  !names.symbols.has(one) && !names.arrays.has(one) && !asked.some((other) => namesIt(one, other))

/** A formula in what the solution knows, and not what is asked for; a number is an example. */
const isKnown = (written: string, { names, asked }: AnswerKey): boolean => {
  const value = readValue(written.replaceAll('$', '').trim(), names)
  return (
    value !== undefined &&
    isExpression(value) &&
    symbolsIn(value).size > 0 &&
    [...symbolsIn(value)].every((symbol) => names.symbols.has(symbol)) &&
    !asked.some(({ quantity }) => equal(quantity.value, value, { domain: 'positive' }).equal === true)
  )
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `2cm²n`: a product of single letters. */
const glued = /(?<![\w\\.])[\da-zA-Z²³^]{2,}(?![\w({'′])/g

const apart = (text: string, values: ReadonlyMap<string, string>, { names }: AnswerKey): string =>
  text.replace(glued, (token) => {
    const letters = token.match(/[a-zA-Z]/g) ?? []
    const isProduct = letters.every((one) => values.has(one) || names.symbols.has(one))
    return isProduct ? token.replaceAll(/(?<=.)(?=[a-zA-Z])/g, ' ') : token
  })

const replaced = (text: string, values: ReadonlyMap<string, string>, key: AnswerKey): string =>
  [...values].reduce(
    (out, [one, written]) =>
      out.replaceAll(new RegExp(`(?<![\\w\\\\])${escaped(one)}(?![\\w'′])`, 'g'), `(${written})`),
    apart(text, values, key),
  )

/** `c = 1/sqrt(n) with n = d_in` → `c = 1/sqrt((d_in))`: letters that an answer defines for itself, put in. */
export const withOwnLetters = (text: string, key: AnswerKey): string => {
  for (const found of text.matchAll(introduced)) {
    const start = found.index
    const given = givenAt(text, start, start + found[0].length, key)
    if (!given) continue
    const before = replaced(text.slice(0, given.from), given.values, key)
    const after = replaced(text.slice(given.to), given.values, key)
    const isUsed = before !== text.slice(0, given.from) || after !== text.slice(given.to)
    if (!isUsed) continue
    const gap = before.trim() === '' ? (at(ending, after, 0)?.[0].length ?? 0) : 0
    return withOwnLetters(before + after.slice(gap), key)
  }
  return text
}
