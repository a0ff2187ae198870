import { ReadError } from '../read-error.ts'
import type { Exact } from '../value.ts'
import { namesApplied } from './definitions.ts'
import { latexTokens } from './latex.ts'
import { withoutNoise } from './noise.ts'
import type { ReadOptions } from './options.ts'
import { parse } from './parse.ts'
import { plainTokens } from './plain-tokens.ts'
import type { Part } from './statement-parts.ts'
import { isRelation, partsOf } from './statement-parts.ts'
import type { Source, Token } from './token.ts'
import { isCloser, isOpener } from './token.ts'

/** Signs between two sides; `~` is "is distributed as" or "of the order of", `→` "goes to". */
export type StatementRelation =
  | '='
  | '!='
  | '≈'
  | '<'
  | '<='
  | '>'
  | '>='
  | '∝'
  | '∈'
  | '∉'
  | '~'
  | '≪'
  | '≫'
  | '≲'
  | '≳'
  | '→'
  | '⇔'
  | '⊂'

/** One side with its place in the source; a side that cannot be read keeps its text. */
export type Side =
  | { readonly value: Exact; readonly from: number; readonly to: number }
  | { readonly unreadable: string; readonly from: number; readonly to: number }

/** `A = B <= C`: one more side than relations; a statement without a relation is a lone value. */
export type Statement = {
  readonly sides: readonly Side[]
  readonly relations: readonly StatementRelation[]
  /** How it hangs on the statement before: a conclusion (`⇒`), a condition (`if`, `for`, in brackets), or neither. */
  readonly role: 'claim' | 'conclusion' | 'condition'
  readonly from: number
  readonly to: number
}

type Reading = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly options: ReadOptions
  readonly source: Source
  readonly applied: ReadonlySet<string>
}

const blanks =
  /^(?:\\begin\{(?:align|gather|split)[a-z]*\*?\}|\s|&|~|\\[,;:! ]|\\\\|\\q?quad(?![a-z])|[,.;])+/
const blanksBehind =
  /(?:\\end\{(?:align|gather|split)[a-z]*\*?\}|\s|&|~|\\[,;:! ]|\\\\|\\q?quad|\\displaystyle|[,.;])+$/

/** The place between two boundaries without the blanks at its ends. */
const trimmed = (text: string, from: number, to: number): readonly [number, number] => {
  const inner = text.slice(from, Math.max(from, to))
  const start = from + (blanks.exec(inner)?.[0].length ?? 0)
  const end = from + inner.replace(blanksBehind, '').length
  return [Math.min(start, Math.max(start, end)), Math.max(start, end)]
}

const readSide = (reading: Reading, start: number, end: number, bounds: readonly [number, number]): Side => {
  const [from, to] = trimmed(reading.text, ...bounds)
  const tokens = withoutNoise(reading.tokens.slice(start, end))
  try {
    if (tokens.length === 0) return { unreadable: reading.text.slice(from, to), from, to }
    return { value: parse(tokens, reading.options, reading.source, reading.applied), from, to }
  } catch (error) {
    if (error instanceof ReadError) return { unreadable: reading.text.slice(from, to), from, to }
    throw error
  }
}

const statementOf = (reading: Reading, { start, end, before, after, role }: Part): Statement => {
  const sides: Side[] = []
  const relations: StatementRelation[] = []
  let open = 0
  let sideStart = start
  let from = before
  for (let at = start; at < end; at++) {
    const token = reading.tokens[at]
    if (!token) break
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open -= 1
    if (open > 0 || !isRelation(token)) continue
    sides.push(readSide(reading, sideStart, at, [from, token.from]))
    // The relations' texts are those of StatementRelation by `isRelation`.
    relations.push(token.text as StatementRelation)
    sideStart = at + 1
    from = token.to
  }
  sides.push(readSide(reading, sideStart, end, [from, after]))
  const [first, last] = [sides[0], sides.at(-1)]
  return { sides, relations, role, from: first?.from ?? before, to: last?.to ?? after }
}

/**
 * The statements of a formula, each a chain of sides with their places in the source. A side that cannot be read is
 * returned as its text; only a formula whose tokens cannot be found at all throws ReadError.
 */
export const statements = (text: string, options: ReadOptions, source: Source): readonly Statement[] => {
  const tokens = source === 'latex' ? latexTokens(text, options, true) : plainTokens(text, options, true)
  const reading: Reading = { text, tokens, options, source, applied: namesApplied(tokens) }
  return partsOf(tokens, text.length).map((part) => statementOf(reading, part))
}
