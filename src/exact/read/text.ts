import { num } from '../algebra.ts'
import { multiply, parseRational, rational } from '../rational.ts'
import type { Exact } from '../value.ts'
import { latex } from './latex.ts'
import { greek } from './lexicon.ts'
import type { ReadOptions } from './options.ts'
import { plain } from './plain.ts'
import { quickScalar } from './quick.ts'
import { longest, tooLong } from './token.ts'
import { refuseProse, truth, unwrap, word } from './unwrap.ts'

const onlyLetters = (text: string): boolean =>
  [...text.matchAll(/\\([a-zA-Z]+|.)/g)].every(([, command]) => greek.has(command ?? ''))

const scales: ReadonlyMap<string, bigint> = new Map([
  ['k', 1_000n],
  ['K', 1_000n],
  ['M', 1_000_000n],
  ['B', 1_000_000_000n],
])

/** `320k` is 320,000 where the caller knows the symbols and k is none of them. */
const abbreviated = (raw: string, { symbols }: ReadOptions): Exact | undefined => {
  const [, digits, letter = ''] = /^\s*(\d+(?:\.\d+)?)([kKMB])\s*$/.exec(raw) ?? []
  const scale = scales.get(letter)
  if (digits === undefined || scale === undefined || !symbols || symbols.has(letter)) return undefined
  const value = parseRational(digits)
  return value && num(multiply(value, rational(scale)))
}

/** Reads a text that may be plain, LaTeX or a short sentence around either. Throws ReadError. */
export const text = (raw: string, options: ReadOptions): Exact => {
  const quick = quickScalar(raw)
  if (quick) return quick
  if (raw.length > longest) return readLong(raw, options)
  const said = abbreviated(raw, options) ?? truth(raw) ?? word(raw)
  if (said) return said
  const { text: bare, isLatex } = unwrap(raw)
  // `2*\sigma**2` is plain text with a LaTeX name in it.
  if (!isLatex || (onlyLetters(bare) && /\*\*|sqrt\(/.test(bare))) return truth(bare) ?? plain(bare, options)
  return truth(bare) ?? formula(bare, options)
}

const formula = (bare: string, options: ReadOptions): Exact => {
  refuseProse(bare)
  return latex(bare, options)
}

/** Reads LaTeX, with or without its dollar signs or box. Throws ReadError. */
export const tex = (raw: string, options: ReadOptions): Exact => {
  if (raw.length > longest) throw tooLong(raw.length)
  const { text: bare } = unwrap(raw)
  return truth(bare) ?? word(bare) ?? formula(bare, options)
}

const readLong = (raw: string, options: ReadOptions): Exact => {
  if (/[[\]\d]/.test(raw.charAt(0))) return plain(raw, options)
  throw tooLong(raw.length)
}
