export type AllowanceOptions = {
  /** Explanations that one may ask for at once. */
  readonly size: number
  /** One more comes back each time this passes. */
  readonly refillMs: number
  /** Milliseconds on any clock. */
  readonly now: () => number
}

export type Allowance = {
  /** 0 when one was taken, else the milliseconds until the next comes back. */
  take(pseudonym: string): number
  giveBack(pseudonym: string): void
}

/** A person's bucket, as the moment at which it is full again: that is all there is to know of it. */
export const createAllowance = ({ size, refillMs, now }: AllowanceOptions): Allowance => {
  const fullAt = new Map<string, number>()
  const forgetFull = (at: number): void => {
    for (const [pseudonym, full] of fullAt) if (full <= at) fullAt.delete(pseudonym)
  }
  return {
    take(pseudonym) {
      const at = now()
      if (fullAt.size >= 10_000) forgetFull(at)
      const full = Math.max(fullAt.get(pseudonym) ?? at, at) + refillMs
      const wait = full - at - size * refillMs
      if (wait > 0) return wait
      fullAt.set(pseudonym, full)
      return 0
    },
    giveBack(pseudonym) {
      const full = fullAt.get(pseudonym)
      if (full !== undefined) fullAt.set(pseudonym, full - refillMs)
    },
  }
}
