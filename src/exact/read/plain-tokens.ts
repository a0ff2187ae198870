import { ReadError } from '../read-error.ts'
import { constants, functions, letterSigns } from './lexicon.ts'
import { digitsValue, scanNumber, vulgarFractions } from './numbers.ts'
import type { ReadOptions } from './options.ts'
import { unicodeScripts, wordSigns } from './plain-signs.ts'
import type { Token, TokenKind } from './token.ts'
import { isCloser, longest, syntax, tooLong } from './token.ts'
import type { Piece } from './words.ts'
import { splitWord } from './words.ts'

type Scan = {
  readonly text: string
  readonly lenient: boolean
  readonly options: ReadOptions
  readonly tokens: Token[]
  /** For every open bracket, what closes it. */
  readonly open: string[]
  at: number
  spaced: boolean
}

const push = (scan: Scan, kind: TokenKind, text: string, length: number, number?: Partial<Token>): void => {
  const { at: from, spaced } = scan
  scan.tokens.push({ kind, text, from, to: from + length, spaced, ...number })
  scan.at += length
  scan.spaced = false
}

const number = (scan: Scan): boolean => {
  const vulgar = vulgarFractions.get(scan.text.charAt(scan.at))
  if (vulgar) {
    push(scan, 'number', scan.text.charAt(scan.at), 1, { value: vulgar })
    return true
  }
  const inBrackets = scan.open.length > 0 || scan.text.includes(';')
  const found = scanNumber(scan.text, scan.at, inBrackets)
  if (!found) return false
  const [taken, digits] = found
  const decimal = /^\d+$/.test(digits) ? {} : { written: digits }
  push(scan, 'number', digits, taken.length, { value: digitsValue(digits), ...decimal })
  return true
}

