const sizes = /^[([{\s]*\d[\d,]*\s*(?:(?:×|x|X|by|\*|\\times|\\,|\s)+\s*\d[\d,]*\s*)+[)\]}\s]*$/

/** `28×28×10`, `(28, 28, 10)`: sizes written side by side; undefined for other texts, and for a lone number. */
export const sizesWritten = (text: string): readonly number[] | undefined => {
  const listed = /^[([]\s*\d+(?:\s*,\s*\d+)+\s*[)\]]$/.test(text.trim())
  if (!listed && !sizes.test(text)) return undefined
  const numbers = text.match(/\d+/g)?.map(Number) ?? []
  return numbers.length > 1 ? numbers : undefined
}
