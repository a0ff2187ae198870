import { evaluateIn } from './evaluate.ts'
import type { Expression } from './expression.ts'
import { type Enclosure, enclosureArithmetic } from './numeric/enclosure.ts'

const precisions = [40, 120, 360]
/** decimal.js knows π to 1,025 digits. */
const most = 1000

const enclose = (x: Expression, digits: number): Enclosure | undefined => {
  try {
    return evaluateIn(x, () => undefined, enclosureArithmetic(digits))
  } catch (error) {
    // A function whose argument would need more digits than there are.
    if (error instanceof Error && error.message.includes('[DecimalError]')) return undefined
    throw error
  }
}

/** What the ends of finer and finer enclosures of an expression without symbols tell. */
const told = <T>(
  x: Expression,
  upTo: readonly number[],
  tell: (within: Enclosure) => T | undefined,
): T | undefined => {
  for (const digits of upTo) {
    const within = enclose(x, digits)
    const found = within && tell(within)
    if (found !== undefined) return found
  }
  return undefined
}

/** −1 or 1 for a number that is certainly not 0, else undefined. */
export const signOf = (x: Expression): -1 | 1 | undefined =>
  told(x, precisions, ({ low, high }) => (low.gt(0) ? 1 : high.lt(0) ? -1 : undefined))

/** The whole number not above x, where enclosures tell it: never for a whole number that is irrational as it is written. */
export const floorOf = (x: Expression): bigint | undefined =>
  told(x, [...precisions, most], ({ low, high }) =>
    low.floor().eq(high.floor()) ? BigInt(low.floor().toFixed()) : undefined,
  )

/** Whether x lies so close to 0 that no digits tell it from 0. */
export const vanishes = (x: Expression): boolean => {
  const within = enclose(x, 360)
  if (!within) return false
  return within.low.lte(0) && within.high.gte(0)
}
