import { ReadError } from '../exact/read-error.ts'

/** What a step gives, or `otherwise` where an expression on the way has no value (1/0) or grows past all bounds. */
export const guarded = <T>(step: () => T, otherwise: T): T => {
  try {
    return step()
  } catch (error) {
    if (error instanceof ReadError || error instanceof RangeError) return otherwise
    throw error
  }
}
