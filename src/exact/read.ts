import type { Expression } from './expression.ts'
import { scalar } from './read/arithmetic.ts'
import { json } from './read/json.ts'
import type { ReadOptions } from './read/options.ts'
import { plain } from './read/plain.ts'
import { type Statement, statements } from './read/statements.ts'
import { text as readAny, tex as readTex } from './read/text.ts'
import type { Exact } from './value.ts'

export type { ReadOptions } from './read/options.ts'

/** Reads plain text. Throws ReadError. */
export const readPlain = (text: string, options: ReadOptions = {}): Exact => plain(text, options)
/** Reads LaTeX. Throws ReadError. */
export const readLatex = (tex: string, options: ReadOptions = {}): Exact => readTex(tex, options)
/** Reads plain text, LaTeX, or a short sentence around either. Throws ReadError. */
export const readText = (text: string, options: ReadOptions = {}): Exact => readAny(text, options)
/** Reads a scalar expression. Throws ReadError, also for what is no scalar. */
export const readScalar = (text: string, options: ReadOptions = {}): Expression =>
  scalar(readText(text, options))
/** Reads a JSON value: an integer, a string, a boolean, or arrays of them. Throws ReadError. */
export const readJson = (raw: unknown, options: ReadOptions = {}): Exact => json(raw, options, readAny)

/**
 * Reads a formula that need not be one value as chains of sides with their places: `y = 6·1 + 7·2 = -120`. A side that
 * cannot be read is returned as its text. Throws ReadError when the text as a whole is no formula.
 */
export const readStatement = (
  text: string,
  options: ReadOptions = {},
  source: 'latex' | 'plain' = /\\[a-zA-Z{|,;]/.test(text) ? 'latex' : 'plain',
): readonly Statement[] => statements(text, options, source)

export type { Side, Statement, StatementRelation } from './read/statements.ts'
