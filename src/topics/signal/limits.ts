import { InputError } from '../../errors.ts'
import { within } from '../../exact/normal/effort.ts'
import { ReadError } from '../../exact/read-error.ts'

/** Products of terms that one part of a solution may take, some hundred times what homework takes. */
const allowance = 20_000

/** What would pass a limit beside the answer is left out. */
export const whereWithinLimits = <T>(compute: () => readonly T[]): readonly T[] => {
  try {
    return within(allowance, compute) ?? []
  } catch (error) {
    if (error instanceof ReadError) return []
    throw error
  }
}

/** A limit that x and h pass only together is told of both. */
export const withinInput = <T>(compute: () => T): T => {
  const where = { field: 'x', example: 'u[n] - u[n-7]' }
  try {
    const found = within(allowance, compute)
    if (found !== undefined) return found
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new InputError(error.kind, error.message, where, { cause: error })
  }
  throw new InputError(
    'too-large',
    'The closed form has too many terms to be worth reading. Use fewer terms, lower powers of n, or numbers for some of the bases.',
    where,
  )
}
