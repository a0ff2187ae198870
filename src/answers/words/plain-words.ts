import { symbolsIn } from '../../check/vocabulary.ts'
import { equal } from '../../exact/equal.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { isExpression } from '../../exact/value.ts'
import type { AnswerKey } from '../answer-key.ts'
import { definitions } from '../compare.ts'
import { namesIt, saidIn } from '../labels.ts'
import { readValue } from '../read-value.ts'

/** Verbs between a name and its value, as the sign that they stand for. */
const copulas: readonly (readonly [RegExp, string])[] = [
  [/\s(?:can|may|must|should)\s+be\s+at\s+most\s/gi, ' ≤ '],
  [/\s(?:must|should|has to|have to|needs? to|ought to)\s+be\s+(?=≤|<=|\\leq?(?![a-z]))/gi, ' '],
  [/\s(?:must|should|has to|have to|needs? to|ought to)\s+(?:be|equal)\s+(?:equal\s+to\s+)?/gi, ' = '],
  [/\s(?:is|are)\s+equal\s+to\s/gi, ' = '],
  [/\sequals\s/gi, ' = '],
]

/** "2c n², i.e. Θ(n²)": the same once more. */
const again = /[,;]?\s*(?<![a-z])(?:i\.\s?e\.|that is|namely)[,:]?\s/gi

const bracketedReason =
  /\s*\(((?:since|because|as|due to|by|using|from|recall)\s[^()]*(?:\([^()]*\)[^()]*)*)\)/gi
/** Words that may stand in brackets behind a value: what has been used, or in which order something is. */
const property =
  'one per filter|one each|shift|time|translation|spatial|invarian\\w*|equivarian\\w*|property|explosion|explodes?|channels?|first|last|valid|cross-?correlation|convolution|flattened|in total|flipped kernel|true'
/** `…; shift invariance`: the property that an answer was asked to name beside its values. */
const lastProperty = new RegExp(
  `(?<=\\S)\\s*[.;,\\n]\\s*(?:property\\s*:?\\s*)?(?:(?:${property}|lti|/)[\\s-]*){2,}[.!]?\\s*$`,
  'i',
)
const bracketedProperty = new RegExp(`\\s*\\((?:(?:${property})[\\s!]*)+\\)`, 'gi')

/** What gives no value: a reason, a purpose, an example. */
const remark =
  /(?<=\S)(?:[,;]?\s+(?:because|since|due to|as the|so that|weil)|[,;]\s*(?:e\.g\.|for example|for instance))\s/i
/** What turns a remark into something more. */
const turns =
  /\b(?:so(?!\s+that)|hence|thus|therefore|then|but|otherwise|actually|correction|however|instead|except|i\.e\.)(?![a-z])|⇒|=>/i

const sentence = /(?:;|\n|\.\s+(?=[A-Z\\]|[a-z]{3}))/y

/** Whether a remark says nothing of what is asked for, by its name or by a word for it, and concludes nothing. */
const isAside = (text: string, { asked }: AnswerKey): boolean => {
  if (turns.test(text)) return false
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  if (asked.some((one) => saidIn(words, one) > 0)) return false
  const heads = [...text.matchAll(/([^\s,;=<>≤≥]+)\s*(?:[=<>≤≥:]|\\[lg]eq?(?![a-z]))/g)]
  return !heads.some(([, head = '']) => asked.some((one) => namesIt(head, one)))
}

/** Where, behind a comma, another value that is asked for begins. */
const nextValue = (text: string, { asked }: AnswerKey): number => {
  const found = [...text.matchAll(/,\s*(?:and\s+)?/g)].find(({ index, 0: comma }) => {
    const rest = text.slice(index + comma.length)
    const head = /^[^\s=:]+/.exec(rest)?.[0] ?? ''
    const words = rest.toLowerCase().split(/\s+/, 3)
    return asked.some((one) => namesIt(head, one) || saidIn(words, one) > 0)
  })
  return found?.index ?? text.length
}

