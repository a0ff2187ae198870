type Bounds = {
  /** How many results are kept before all are forgotten. */
  readonly most?: number
  /** Longer texts are computed anew each time. */
  readonly longest?: number
}

/** A function of a text that keeps its results: the same pieces of text come again and again. */
export const kept = <T>(
  compute: (text: string) => T,
  { most = 5_000, longest = 400 }: Bounds = {},
): ((text: string) => T) => {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > longest) return compute(text)
    const found = known.get(text)
    if (found !== undefined || known.has(text)) return found as T
    const result = compute(text)
    if (known.size >= most) known.clear()
    known.set(text, result)
    return result
  }
}

/** The same for a function of a text and of what it is read by, for as long as that lives. */
export const keptBy = <O extends object, T>(
  compute: (text: string, by: O) => T,
  bounds: Bounds = {},
): ((text: string, by: O) => T) => {
  const functions = new WeakMap<O, (text: string) => T>()
  return (text, by) => {
    const own = functions.get(by) ?? kept((one) => compute(one, by), bounds)
    functions.set(by, own)
    return own(text)
  }
}
