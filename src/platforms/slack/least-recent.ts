export type LeastRecent<T> = {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

/** A map of at most `capacity` entries that forgets the one used longest ago. */
export const leastRecent = <T>(capacity: number): LeastRecent<T> => {
  const entries = new Map<string, T>()
  const touch = (key: string, value: T) => {
    entries.delete(key)
    entries.set(key, value)
  }
  return {
    get(key) {
      const value = entries.get(key)
      if (value !== undefined) touch(key, value)
      return value
    },
    set(key, value) {
      touch(key, value)
      const oldest = entries.keys().next()
      if (entries.size > capacity && !oldest.done) entries.delete(oldest.value)
    },
  }
}
