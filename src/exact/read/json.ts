import { num } from '../algebra.ts'
import { ReadError } from '../read-error.ts'
import { integerTensor } from '../tensor.ts'
import type { Exact, Tensor } from '../value.ts'
import { arrayOf } from './brackets.ts'
import type { ReadOptions } from './options.ts'

const mostEntries = 1_000_000
const mostNesting = 16

/** The shape of nested arrays of safe integers, whose numbers are put into `entries`; undefined when they are none. */
const integers = (raw: readonly unknown[], entries: number[]): readonly number[] | undefined => {
  let inner: readonly number[] | undefined
  for (const item of raw) {
    let shape: readonly number[] = []
    if (Array.isArray(item)) {
      const found = integers(item, entries)
      if (!found) return undefined
      shape = found
    } else if (typeof item !== 'number' || !Number.isSafeInteger(item)) return undefined
    else entries.push(item === 0 ? 0 : item)
    if (inner !== undefined && `${inner}` !== `${shape}`) return undefined
    inner = shape
  }
  return inner && [raw.length, ...inner]
}

const numeric = /^\s*\[[-[\]\d\s,]*\]\s*$/

/** A matrix of integers typed as nested brackets, of any length, without the grammar. */
export const numericArray = (text: string): Tensor | undefined => {
  if (!numeric.test(text)) return undefined
  // A pair may also be an interval, which the grammar keeps apart.
  if (text.indexOf('[', text.indexOf('[') + 1) < 0 && text.split(',').length < 3) return undefined
  try {
    const raw: unknown = JSON.parse(text)
    checkNesting(raw)
    const entries: number[] = []
    const shape = Array.isArray(raw) ? integers(raw, entries) : undefined
    return shape && entries.length <= mostEntries
      ? integerTensor(shape, Float64Array.from(entries))
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

const number = (raw: number): Exact => {
  if (Number.isSafeInteger(raw)) return num(raw)
  if (Number.isInteger(raw))
    throw new ReadError('domain', `${raw} is too large for a JSON number: write it as a string.`)
  throw new ReadError('domain', `${raw} is no exact number: write it as a string, such as "1/2" or "0.1".`)
}

const checkNesting = (raw: unknown, left = mostNesting): void => {
  if (!Array.isArray(raw)) return
  if (left === 0) throw new ReadError('too-large', `Arrays are nested more than ${mostNesting} deep.`)
  for (const item of raw) if (Array.isArray(item)) checkNesting(item, left - 1)
}

/** Reads a JSON value; strings are read by `text`. */
export const json = (
  raw: unknown,
  options: ReadOptions,
  text: (text: string, options: ReadOptions) => Exact,
): Exact => {
  checkNesting(raw)
  const read = (value: unknown): Exact => {
    if (typeof value === 'string') return text(value, options)
    if (typeof value === 'number') return number(value)
    if (typeof value === 'boolean') return { kind: 'truth', value }
    if (!Array.isArray(value)) throw new ReadError('syntax', 'A number, a string or an array is needed here.')
    if (value.length === 0) throw new ReadError('domain', 'The array is empty.')
    if (value.length > mostEntries)
      throw new ReadError('too-large', `At most ${mostEntries} entries can be read.`)
    const entries: number[] = []
    const shape = integers(value, entries)
    if (shape) return integerTensor(shape, Float64Array.from(entries))
    return arrayOf(value.map(read))
  }
  return read(raw)
}
