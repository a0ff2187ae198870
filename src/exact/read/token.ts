import type { Rational } from '../rational.ts'
import { ReadError } from '../read-error.ts'

export type TokenKind = 'number' | 'name' | 'function' | 'constant' | 'sign' | 'word' | 'fault' | 'end'

/**
 * One mathematical token of either source (plain text or LaTeX). `text` is the canonical spelling; `from` and `to` are
 * positions in the source. `spaced` says that blank space stands before it.
 *
 * Invisible grouping (LaTeX braces) is `⦃ … ⦄`, so that `{` and `}` always are set braces.
 */
export type Token = {
  readonly kind: TokenKind
  readonly text: string
  readonly value?: Rational
  readonly written?: string
  readonly from: number
  readonly to: number
  readonly spaced: boolean
}

export type Source = 'plain' | 'latex'

export const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['⦃', '⦄'],
  ['⌊', '⌋'],
  ['⌈', '⌉'],
  ['⟨', '⟩'],
  ['begin', 'end'],
])
const closing: ReadonlySet<string> = new Set(closers.values())

export const isOpener = (token: Token): boolean => token.kind === 'sign' && closers.has(token.text)
export const isCloser = (token: Token): boolean => token.kind === 'sign' && closing.has(token.text)

/** Nesting beyond this is refused, far below what would exhaust the stack. */
export const deepest = 120
/** Characters that the grammar reads; larger matrices have a path of their own. */
export const longest = 20_000

export const tooLong = (length: number): ReadError =>
  new ReadError('too-large', `The text has ${length} characters; at most ${longest} can be read.`)
export const tooDeep = (): ReadError =>
  new ReadError('too-large', `Brackets or powers are nested more than ${deepest} deep.`)
export const syntax = (message: string): ReadError => new ReadError('syntax', message)
