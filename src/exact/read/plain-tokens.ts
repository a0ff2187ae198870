import { digitsValue, scanNumber, vulgarFractions } from './numbers.ts'
import type { ReadOptions } from './options.ts'
import type { Scan } from './plain-scan.ts'
import { endsOperand, match, push } from './plain-scan.ts'
import { unicodeScripts } from './plain-scripts.ts'
import { sign } from './plain-signs.ts'
import { letterSign, rawCommand, word } from './plain-words.ts'
import type { Token } from './token.ts'
import { longest, syntax, tooLong } from './token.ts'

const isDigit = (character: string): boolean => character >= '0' && character <= '9'
const onlyDigits = /^\d+$/

const number = (scan: Scan): boolean => {
  const first = scan.text.charAt(scan.at)
  const vulgar = vulgarFractions.get(first)
  if (vulgar) {
    push(scan, 'number', first, 1, { value: vulgar })
    return true
  }
  if (!isDigit(first) && first !== '.') return false
  const inBrackets = scan.open.length > 0 || scan.text.includes(';')
  const found = scanNumber(scan.text, scan.at, inBrackets)
  if (!found) return false
  const [taken, digits] = found
  const decimal = onlyDigits.test(digits) ? {} : { written: digits }
  push(scan, 'number', digits, taken.length, { value: digitsValue(digits), ...decimal })
  return true
}

/** A run of raised or lowered characters (`x²`, `dᵢₙ`) as `^ ⦃ … ⦄` or `_ ⦃ … ⦄`. */
const script = (scan: Scan): boolean => {
  for (const [mark, characters] of unicodeScripts) {
    let run = ''
    while (characters.has(scan.text.charAt(scan.at + run.length)) && scan.at + run.length < scan.text.length)
      run += scan.text.charAt(scan.at + run.length)
    if (run === '') continue
    const ordinary = [...run].map((character) => characters.get(character) ?? '').join('')
    push(scan, 'sign', mark, 0)
    push(scan, 'sign', '⦃', 0)
    const inner =
      mark === '_' && /^\w+$/.test(ordinary)
        ? [{ kind: 'name' as const, text: ordinary }]
        : plainTokens(ordinary, scan.options)
    for (const token of inner) scan.tokens.push({ ...token, from: scan.at, to: scan.at, spaced: false })
    scan.at += run.length
    push(scan, 'sign', '⦄', 0)
    return true
  }
  return false
}

const transposition = /\.(?:T|mT)(?!\w)|\.transpose\(\)/y

const transposed = (scan: Scan): boolean => {
  const found = match(transposition, scan)
  if (found === undefined || !endsOperand(scan.tokens.at(-1))) return false
  push(scan, 'sign', 'ᵀ', found.length)
  return true
}

const blank = /[\s\u2009\u200b]/

/** The tokens of plain text. Throws ReadError for characters and words that mean nothing here. */
export const plainTokens = (text: string, options: ReadOptions, lenient = false): readonly Token[] => {
  if (text.length > longest) throw tooLong(text.length)
  const scan: Scan = { text, lenient, options, tokens: [], open: [], at: 0, spaced: false }
  while (scan.at < text.length) {
    if (blank.test(text.charAt(scan.at))) {
      scan.at += 1
      scan.spaced = true
      continue
    }
    const taken =
      transposed(scan) ||
      number(scan) ||
      word(scan) ||
      letterSign(scan) ||
      script(scan) ||
      sign(scan) ||
      rawCommand(scan)
    if (taken) continue
    const message = `"${text.charAt(scan.at)}" cannot be read as part of a formula.`
    if (!lenient) throw syntax(message)
    push(scan, 'fault', message, 1)
  }
  return scan.tokens
}
