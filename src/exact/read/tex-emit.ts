import type { ReadOptions } from './options.ts'
import { macroSigns } from './tex-signs.ts'
import type { TexNode } from './tex-tree.ts'
import { placeOf } from './tex-tree.ts'
import type { Token, TokenKind } from './token.ts'

/** What a walk over KaTeX's tree has written so far. */
export type Walk = {
  readonly tex: string
  readonly options: ReadOptions
  readonly tokens: Token[]
  /** The end of the last token that has a place. */
  last: number
  spaced: boolean
  /** Open visible brackets: a comma inside separates, and never groups digits. */
  open: number
  /** Inside a subscript, where letters make one name. */
  inSubscript: boolean
  /** What cannot be read becomes a fault among the tokens, so that the rest of a chain is still read. */
  readonly lenient: boolean
  /** Writes the tokens of nodes inside another: `walkNodes` of tex-walk.ts. */
  readonly walkNodes: (walk: Walk, nodes: readonly TexNode[]) => void
}

const placeless = (walk: Walk): readonly [number, number] => [walk.last, walk.last]

export const emit = (
  walk: Walk,
  kind: TokenKind,
  text: string,
  place?: readonly [number, number] | undefined,
  number?: Pick<Token, 'value' | 'written'>,
): void => {
  const [from, to] = place ?? placeless(walk)
  walk.tokens.push({ kind, text, from, to, spaced: walk.spaced, ...number })
  walk.spaced = false
  walk.last = Math.max(walk.last, to)
  if (kind !== 'sign') return
  if (text === '(' || text === '[' || text === '{') walk.open += 1
  else if (text === ')' || text === ']' || text === '}') walk.open = Math.max(0, walk.open - 1)
}

export const emitSign = (walk: Walk, text: string, node?: TexNode): void =>
  emit(walk, 'sign', text, node && placeOf(node, walk.tex))

/** A relation that a macro made: its command is the next such one in the source. */
export const emitMacroSign = (walk: Walk, text: string): void => emitSeparator(walk, text, macroSigns)

/** A sign that KaTeX gives no place: it is the next match of `spelling` in the source. */
export const emitSeparator = (walk: Walk, text: string, spelling: RegExp): void => {
  spelling.lastIndex = walk.last
  const found = spelling.exec(walk.tex)
  emit(walk, 'sign', text, found ? [found.index, found.index + found[0].length] : undefined)
}
