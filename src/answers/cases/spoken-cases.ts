import { splitOutside } from '../../exact/split-outside.ts'

const whole = '(-?\\d+|[A-Z](?:\\s*[-+]\\s*\\d+)?)'
const place = `\\$?([a-z])\\s*=\\s*${whole}\\$?`
const before = new RegExp(
  `^(.+?)\\s+(?:before|until\\s+just\\s+before|for\\s+\\S\\s+(?:before|below))\\s+${place}$`,
  'i',
)
const upTo = new RegExp(
  `^(?:and\\s+)?(?:then|from\\s+there|after\\s+that)\\s+(.+?)\\s+(?:up\\s+to|through|up\\s+through|until\\s+and\\s+including)\\s+(?:and\\s+including\\s+)?${place}$`,
  'i',
)
const after =
  /^(?:and\s+)?(?:after\s+that|afterwards?|thereafter|beyond\s+that|from\s+then\s+on|then)[,:]?\s+(?:it\s+is\s+)?(.+?)$/i

const named = (value: string): string => value.replace(/^zero$/i, '0')

/** "Zero before n = 0, then … up to n = 6, after that …" as cases with conditions; a text with more in it stays. */
export const withSpokenCases = (text: string): string => {
  if (!/\bbefore\b/i.test(text)) return text
  const pieces = splitOutside(text.replace(/\.\s*$/, ''), /[,;\n]/y)
  const [first = '', second = '', third = '', more] = pieces
  const [, zero = '', letter, begin = ''] = before.exec(first) ?? []
  const [, middle = '', same, end = ''] = upTo.exec(second) ?? []
  const [, last = ''] = after.exec(third) ?? []
  if (more !== undefined || letter === undefined || letter !== same || last === '') return text
  const n = letter
  return `${named(zero)} for ${n} < ${begin}; ${middle} for ${begin} <= ${n} <= ${end}; ${last} for ${n} > ${end}`
}
