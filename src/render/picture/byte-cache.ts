/** Keeps the least recently used out, so that what it holds stays within `most` bytes. */
export class ByteCache<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly bytes: number }>()
  readonly #most: number
  #used = 0

  constructor(most: number) {
    this.#most = most
  }

  get bytes(): number {
    return this.#used
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: T, bytes: number): void {
    this.#drop(key)
    if (bytes > this.#most) return
    this.#entries.set(key, { value, bytes })
    this.#used += bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#used <= this.#most) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#used -= entry.bytes
  }
}