/** One sentence of an answer without its remark, where that is one. */
const withoutRemark = (text: string, key: AnswerKey): string => {
  const found = remark.exec(text)
  if (!found) return text
  const rest = text.slice(found.index + found[0].length)
  const end = nextValue(rest, key)
  if (!isAside(rest.slice(0, end), key)) return text
  return text.slice(0, found.index) + withoutRemark(rest.slice(end), key)
}

const fixed = /\s+for\s+(?:an?\s+)?(fixed|large)\s+([a-z])(?![\w^])/gi
const outputIs = /\boutput(?:\s+(?:shape|size))?\s*(?:is|:)\s+(?=[A-Z][\w'′^{}]*\s*=)/gi

/** "…; every second row and column: …": behind a matrix, what a stride of two leaves of it. */
const sampled =
  /(?<=[\]}][^[{]*)\bevery\s+(?:second|other)\s+row\s+and\s+column(?:\s+of\s+(?:it|that|\(?i\)?))?\s*[:,]\s*(?=[[({\\$])/gi

/** "Θ(n) for fixed k" and "for large n": what is held beside the letter with which something grows, and that it grows. */
const withoutFixed = (text: string, { asked }: AnswerKey): string => {
  const sizes = new Set(
    asked.flatMap(({ quantity: { value } }) => (value.kind === 'class' ? [...symbolsIn(value)] : [])),
  )
  return text.replace(fixed, (whole, how: string, letter: string) =>
    sizes.has(letter) === (how.toLowerCase() === 'large') ? ' ' : whole,
  )
}

/** An answer with signs for the verbs in it, and without reasons, examples and what is known anyway. */
export const inSigns = (text: string, key: AnswerKey): string => {
  const bare = withoutFixed(text, key)
    .replace(outputIs, ' ')
    .replace(sampled, ' ')
    .replace(bracketedReason, (whole, reason: string) => (isAside(reason, key) ? ' ' : whole))
    .replace(bracketedProperty, ' ')
  const pieces = splitOutside(bare, sentence)
  const said = remark.test(bare) ? pieces.map((piece) => withoutRemark(piece, key)).join(';\n') : bare
  const signed = copulas.reduce(
    (out, [verb, sign]) => out.replace(verb, sign),
    said.replace(lastProperty, ''),
  )
  return withoutKnown(signed.replace(again, '; '), key)
}

const definition =
  /[,;]?(?:\s+(?:with|where|for|using|given|as)\s+(?:the\s+)?|\s*\\q?quad(?![a-z])\s*)\$?([A-Za-z](?:_\w+)?)\s*=\s*([^=,;\n]+?)\$?\s*\.?(?=\s*(?:[;\n]|$|,(?!\s*(?:so|hence|thus|therefore|which|we)\s)))/g

/** `Let m = n − k + 1. Then …`, `m = n − k + 1` on a line of its own. */
const introduction =
  /^\s*(?:let\s+)?([A-Za-z](?:_\w+)?)\s*:?=\s*([^=,;\n]+?)\s*(?:[;.](?=\s)|\n)\s*(?:then[,:]?\s+)?/gi

/** The same in brackets, `(m = n − k + 1)`. */
const bracketed =
  /[,;]?\s*(?:\\q?quad(?![a-z])\s*)?\(\s*(?:(?:with|where|for)\s+)?([A-Za-z](?:_\w+)?)\s*=\s*([^=,;()\n]+)\)/g

/** "… with m = n − k + 1", where the solution has m as that; before "so …" it belongs to the working. */
const withoutKnown = (text: string, { asked, names }: AnswerKey): string =>
  [definition, bracketed, introduction].reduce(
    (out, pattern) =>
      out.replaceAll(pattern, (whole, name: string, written: string) => {
        const value = readValue(written.replaceAll(/\$/g, ''), names)
        const isKnown =
          value !== undefined &&
          isExpression(value) &&
          asked.some((one) => {
            const own = definitions(one).get(name)
            return own !== undefined && equal(own, value, { domain: 'positive' }).equal === true
          })
        return isKnown ? '' : whole
      }),
    text,
  )
