import type { ReadOptions } from './options.ts'
import type { Source, Token } from './token.ts'
import { closers, deepest, isCloser, isOpener, syntax, tooDeep } from './token.ts'

/** Where the parser stands in a run of tokens, and what it knows. */
export type Cursor = {
  readonly tokens: readonly Token[]
  readonly end: number
  readonly options: ReadOptions
  readonly source: Source
  /** Names that are applied, because the text defines or declares them so. */
  readonly applied: ReadonlySet<string>
  /** What ± stands for in this pass; ∓ is its opposite. */
  readonly upper: 1 | -1
  sawPlusMinus: boolean
  at: number
  depth: number
  /** Open bars: a bar then closes rather than opens. */
  bars: number
  /** Inside a matrix typed with blanks between its cells. */
  cells: boolean
}

const nothing: Token = { kind: 'end', text: '', from: 0, to: 0, spaced: false }

export const peek = (cursor: Cursor, ahead = 0): Token =>
  (cursor.at + ahead < cursor.end ? cursor.tokens[cursor.at + ahead] : undefined) ?? nothing

export const isSign = (token: Token, text: string): boolean => token.kind === 'sign' && token.text === text
export const sees = (cursor: Cursor, text: string, ahead = 0): boolean => isSign(peek(cursor, ahead), text)

export const next = (cursor: Cursor): Token => {
  const token = peek(cursor)
  cursor.at += 1
  return token
}

export const accept = (cursor: Cursor, text: string): boolean => {
  if (!sees(cursor, text)) return false
  cursor.at += 1
  return true
}

export const expect = (cursor: Cursor, text: string): void => {
  if (accept(cursor, text)) return
  const found = peek(cursor)
  throw syntax(
    found.kind === 'end'
      ? `"${shown(text)}" is missing at the end.`
      : `"${shown(text)}" is missing before "${shown(found.text)}".`,
  )
}

/** A token's spelling as a person would type it. */
export const shown = (text: string): string => (text === '⦃' ? '{' : text === '⦄' ? '}' : text)

/** Runs `read` one level deeper; refuses nesting that could exhaust the stack. */
export const deeper = <T>(cursor: Cursor, read: (cursor: Cursor) => T): T => {
  cursor.depth += 1
  if (cursor.depth > deepest) throw tooDeep()
  const value = read(cursor)
  cursor.depth -= 1
  return value
}

/** Reads inside a bracket: bars opened outside do not close within, and blanks do not part cells. */
export const enclosed = <T>(cursor: Cursor, read: (cursor: Cursor) => T): T => {
  const { bars, cells } = cursor
  cursor.bars = 0
  cursor.cells = false
  const value = deeper(cursor, read)
  cursor.bars = bars
  cursor.cells = cells
  return value
}

/** The position of the bracket that closes the one at `at`; undefined when none does. */
export const closingOf = (cursor: Cursor, at: number): number | undefined => {
  let open = 0
  for (let here = at; here < cursor.end; here++) {
    const token = cursor.tokens[here]
    if (!token) return undefined
    if (isOpener(token)) open += 1
    else if (isCloser(token) && --open === 0) return here
  }
  return undefined
}

export const closerFor = (text: string): string => closers.get(text) ?? text
