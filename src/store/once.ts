export type Once<T> = { get(): Promise<T>; readonly current: Promise<T> | undefined }

/** Starts `work` when first asked for it; a failure is forgotten, so that the next one tries again. */
export const once = <T>(work: () => Promise<T>): Once<T> => {
  let current: Promise<T> | undefined
  return {
    get() {
      current ??= work().catch((error: unknown) => {
        current = undefined
        throw error
      })
      return current
    },
    get current() {
      return current
    },
  }
}
