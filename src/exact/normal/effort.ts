/** The input is too large, or of a kind, that an exact form cannot be given for it. */
export class GivesUp extends Error {
  override readonly name = 'GivesUp'
}

// One counter serves every step of one calculation; calculations are synchronous, so they cannot interleave.
let left: number | undefined

/** Counts `steps` against the running calculation, if any. Throws GivesUp when its allowance is used up. */
export const spend = (steps: number): void => {
  if (left === undefined) return
  left -= steps
  if (left < 0) throw new GivesUp('more steps than are allowed')
}

/**
 * The value of `calculate`, or undefined when it needs more than `steps` steps or has no exact form. Inside another
 * calculation its steps count against that one as well.
 */
export const within = <T>(steps: number, calculate: () => T): T | undefined => {
  const outer = left
  const allowance = outer === undefined ? steps : Math.min(steps, outer)
  left = allowance
  try {
    return calculate()
  } catch (error) {
    // When what ran out is the outer calculation's allowance, that one is over too.
    const isOver = outer !== undefined && allowance === outer && left < 0
    if (!isOver && (error instanceof GivesUp || error instanceof RangeError)) return undefined
    throw error
  } finally {
    left = outer === undefined ? undefined : outer - (allowance - Math.max(0, left))
  }
}
