import type { Rational } from '../rational.ts'
import { parseRational, rational } from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { syntax } from './token.ts'

const mostDigits = 5_000

/** The value of a number's digits as they are written, thousands separators taken out. */
export const digitsValue = (written: string): Rational => {
  if (written.length > mostDigits) throw new ReadError('too-large', 'The number has too many digits.')
  const value = parseRational(written)
  if (!value) throw syntax(`"${written}" is no number that can be read.`)
  return value
}

export const vulgarFractions: ReadonlyMap<string, Rational> = new Map(
  (
    [
      ['½', 1, 2],
      ['⅓', 1, 3],
      ['⅔', 2, 3],
      ['¼', 1, 4],
      ['¾', 3, 4],
      ['⅕', 1, 5],
      ['⅖', 2, 5],
      ['⅗', 3, 5],
      ['⅘', 4, 5],
      ['⅙', 1, 6],
      ['⅚', 5, 6],
      ['⅐', 1, 7],
      ['⅛', 1, 8],
      ['⅜', 3, 8],
      ['⅝', 5, 8],
      ['⅞', 7, 8],
      ['⅑', 1, 9],
      ['⅒', 1, 10],
    ] as const
  ).map(([sign, n, d]): [string, Rational] => [sign, rational(n, d)]),
)

// Groups of exactly three digits; a comma inside brackets separates entries, so it groups digits only outside.
const grouped = /[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)(?![\d,]| \d)(?:\.\d+)?/y
const underscored = /\d{1,3}(?:_\d{3})+(?!\d)(?:\.\d+)?/y
const ordinary = /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d{1,4}(?![\d.]))?/y

/** The number that starts at a position of plain text, as [its text, its digits]; undefined when there is none. */
export const scanNumber = (
  text: string,
  at: number,
  inBrackets: boolean,
): readonly [taken: string, digits: string] | undefined => {
  for (const pattern of inBrackets ? [underscored, ordinary] : [underscored, grouped, ordinary]) {
    pattern.lastIndex = at
    const taken = pattern.exec(text)?.[0]
    if (taken !== undefined) return [taken, taken.replace(/[,_ ]/g, '')]
  }
  return undefined
}
