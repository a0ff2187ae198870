import type { Expression } from '../exact/expression.ts'
import type { AsymptoticClass } from '../exact/value.ts'
import { freeSymbols, hasIndexed } from './free-symbols.ts'
import { evaluate } from './numeric.ts'

/** Powers with which the symbols grow: all alike, at different speeds. */
const speeds = [
  [1, 1, 1, 1],
  [1, 2, 3, 4],
  [4, 3, 2, 1],
  [2, 1, 4, 3],
]
const [near, far] = [1e3, 1e6]
const still = 0.05

const isRising = (order: number): boolean => order > still
const isFalling = (order: number): boolean => order < -still
const isStill = (order: number): boolean => Math.abs(order) <= still

/** The power of the base with which f/g grows when each name grows with its own power of the base. */
const orderOf = (
  f: Expression,
  g: Expression,
  names: readonly string[],
  powers: readonly number[],
): number => {
  const others = [...freeSymbols(f), ...freeSymbols(g)].filter((name) => !names.includes(name))
  const ratio = (base: number): number => {
    const values = new Map(others.map((name, at) => [name, 2 + at]))
    for (const [at, name] of names.entries()) values.set(name, base ** (powers[at] ?? 1))
    return evaluate(f, values) / evaluate(g, values)
  }
  return Math.log(Math.abs(ratio(far) / ratio(near))) / Math.log(far / near)
}

/**
 * Whether f lies in the class: f = Θ(g) when f/g stays between positive bounds as the symbols of g grow, O and Ω when
 * it stays below or above one. Symbols that the class leaves out count as constants. Where it depends on which symbol
 * outgrows which, it cannot be told: null.
 */
export const liesIn = (f: Expression, { symbol, of: g }: AsymptoticClass): boolean | null => {
  const names = [...freeSymbols(g)].sort()
  const own = freeSymbols(f)
  if (names.length === 0 || names.length > 4 || names.some((name) => !own.has(name))) return null
  if (hasIndexed(f) || hasIndexed(g)) return null
  const alone = names.map((name) =>
    orderOf(
      f,
      g,
      names,
      names.map((other) => (other === name ? 1 : 0)),
    ),
  )
  const together = speeds.map((powers) => orderOf(f, g, names, powers))
  const orders = [...alone, ...together]
  if (orders.some((order) => !Number.isFinite(order))) return null
  const isOutside =
    symbol === 'Theta' ? (order: number) => !isStill(order) : symbol === 'O' ? isRising : isFalling
  if (!orders.some(isOutside)) return true
  // A single product of powers leaves its class wherever its symbols are free to grow as they like.
  const isPower = together.every((order, at) =>
    isStill(order - alone.reduce((sum, one, place) => sum + one * (speeds[at]?.[place] ?? 1), 0)),
  )
  const isOneWay = !orders.some(isRising) || !orders.some(isFalling)
  if (isPower && (symbol === 'Theta' || isOneWay)) return false
  return orders.every(isRising) || orders.every(isFalling) ? false : null
}
