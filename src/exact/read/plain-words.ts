import { ReadError } from '../read-error.ts'
import { constants, functions, letterSigns } from './lexicon.ts'
import { digitsValue } from './numbers.ts'
import type { Scan } from './plain-scan.ts'
import { endsOperand, match, push } from './plain-scan.ts'
import type { Piece } from './words.ts'
import { splitWord } from './words.ts'

const identifier = /[A-Za-z]+/y
const libraryPrefix = /(?:np|numpy|math|torch|jnp|sp|sympy)\.(?=[A-Za-z])/y
const wrapper =
  /(?:torch\.Size|np\.array|numpy\.array|torch\.tensor|jnp\.array|Matrix|tensor|array|tuple|list)(?=\s*[([])/y
const subscriptMark = /_(?:[A-Za-z0-9]+)/y
const trailingDigits = /\d+(?![\d.]*\()/y
const declarable = /[A-Za-z][A-Za-z0-9_']*/y
const logarithmWithBase = /(?:log|ln)(?:2|10)(?=\s*[(A-Za-z])/y
const joinedWord = /^(?:or|and)(?=[A-Z])/

/** A subscript's letters or digits as one token. */
export const subscriptToken = (scan: Scan, text: string): void =>
  push(
    scan,
    /^\d+$/.test(text) ? 'number' : 'name',
    text,
    text.length,
    /^\d+$/.test(text) ? { value: digitsValue(text) } : {},
  )

/** `_in` behind a name, as the tokens `_ ⦃ in ⦄`. */
export const subscripts = (scan: Scan): void => {
  for (let found = match(subscriptMark, scan); found; found = match(subscriptMark, scan)) {
    push(scan, 'sign', '_', 1)
    push(scan, 'sign', '⦃', 0)
    subscriptToken(scan, found.slice(1))
    push(scan, 'sign', '⦄', 0)
  }
}

const declaredWhole = (scan: Scan): boolean => {
  const { symbols, functions: applied } = scan.options
  if (!symbols && !applied) return false
  const found = match(declarable, scan)
  if (found === undefined || found.length < 2) return false
  if (!symbols?.has(found) && !applied?.has(found)) return false
  push(scan, 'name', found, found.length)
  return true
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Reads a word: a declared name, a function, a sign, or the names its letters are. */
export const word = (scan: Scan): boolean => {
  if (!isLetter(scan.text.charCodeAt(scan.at))) return false
  const skipped = match(wrapper, scan) ?? match(libraryPrefix, scan)
  if (skipped !== undefined) {
    scan.at += skipped.length
    return true
  }
  if (declaredWhole(scan)) return true
  const letters = match(identifier, scan)
  if (letters === undefined) return false
  const logarithm = match(logarithmWithBase, scan)
  if (logarithm !== undefined) {
    push(scan, 'function', logarithm, logarithm.length)
    return true
  }
  const joined = joinedWord.exec(letters)?.[0]
  const sign = joined ?? wordSign(scan, letters)
  if (sign !== undefined) {
    push(scan, 'sign', sign, joined?.length ?? letters.length)
    return true
  }
  const subscripted = scan.text.charAt(scan.at + letters.length) === '_'
  // A word with a subscript is one name, however many letters it has: `fan_in`.
  const pieces: readonly Piece[] =
    subscripted && letters.length > 2 && !functions.has(letters)
      ? [{ kind: 'name', text: letters, length: letters.length }]
      : readWord(scan, letters)
  for (const piece of pieces) push(scan, piece.kind, piece.text, piece.length)
  afterName(scan)
  return true
}

const readWord = (scan: Scan, letters: string): readonly Piece[] => {
  try {
    return splitWord(letters, scan.options)
  } catch (error) {
    if (!scan.lenient || !(error instanceof ReadError)) throw error
    return [{ kind: 'word', text: letters.toLowerCase(), length: letters.length }]
  }
}

/** `x1` and `x_1` are the same name. */
const afterName = (scan: Scan): void => {
  const last = scan.tokens.at(-1)
  if (last?.kind !== 'name' && last?.text !== 'e') {
    if (last?.kind === 'function') subscripts(scan)
    return
  }
  const digits = match(trailingDigits, scan)
  if (digits !== undefined) {
    push(scan, 'sign', '_', 0)
    push(scan, 'sign', '⦃', 0)
    subscriptToken(scan, digits)
    push(scan, 'sign', '⦄', 0)
  }
  subscripts(scan)
}

/** Words that are signs wherever they stand. */
const wordSigns: ReadonlyMap<string, string> = new Map([
  ['mod', 'mod'],
  ['is', '='],
  ['equals', '='],
  ['and', 'and'],
  ['or', 'or'],
  ['cup', '∪'],
  ['cap', '∩'],
  ['times', '×'],
])

/** Words that are signs: `U` between brackets, `x` between numbers, `in`, `mod`. */
const wordSign = (scan: Scan, letters: string): string | undefined => {
  const { text, at, tokens, spaced } = scan
  const before = tokens.at(-1)
  const after = text.slice(at + letters.length, at + letters.length + 24)
  if (letters === 'U' || letters === 'u' || letters === 'union')
    return before && /[)\]}]/.test(before.text) && /^\s*[([{]/.test(after) ? '∪' : undefined
  if (letters === 'in') return endsOperand(before) && spaced && /^\s/.test(after) ? '∈' : undefined
  if (letters.toLowerCase() !== 'x') return wordSigns.get(letters)
  if (scan.options.symbols?.has(letters)) return undefined
  const spacedAfter = /^\s/.test(after)
  if (!endsOperand(before) || spaced !== spacedAfter) return undefined
  if (before?.kind === 'number' && /^\s*\d/.test(after)) return '×'
  // `n x m`: a size, where a single name stands on both sides.
  const first = tokens.length - (before?.text === '⦄' ? 5 : 1)
  const start = first <= 0 || /^[(=,×]$/.test(tokens[first - 1]?.text ?? '')
  const alone = tokens[first]?.kind === 'name' && start && /^\s+[A-Za-z0-9]\w*\s*(?:$|[)=,]|x\s)/.test(after)
  return alone && spaced ? '×' : undefined
}

/** A Greek letter or the sign of a constant. */
export const letterSign = (scan: Scan): boolean => {
  const character = scan.text.charAt(scan.at)
  const constant = character.charCodeAt(0) > 127 ? constants.get(character) : undefined
  const letter = letterSigns.get(character)
  if (constant === undefined && letter === undefined) return false
  push(scan, constant ? 'constant' : 'name', constant ?? letter ?? character, 1)
  gluedSubscript(scan, constant ?? letter ?? character)
  afterName(scan)
  return true
}

/** `σx` is σ_x where that is a declared symbol. */
const gluedSubscript = (scan: Scan, letter: string): void => {
  const { symbols } = scan.options
  const letters = symbols && match(identifier, scan)
  if (!symbols || letters === undefined) return
  for (let length = letters.length; length > 0; length--) {
    const subscript = letters.slice(0, length)
    if (!symbols.has(`${letter}_${subscript}`)) continue
    push(scan, 'sign', '_', 0)
    push(scan, 'sign', '⦃', 0)
    subscriptToken(scan, subscript)
    push(scan, 'sign', '⦄', 0)
    return
  }
}

/** `\sigma` typed raw. */
export const rawCommand = (scan: Scan): boolean => {
  const found = match(/\\[A-Za-z]+/y, scan)
  if (found === undefined) return false
  // A LaTeX name typed in plain text, `\sigma`, is the word without its backslash.
  scan.at += 1
  return word(scan)
}
