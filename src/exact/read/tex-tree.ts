import katex from 'katex'
import { ReadError } from '../read-error.ts'
import { deepest, longest, tooDeep, tooLong } from './token.ts'

/** A node of KaTeX's parse tree: its type, its place in the source, and fields that depend on the type. */
export type TexNode = { readonly type: string; readonly [field: string]: unknown }

type Katex = { __parse(tex: string, settings: Record<string, unknown>): unknown }
// KaTeX's declared types leave out its parse tree; `nodesOf` checks the shape at run time.
const parser = katex as unknown as Katex

export const isNode = (value: unknown): value is TexNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The nodes of a field that may hold one node, several or none. */
export const nodesOf = (value: unknown): readonly TexNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []

/** The nodes inside lone braces, styles and boxes, however many lie around them. */
export const innermost = (nodes: readonly TexNode[]): readonly TexNode[] => {
  const [only] = nodes
  const wraps = only?.type === 'ordgroup' || only?.type === 'styling'
  return nodes.length === 1 && only && wraps ? innermost(nodesOf(only.body)) : nodes
}

/** The nodes inside a lone brace: an argument's braces say nothing beyond where it ends. */
export const contentsOf = (nodes: readonly TexNode[]): readonly TexNode[] => {
  const [only] = nodes
  const wraps = only?.type === 'ordgroup' || (only?.type === 'styling' && only.resetFont === true)
  return nodes.length === 1 && only && wraps ? contentsOf(nodesOf(only.body)) : nodes
}

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A node's place in the source; undefined for what a macro put in. */
export const placeOf = (node: TexNode, tex: string): readonly [from: number, to: number] | undefined => {
  const loc = node.loc
  if (typeof loc !== 'object' || loc === null || !('start' in loc) || !('end' in loc)) return undefined
  const { start, end } = loc
  const lexer = 'lexer' in loc ? loc.lexer : undefined
  const input = typeof lexer === 'object' && lexer !== null && 'input' in lexer ? lexer.input : undefined
  return input === tex && typeof start === 'number' && typeof end === 'number' ? [start, end] : undefined
}

// KaTeX is recursive: its nesting is bounded by the braces and environments in the text, which are counted first.
const checkNesting = (tex: string): void => {
  let open = 0
  for (const found of tex.matchAll(/\\[a-zA-Z]+|\\.|[{}^_]/gs)) {
    const [text] = found
    if (text === '{' || text === '\\left' || text === '\\begin') open += 1
    else if (text === '}' || text === '\\right' || text === '\\end') open = Math.max(0, open - 1)
    if (open > deepest) throw tooDeep()
  }
  // Commands take a brace-less argument: `\sqrt\sqrt\sqrt 2` nests without a brace.
  if (/(?:\\[a-zA-Z]+\s*|\^\s*|_\s*){150}/.test(tex)) throw tooDeep()
}

const forbidden =
  /\\(?:g?def|edef|xdef|let|futurelet|newcommand|renewcommand|providecommand|global|expandafter|noexpand|csname|verb|href|url|html\w*|include\w*)(?![a-zA-Z])/

/** KaTeX's parse tree of a formula. Throws ReadError. */
export const texTree = (tex: string): readonly TexNode[] => {
  if (tex.length > longest) throw tooLong(tex.length)
  checkNesting(tex)
  if (forbidden.test(tex))
    throw new ReadError('syntax', 'Commands that define or include others are not read.')
  try {
    const settings = {
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      displayMode: true,
      maxExpand: 500,
      macros: {},
    }
    return nodesOf(parser.__parse(tex, settings))
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : 'unknown'
    throw new ReadError('syntax', `The LaTeX cannot be read: ${message.slice(0, 200)}`, { cause: error })
  }
}