const identifier = /[A-Za-z]+/y
const libraryPrefix = /(?:np|numpy|math|torch|jnp|sp|sympy)\.(?=[A-Za-z])/y
const wrapper =
  /(?:torch\.Size|np\.array|numpy\.array|torch\.tensor|jnp\.array|Matrix|tensor|array|tuple|list)(?=\s*[([])/y
const subscript = /_(?:[A-Za-z0-9]+)/y
const trailingDigits = /\d+(?![\d.]*\()/y

const match = (pattern: RegExp, scan: Scan, at = scan.at): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(scan.text)?.[0]
}

const subscriptToken = (scan: Scan, text: string): void =>
  push(
    scan,
    /^\d+$/.test(text) ? 'number' : 'name',
    text,
    text.length,
    /^\d+$/.test(text) ? { value: digitsValue(text) } : {},
  )

/** `_in` behind a name, as the tokens `_ ⦃ in ⦄`. */
const subscripts = (scan: Scan): void => {
  for (let found = match(subscript, scan); found; found = match(subscript, scan)) {
    push(scan, 'sign', '_', 1)
    push(scan, 'sign', '⦃', 0)
    subscriptToken(scan, found.slice(1))
    push(scan, 'sign', '⦄', 0)
  }
}

const declaredWhole = (scan: Scan): boolean => {
  const found = match(/[A-Za-z][A-Za-z0-9_']*/y, scan)
  if (found === undefined || found.length < 2) return false
  const { symbols, functions: applied } = scan.options
  if (!symbols?.has(found) && !applied?.has(found)) return false
  push(scan, 'name', found, found.length)
  return true
}

const word = (scan: Scan): boolean => {
  const skipped = match(wrapper, scan) ?? match(libraryPrefix, scan)
  if (skipped !== undefined) {
    scan.at += skipped.length
    return true
  }
  if (declaredWhole(scan)) return true
  const letters = match(identifier, scan)
  if (letters === undefined) return false
  const logarithm = match(/(?:log|ln)(?:2|10)(?=\s*[(A-Za-z])/y, scan)
  if (logarithm !== undefined) {
    push(scan, 'function', logarithm, logarithm.length)
    return true
  }
  const joined = /^(?:or|and)(?=[A-Z])/.exec(letters)?.[0]
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

const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'number' || token.kind === 'name' || isCloser(token))

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
  const start = tokens.length < 2 || /^[(=,×]$/.test(tokens.at(-2)?.text ?? '')
  const alone = before?.kind === 'name' && start && /^\s+[A-Za-z0-9]\w*\s*(?:$|[)=,]|x\s)/.test(after)
  return alone && spaced ? '×' : undefined
}

const bracket = (scan: Scan, sign: string): boolean => {
  const before = scan.tokens.at(-1)
  if (sign === '{') {
    const groups = before?.kind === 'sign' && (before.text === '^' || before.text === '_')
    scan.open.push(groups ? '⦄' : '}')
    push(scan, 'sign', groups ? '⦃' : '{', 1)
    const subscript = before?.text === '_' ? match(/[A-Za-z]+(?=\})/y, scan) : undefined
    if (groups && subscript) subscriptToken(scan, subscript)
    return true
  }
  if (sign === '}') {
    const closes = scan.open.pop()
    push(scan, 'sign', closes === '⦄' ? '⦄' : '}', 1)
    if (closes === '⦄') subscripts(scan)
    return true
  }
  if (sign === '(' || sign === '[') scan.open.push(sign)
  else if (sign === ')' || sign === ']') scan.open.pop()
  else return false
  push(scan, 'sign', sign, 1)
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

const longSigns = [
  '<=>',
  '<==',
  '==>',
  '||',
  '**',
  '//',
  '<=',
  '>=',
  '!=',
  '==',
  '=<',
  '=>',
  ':=',
  '->',
  '+-',
  '~=',
  '!=',
]
const signNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '||': '‖',
    '**': '^',
    '//': '//',
    '<=': '<=',
    '>=': '>=',
    '!=': '!=',
    '==': '=',
    '=<': '<=',
    '=>': '⇒',
    '==>': '⇒',
    '<=>': '⇔',
    ':=': '=',
    '->': '→',
    '+-': '±',
    '~=': '≈',
    '−': '-',
    '–': '-',
    '—': '-',
    '×': '×',
    '✕': '×',
    '·': '*',
    '⋅': '*',
    '•': '*',
    '∗': '*',
    '∙': '*',
    '÷': '/',
    '∕': '/',
    '≤': '<=',
    '≥': '>=',
    '⩽': '<=',
    '⩾': '>=',
    '≠': '!=',
    '≈': '≈',
    '≃': '≈',
    '≅': '≈',
    '≡': '=',
    '∝': '∝',
    '∈': '∈',
    '∪': '∪',
    '∩': '∩',
    '∖': '∖',
    '→': '→',
    '⇒': '⇒',
    '⟹': '⇒',
    '⇔': '⇔',
    '√': '√',
    '∛': '∛',
    '±': '±',
    '∓': '∓',
    '‖': '‖',
    '∥': '‖',
    '∣': '|',
    '⌊': '⌊',
    '⌋': '⌋',
    '⌈': '⌈',
    '⌉': '⌉',
    '′': "'",
    '’': "'",
    '@': '*',
    '⟨': '⟨',
    '⟩': '⟩',
    '∑': '∑',
    '∏': '∏',
    '∅': '∅',
    '⊤': '⊤',
    ᵀ: 'ᵀ',
    '⊙': '⊙',
    ℝ: 'ℝ',
    '∼': '~',
  }),
)
const singles = new Set([..."+-*/^_!%=<>,;:|~'"])

const sign = (scan: Scan): boolean => {
  const { text, at } = scan
  const character = text.charAt(at)
  if (bracket(scan, character)) return true
  const long = longSigns.find((candidate) => text.startsWith(candidate, at))
  if (long === '||' && scan.tokens.filter((token) => token.text === '|').length % 2 === 1) {
    push(scan, 'sign', '|', 1)
    push(scan, 'sign', '|', 1)
    return true
  }
  const name = long ? (signNames.get(long) ?? long) : signNames.get(character)
  if (name !== undefined) push(scan, 'sign', name, long ? long.length : character.length)
  else if (singles.has(character)) push(scan, 'sign', character, 1)
  else return false
  if (name === '^' || character === '^') exponent(scan)
  return true
}

/** `^T` behind a name or bracket in plain text, and `^*`, keep their own spelling. */
const exponent = (scan: Scan): void => {
  const star = match(/\*(?![\w(*])/y, scan)
  if (star) push(scan, 'sign', 'star', 1)
}

const letterSign = (scan: Scan): boolean => {
  const character = scan.text.charAt(scan.at)
  const constant = character.charCodeAt(0) > 127 ? constants.get(character) : undefined
  const letter = letterSigns.get(character)
  if (constant === undefined && letter === undefined) return false
  push(scan, constant ? 'constant' : 'name', constant ?? letter ?? character, 1)
  afterName(scan)
  return true
}

const transposed = (scan: Scan): boolean => {
  const found = match(/\.(?:T|mT)(?!\w)|\.transpose\(\)/y, scan)
  if (found === undefined || !endsOperand(scan.tokens.at(-1))) return false
  push(scan, 'sign', 'ᵀ', found.length)
  return true
}

const rawCommand = (scan: Scan): boolean => {
  const found = match(/\\[A-Za-z]+/y, scan)
  if (found === undefined) return false
  // A LaTeX name typed in plain text, `\sigma`, is the word without its backslash.
  scan.at += 1
  return word(scan)
}

/** The tokens of plain text. Throws ReadError for characters and words that mean nothing here. */
export const plainTokens = (text: string, options: ReadOptions, lenient = false): readonly Token[] => {
  if (text.length > longest) throw tooLong(text.length)
  const scan: Scan = { text, lenient, options, tokens: [], open: [], at: 0, spaced: false }
  while (scan.at < text.length) {
    if (/\s|\u2009|\u200b/.test(text.charAt(scan.at))) {
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
