import { readLatex, readPlain } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exact } from '../exact/value.ts'
import type { Side } from './elements.ts'

/** Texts longer than this are no value that an answer could be. */
const longest = 1500

/** A label before a value, `(i)\ `, says which answer it is and is no part of it. */
const label = /^\(?(?:[ivx]{1,4}|[a-h])\)\s*(?:\\[ ,;:]|\\quad|\\qquad)*\s*(?=\\begin|\[)/
const money = /\\?\$(?=\d)/g
/** Letters that mark the place of a transpose; a vector's transpose is the vector as far as a claim goes. */
const transposed =
  /(\]|\\end\{[bp]?matrix\})\s*\^\s*(?:\{?\\(?:top|intercal|mathsf\{T\}|mathrm\{T\})\}?|\{?T\}?)$/

export type Reader = (side: Side) => Exact | undefined

/** Reads sides as values, each text once; undefined for what is no value or cannot be read. */
export const makeReader = (symbols: ReadonlySet<string>, functions: ReadonlySet<string>): Reader => {
  const known = new Map<string, Exact | undefined>()
  return (side) => {
    if (side.format === 'words' || side.text.length > longest) return undefined
    const text = side.text.replace(label, '').replace(money, '').replace(transposed, '$1').trim()
    const key = `${side.format} ${text}`
    if (known.has(key)) return known.get(key)
    let value: Exact | undefined
    try {
      value =
        side.format === 'latex'
          ? readLatex(text, { symbols, functions })
          : readPlain(text, { symbols, functions })
    } catch (error) {
      if (!(error instanceof ReadError || error instanceof RangeError)) throw error
    }
    known.set(key, value)
    return value
  }
}
