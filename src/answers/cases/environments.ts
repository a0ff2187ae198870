import { splitOutside } from '../../exact/split-outside.ts'
import { withRanges } from './read-pieces.ts'

const arrays =
  /\\left\s*(?:\\\{|\\lbrace)\s*\\begin\{(array|matrix|aligned|alignedat|gathered)\}(?:\s*\{[^{}]{0,40}\})?([\s\S]*?)\\end\{\1\}\s*\\right\s*\./g
const casesIn = /\\begin\{[dr]?cases\}([\s\S]*?)\\end\{[dr]?cases\}/g
const rest =
  /\\(?:text|mathrm|textrm)\s*\{\s*(?:otherwise|else(?:where)?|sonst|(?:for\s+)?all\s+other(?:\s+\$?n\$?)?)\s*\.?\s*\}(?:\s*n)?/g
const words = /\\(?:text|mathrm|textrm|mbox)\s*\{\s*(?:for|if|when|falls|für|wenn)\s*\}/g

const inside = (rows: string): string => withRanges(rows.replaceAll(rest, '\\text{otherwise}'))

const columns = /\\begin\{(align|alignat|aligned|flalign|eqnarray)(\*?)\}([\s\S]*?)\\end\{\1\2\}/g

/** `y(n) &= 0 && n < 0`: a value and its condition on each line; undefined where a line has none. */
const linesOf = (rows: string): string | undefined => {
  const lines = splitOutside(rows, /\\\\(?:\[[^\]\n]*\])?/y).map((row) => {
    const [value, condition, more] = splitOutside(row, /&&/y)
    if (value === undefined || condition === undefined || more !== undefined) return undefined
    const plain = condition.replaceAll('&', ' ').replaceAll(words, ' ').trim()
    const isRest = /^\\text\{otherwise\}[.,]?$/.test(plain)
    return `${value.replaceAll('&', '').replace(/,\s*$/, '')} ${isRest ? 'otherwise' : `if ${plain}`}`
  })
  return lines.includes(undefined) ? undefined : lines.join('\n')
}

/** Cases in an array behind a brace, and conditions in a column of their own, as the reader of cases has them. */
export const withEnvironments = (text: string): string =>
  text.includes('\\begin{')
    ? text
        .replaceAll(arrays, (_, _name, rows: string) => `\\begin{cases}${rows}\\end{cases}`)
        .replaceAll(casesIn, (_, rows: string) => `\\begin{cases}${inside(rows)}\\end{cases}`)
        .replaceAll(columns, (whole, _name, _star, rows: string) => linesOf(inside(rows)) ?? whole)
    : text
