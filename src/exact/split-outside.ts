const opener = /\\left\s*[([{|.]|\\left\\\{|\\begin\{[a-z*]+\}|\\lfloor|\\lceil|[([{⌊⌈]/y
const closer = /\\right\s*[)\]}|.]|\\right\\\}|\\end\{[a-z*]+\}|\\rfloor|\\rceil|[)\]}⌋⌉]/y
const command = /\\[a-zA-Z]+/y
const brackets = /[\\()[\]{}⌊⌋⌈⌉]/

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** A search for a sticky pattern from any place on. */
const anywhere = new WeakMap<RegExp, RegExp>()

const stands = (pattern: RegExp, text: string): boolean => {
  const search = anywhere.get(pattern) ?? new RegExp(pattern.source, pattern.flags.replace('y', ''))
  anywhere.set(pattern, search)
  return search.test(text)
}

/** The pieces of a text between separators outside all brackets; `separator` is sticky. */
export const splitOutside = (text: string, separator: RegExp): readonly string[] => {
  const pieces = stands(separator, text) ? cutOutside(text, separator) : [text]
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

const cutOutside = (text: string, separator: RegExp): readonly string[] => {
  const pieces: string[] = []
  let [depth, from, at] = [0, 0, 0]
  while (at < text.length) {
    const bracket = brackets.test(text.charAt(at))
    const open = bracket ? matchAt(opener, text, at) : 0
    const close = bracket && open === 0 ? matchAt(closer, text, at) : 0
    const cut = depth <= 0 ? matchAt(separator, text, at) : 0
    if (cut > 0) {
      pieces.push(text.slice(from, at))
      from = at + cut
    }
    if (open > 0) depth += 1
    if (close > 0) depth -= 1
    at += cut || open || close || (bracket ? matchAt(command, text, at) : 0) || 1
  }
  return [...pieces, text.slice(from)]
}
