import type { Exact } from '../value.ts'
import { namesApplied } from './definitions.ts'
import { withoutNoise } from './noise.ts'
import type { ReadOptions } from './options.ts'
import { parse } from './parse.ts'
import type { Walk } from './tex-emit.ts'
import { texTree } from './tex-tree.ts'
import { walkNodes } from './tex-walk.ts'
import type { Token } from './token.ts'

/**
 * The same text, character for character, without TeX's comments: people who write `50%` mean the sign. A backslash left
 * over at the end, of `\\ ` cut by trimming, is blank space.
 */
const prepared = (tex: string): string =>
  tex
    .replace(/(\\.)|%/gs, (_, escaped: string | undefined) => escaped ?? '％')
    .replace(/(^|[^\\])\\(?=\s*$)/, '$1 ')

/**
 * The tokens of a formula in LaTeX, without its dollar signs. Throws ReadError; `lenient` keeps what is not known as a
 * fault among the tokens instead.
 */
const latexTokens = (tex: string, options: ReadOptions, lenient = false): readonly Token[] => {
  const source = prepared(tex)
  const walk: Walk = {
    tex: source,
    options,
    tokens: [],
    last: 0,
    spaced: false,
    open: 0,
    inSubscript: false,
    lenient,
    walkNodes,
  }
  walkNodes(walk, texTree(source))
  return walk.tokens
}

/** Reads LaTeX as a value. Throws ReadError. */
export const latex = (tex: string, options: ReadOptions): Exact => {
  const tokens = withoutNoise(latexTokens(tex, options))
  return parse(tokens, options, 'latex', namesApplied(tokens))
}
