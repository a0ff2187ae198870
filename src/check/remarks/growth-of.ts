import { substitute, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { freeSymbols, hasCall } from '../free-symbols.ts'
import { evaluate } from '../numeric.ts'

const still = 0.02
/** What rises in steps has no power of its own where the steps are long. */
const stepped: ReadonlySet<string> = new Set(['floor', 'ceil', 'max', 'min'])

/** The logarithm of a ratio of values at two sizes of a symbol, the others being held. */
const logRatio = (value: Expression, symbol: string, near: number, far: number): number => {
  const at = (size: number): number =>
    evaluate(
      value,
      new Map([...freeSymbols(value)].map((name, place) => [name, name === symbol ? size : 3 + place])),
    )
  return Math.log(Math.abs(at(far) / at(near)))
}

/**
 * The power with which a quantity grows in one symbol: 2 for `2c·d_out²·d_in` in d_out, 0 where it does not occur, Infinity for
 * what grows faster than every power; undefined where it has none.
 */
export const orderIn = (value: Expression, symbol: string): number | undefined => {
  if (!freeSymbols(value).has(symbol)) return 0
  if (hasCall(value, stepped)) return undefined
  const slopes = [
    [1e5, 1e6],
    [1e7, 1e9],
  ].map(([near = 1, far = 1]) => logRatio(value, symbol, near, far) / Math.log(far / near))
  const [early = Number.NaN, late = Number.NaN] = slopes
  if (Math.abs(early - late) < still) return Math.round(late * 12) / 12
  const [slow, fast] = [logRatio(value, symbol, 20, 40), logRatio(value, symbol, 40, 80)]
  return fast > 1.8 * slow && slow > 3 ? Number.POSITIVE_INFINITY : undefined
}

/** What `n − k + 1` is multiplied by where n is large: a power of the factor, to which the ratio tends. */
const multipliedInTheLimit = (
  value: Expression,
  after: Expression,
  symbols: readonly string[],
): number | undefined => {
  const [near, far] = [1e5, 1e7].map((large) => {
    const at = new Map(
      [...freeSymbols(value)].map((name, place) => [name, symbols.includes(name) ? large : 3 + place]),
    )
    return evaluate(after, at) / evaluate(value, at)
  })
  if (near === undefined || far === undefined || !(Math.abs(near / far - 1) < 1e-3)) return undefined
  return Number(far.toPrecision(3))
}

/** By what a quantity is multiplied when a symbol of it is: the number, and whether it is that at every size or only at large ones. */
export type Multiplied = { readonly by: number; readonly isExact: boolean }

/** By what a quantity is multiplied when symbols of it are; undefined where that is no one number. */
export const multipliedBy = (
  value: Expression,
  symbols: readonly string[],
  factor: Expression,
): Multiplied | undefined => {
  const own = symbols.filter((symbol) => freeSymbols(value).has(symbol))
  if (own.length === 0) return { by: 1, isExact: true }
  const after = substitute(value, new Map(own.map((symbol) => [symbol, times(factor, sym(symbol))])))
  const ratios = [12, 40, 136].map((start) => {
    const at = new Map([...freeSymbols(value)].map((name, place) => [name, start + 2 * place]))
    return evaluate(after, at) / evaluate(value, at)
  })
  const [first = Number.NaN] = ratios
  if (ratios.every((ratio) => Math.abs(ratio - first) < 1e-9 * Math.abs(first)))
    return { by: first, isExact: true }
  const by = multipliedInTheLimit(value, after, own)
  return by === undefined ? undefined : { by, isExact: false }
}

/** Whether a quantity grows or shrinks with a symbol of it, wherever the symbols are; undefined where it does both. */
export const directionIn = (value: Expression, symbol: string): 'up' | 'down' | 'still' | undefined => {
  if (!freeSymbols(value).has(symbol)) return 'still'
  const signs = [
    [50, 60, 3],
    [5, 6, 50],
  ].map(([near = 1, far = 1, other = 1]) => {
    const at = (size: number): number =>
      evaluate(
        value,
        new Map([...freeSymbols(value)].map((name, place) => [name, name === symbol ? size : other + place])),
      )
    return Math.sign(at(far) - at(near))
  })
  const [first] = signs
  if (signs.some((sign) => sign !== first) || (first !== 1 && first !== -1)) return undefined
  return first === 1 ? 'up' : 'down'
}
