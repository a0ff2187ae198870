import type { AnswerKey, Asked } from './answer-key.ts'
import { namesIt, saidIn } from './labels.ts'
import { isRule } from './table-rows.ts'

const row = /^\s*\|?\s*([^|\n]*?)\s*\|\s*([^|\n]*?)\s*\|?\s*$/

type Row = { readonly name: string; readonly value: string }

const headings =
  /^(?:(?:quantity|quantities|what|name|item|question|part|value|values|answer|answers|result|results|formula|size)\s*)?$/i
const isHeading = ({ name, value }: Row): boolean => headings.test(name) && headings.test(value)

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? []

/** Whether a row is headed by a name of a value, or by words that are all of its names, and of no other's. */
const isRowOf = (name: string, one: Asked, asked: readonly Asked[]): boolean => {
  if (namesIt(name, one)) return true
  const { quantity } = one
  const own = new Set([quantity.name, quantity.about, ...(quantity.aliases ?? [])].flatMap(wordsOf))
  const words = wordsOf(name)
  const isOwn = words.length > 0 && words.every((word) => own.has(word) || word === 'the')
  const isOther = asked.some((other) => other !== one && saidIn(words, other) > 0)
  const isNamed = saidIn(words, one) > 0 || quantity.name.split('_').some((part) => words.includes(part))
  return isNamed && (isOwn || words.length === 1) && !isOther
}

/** A Markdown table of two columns, whose first names what is asked for, as lines `name: value`; its header is left out. */
export const withNamedRows = (text: string, { asked }: AnswerKey): string => {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => isRule(line) && line.includes('|'))
  if (at < 1) return text
  const last = lines.findIndex((line, index) => index > at && !line.includes('|'))
  const end = last < 0 ? lines.length : last
  const rows = lines.slice(at - 1, end).flatMap((line) => {
    const [whole, name = '', value = ''] = row.exec(line) ?? []
    return whole === undefined || isRule(line) ? [] : [{ name, value }]
  })
  const isNamed = ({ name }: Row): boolean => asked.some((one) => isRowOf(name, one, asked))
  const [header, ...body] = rows
  const said = header && isNamed(header) ? rows : body
  if (said.length < 2 || said.some((one) => !isNamed(one))) return text
  if (header && said !== rows && !isHeading(header)) return text
  const written = said.map(({ name, value }) => `${name}: ${value}`)
  return [...lines.slice(0, at - 1), ...written, ...lines.slice(end)].join('\n')
}
