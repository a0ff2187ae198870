/** Where the bracket that a text begins with is closed; -1 where it is not. */
export const closing = (text: string, brackets: '()' | '[]'): number => {
  const [open, close] = brackets
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === open) depth += 1
    if (text[at] === close) depth -= 1
    if (depth === 0) return at
  }
  return -1
}
