const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
    ' ',
  )
const tens: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, fifty: 50, hundred: 100 }

/** The number that an English word is; undefined for other words. */
export const countIn = (word: string): number | undefined => {
  const own = word.toLowerCase()
  const at = words.indexOf(own)
  return at >= 0 ? at : Object.hasOwn(tens, own) ? tens[own] : undefined
}
