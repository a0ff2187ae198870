const most = 64

/**
 * The same function, which remembers at least its last 64 results: what one solution asks for again, it asks for soon.
 * The garbage collector follows every entry of a WeakMap, which costs more than most results.
 */
export const remembered = <K extends object, V>(compute: (of: K) => V): ((of: K) => V) => {
  let recent = new Map<K, V>()
  let older: ReadonlyMap<K, V> = recent
  return (of) => {
    const found = recent.get(of) ?? older.get(of)
    if (found !== undefined) return found
    const result = compute(of)
    if (recent.size >= most) {
      older = recent
      recent = new Map()
    }
    recent.set(of, result)
    return result
  }
}
