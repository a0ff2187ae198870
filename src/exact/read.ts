import { json } from './read/json.ts'
import type { ReadOptions } from './read/options.ts'
import { plain } from './read/plain.ts'
import { text as readAny, tex as readTex } from './read/text.ts'
import type { Exact } from './value.ts'

export type { ReadOptions } from './read/options.ts'

/** Reads plain text. Throws ReadError. */
export const readPlain = (text: string, options: ReadOptions = {}): Exact => plain(text, options)
/** Reads LaTeX. Throws ReadError. */
export const readLatex = (tex: string, options: ReadOptions = {}): Exact => readTex(tex, options)
/** Reads plain text, LaTeX, or a short sentence around either. Throws ReadError. */
export const readText = (text: string, options: ReadOptions = {}): Exact => readAny(text, options)
/** Reads a JSON value: an integer, a string, a boolean, or arrays of them. Throws ReadError. */
export const readJson = (raw: unknown, options: ReadOptions = {}): Exact => json(raw, options, readAny)
