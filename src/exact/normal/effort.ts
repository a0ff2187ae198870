/** The input is too large, or of a kind, that an exact form cannot be given for it. */
export class GivesUp extends Error {
  override readonly name = 'GivesUp'
}

// One counter serves every step of one calculation; calculations are synchronous, so they cannot interleave.
let left = 0

/** Counts `steps` against the running calculation. Throws GivesUp when its allowance is used up. */
export const spend = (steps: number): void => {
  left -= steps
  if (left < 0) throw new GivesUp('the exact form is too large')
}

/** The value of `calculate`, or undefined when it needs more than `steps` steps or has no exact form. */
export const within = <T>(steps: number, calculate: () => T): T | undefined => {
  const outer = left
  const allowance = outer > 0 ? Math.min(steps, outer) : steps
  left = allowance
  try {
    return calculate()
  } catch (error) {
    if (error instanceof GivesUp || error instanceof RangeError) return undefined
    throw error
  } finally {
    left = outer > 0 ? outer - (allowance - Math.max(0, left)) : 0
  }
}
