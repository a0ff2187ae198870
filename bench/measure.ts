/** One measured figure beside its aim. */
export type Figure = { readonly what: string; readonly value: string; readonly aim?: string }

/** Sorted times of `count` runs, in milliseconds. */
export const timesOf = async (count: number, run: () => unknown): Promise<number[]> => {
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const from = performance.now()
    await run()
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const milliseconds = (value: number): string =>
  value < 1
    ? `${(value * 1000).toFixed(1)} µs`
    : value < 1000
      ? `${value.toFixed(1)} ms`
      : `${(value / 1000).toFixed(2)} s`
