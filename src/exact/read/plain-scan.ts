import type { ReadOptions } from './options.ts'
import type { Token, TokenKind } from './token.ts'
import { isCloser } from './token.ts'

/** Where the scanner of plain text stands. */
export type Scan = {
  readonly text: string
  readonly lenient: boolean
  readonly options: ReadOptions
  readonly tokens: Token[]
  /** For every open bracket, what closes it. */
  readonly open: string[]
  at: number
  spaced: boolean
}

/** Writes a token of the next `length` characters. */
export const push = (
  scan: Scan,
  kind: TokenKind,
  text: string,
  length: number,
  number?: Partial<Token>,
): void => {
  const { at: from, spaced } = scan
  scan.tokens.push({ kind, text, from, to: from + length, spaced, ...number })
  scan.at += length
  scan.spaced = false
}

/** What a sticky pattern matches at the scanner's place. */
export const match = (pattern: RegExp, scan: Scan, at = scan.at): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(scan.text)?.[0]
}

export const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'number' || token.kind === 'name' || isCloser(token))
