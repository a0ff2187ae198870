import type { AnswerKey } from './answer-key.ts'
import { namesIt, saidIn } from './labels.ts'

const row = /^\s*\|?\s*([^|\n]*?)\s*\|\s*([^|\n]*?)\s*\|?\s*$/
const rule = /^[\s|:-]*-[\s|:-]*$/

/** A Markdown table of two columns, whose first names what is asked for, as lines `name: value`; its header is left out. */
export const withNamedRows = (text: string, { asked }: AnswerKey): string => {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => rule.test(line) && line.includes('|'))
  if (at < 1) return text
  const last = lines.findIndex((line, index) => index > at && !line.includes('|'))
  const end = last < 0 ? lines.length : last
  const rows = lines.slice(at - 1, end).flatMap((line) => {
    const [whole, name = '', value = ''] = row.exec(line) ?? []
    return whole === undefined || rule.test(line) ? [] : [{ name, value }]
  })
  const isNamed = ({ name }: { readonly name: string }): boolean => {
    const words: readonly string[] = name.toLowerCase().match(/[a-z]+/g) ?? []
    return asked.some(
      (one) =>
        namesIt(name, one) ||
        saidIn(words, one) > 0 ||
        one.quantity.name.split('_').some((part) => words.includes(part)),
    )
  }
  const said = rows.filter(isNamed)
  if (said.length < 2 || rows.slice(1).some((one) => !isNamed(one))) return text
  const written = said.map(({ name, value }) => `${name}: ${value}`)
  return [...lines.slice(0, at - 1), ...written, ...lines.slice(end)].join('\n')
}
