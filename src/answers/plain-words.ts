import { equal } from '../exact/equal.ts'
import { isExpression } from '../exact/value.ts'
import type { AnswerKey } from './answer-key.ts'
import { definitions } from './compare.ts'
import { readValue } from './read-value.ts'

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

const reasons = 'since|because|as|due to|by|using|from|recall'
const bracketedReason = new RegExp(`\\s*\\((?:${reasons})\\s[^()]*(?:\\([^()]*\\)[^()]*)*\\)`, 'gi')
/** Words that may stand in brackets behind a value: what has been used, or in which order something is. */
const property =
  'shift|time|translation|spatial|invarian\\w*|equivarian\\w*|property|explosion|explodes?|channels?|first|last|valid|cross-?correlation|convolution|flattened|in total|flipped kernel|true'
/** `…; shift invariance`: the property that an answer was asked to name beside its values. */
const lastProperty = new RegExp(
  `(?<=\\S)\\s*[.;,\\n]\\s*(?:property\\s*:?\\s*)?(?:(?:${property}|lti|/)[\\s-]*){2,}[.!]?\\s*$`,
  'i',
)
const bracketedProperty = new RegExp(`\\s*\\((?:(?:${property})[\\s!]*)+\\)`, 'gi')

/** "… for fixed k", and "Output: W' = …". */
const beside = [
  /\s+for\s+(?:an?\s+)?fixed\s+[a-z](?![\w^])/gi,
  /\boutput(?:\s+(?:shape|size))?\s*(?:is|:)\s+(?=[A-Z][\w'′^{}]*\s*=)/gi,
]

/** What stands at the end and gives no value: a reason, a purpose, an example. */
const remark =
  /(?<=\S)[,;]?\s+(?:because|since|due to|as the|so that|e\.g\.|for example|for instance|weil)\s[^⇒]*$/i

/** An answer with signs for the verbs in it, and without reasons, examples and what is known anyway. */
export const inSigns = (text: string, key: AnswerKey): string => {
  const bare = beside
    .reduce((out, one) => out.replace(one, ' '), text)
    .replace(bracketedReason, ' ')
    .replace(bracketedProperty, ' ')
    .replace(remark, '')
    .replace(lastProperty, '')
  const signed = copulas.reduce((out, [verb, sign]) => out.replace(verb, sign), bare)
  return withoutKnown(signed.replace(again, '; '), key)
}

const definition =
  /[,;]?\s+(?:with|where|for|using|given|as)\s+(?:the\s+)?([A-Za-z](?:_\w+)?)\s*=\s*([^=,;]+?)\s*\.?$/

/** "… with m = n − k + 1", where the solution has m as that. */
const withoutKnown = (text: string, { asked, names }: AnswerKey): string => {
  const [whole, name = '', written = ''] = definition.exec(text) ?? []
  if (whole === undefined) return text
  const value = readValue(written.replaceAll(/\$/g, ''), names)
  const isKnown =
    value !== undefined &&
    isExpression(value) &&
    asked.some((one) => {
      const own = definitions(one).get(name)
      return own !== undefined && equal(own, value, { domain: 'positive' }).equal === true
    })
  return isKnown ? text.slice(0, -whole.length) : text
}
