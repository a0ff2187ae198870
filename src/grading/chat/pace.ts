export type Pace = { readonly perSecond: number; readonly secondsLeft: number }

/** Long enough that the estimate does not jump, short enough that it follows when workers come or go. */
const windowMs = 15_000

/** The pace of the last seconds, once it is known. */
export const createPace = (): ((now: number, done: number, all: number) => Pace | undefined) => {
  let samples: readonly { readonly at: number; readonly done: number }[] = []
  return (now, done, all) => {
    samples = [...samples.filter(({ at }) => now - at <= windowMs), { at: now, done }]
    const [first] = samples
    if (!first || done === first.done || now === first.at) return undefined
    const perSecond = ((done - first.done) * 1000) / (now - first.at)
    return { perSecond, secondsLeft: (all - done) / perSecond }
  }
}
