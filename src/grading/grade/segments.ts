const openers = /^(?:\\left\s*[([{|.]|\\left\\\{|\\begin\{[a-z*]+\}|\\lfloor|\\lceil|[([{⌊⌈])/
const closers = /^(?:\\right\s*[)\]}|.]|\\right\\\}|\\end\{[a-z*]+\}|\\rfloor|\\rceil|[)\]}⌋⌉])/

/** The pieces of a text between separators outside all brackets; `separator` is matched at the start of what follows. */
export const splitOutside = (text: string, separator: RegExp): readonly string[] => {
  const pieces: string[] = []
  let [depth, from, at] = [0, 0, 0]
  while (at < text.length) {
    const rest = text.slice(at, at + 40)
    const open = openers.exec(rest)?.[0]
    const close = open === undefined ? closers.exec(rest)?.[0] : undefined
    const cut = depth <= 0 ? separator.exec(rest)?.[0] : undefined
    if (cut) {
      pieces.push(text.slice(from, at))
      from = at + cut.length
    }
    if (open !== undefined) depth += 1
    if (close !== undefined) depth -= 1
    at += (cut || open || close || /^\\[a-zA-Z]+/.exec(rest)?.[0] || ' ').length
  }
  return [...pieces, text.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== '')
}

const words = /^\\(?:text|textbf|textit|mathrm|mbox)\s*\{([^{}]*)\}/

/** Words set inside a formula become words of the text; those of a subscript stay. */
const withWords = (text: string): string => {
  let out = ''
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    const match = words.exec(rest)
    const scripted = /[_^]\{?\s*$/.test(out)
    if (match?.[1] !== undefined && !scripted && /[a-z]{2}/i.test(match[1]) && depthOf(out) === 0) {
      out += ` ${match[1]} `
      at += match[0].length
    } else {
      out += text[at]
      at += 1
    }
  }
  return out
}

/** How many braces and environments a text leaves open. */
const depthOf = (text: string): number => {
  const braces = text.replaceAll(/\\begin\{[a-z*]+\}/g, '{').replaceAll(/\\end\{[a-z*]+\}/g, '}')
  return braces.split('{').length - braces.split('}').length
}

/** An answer without Markdown and dollar signs, its blanks made alike. */
export const tidy = (text: string): string =>
  withWords(text.replaceAll(/\$|`|\*\*|\\\(|\\\)|\\\[|\\\]/g, ' '))
    .replaceAll(/\\(?:displaystyle|boxed)\b/g, '')
    .replaceAll(/(?<!\\)\\[ ~,;:!]/g, ' ')
    .replaceAll(/\\(?:bigg?|Bigg?)[lr]?(?![a-z])/g, '')
    // `weights + F biases` joins two answers where a word stands before the sign.
    .replaceAll(/([a-z]{5,})\s\+\s/g, '$1; ')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .trim()

const strong = /^(?:\n|;|\\\\(?!\[)|\\q?quad\b|\.\s+(?=[A-Za-z(\\]))/
const medium =
  /^(?:\n|;|\\\\(?!\[)|\\q?quad\b|\.\s+(?=[A-Za-z(\\])|,(?=[\s\\])|,(?=\S)|\s(?:and|so|with|then|hence|thus)\s)/
/** Sizes: `a x b`, `a × b`, `a \times b`. */
const times = /^(?:\s[x×*]\s|\s*×\s*|\s*\\times(?![a-zA-Z])\s*)/

/** What follows the last sign of a conclusion: before it stands the working. */
export const conclusionOf = (text: string): string =>
  splitOutside(text, /^(?:\\Rightarrow|\\Longrightarrow|\\implies|⇒|⟹|=>)/).at(-1) ?? text

/** Ways to cut an answer into values, the most careful first. */
export const waysToCut = (text: string): readonly (readonly string[])[] => [
  [text],
  splitOutside(text, strong),
  splitOutside(text, medium),
]

export const sizesOf = (text: string): readonly string[] => {
  const sizes = splitOutside(text, times)
  if (sizes.length > 1) return sizes
  const inner = /^\((.*)\)$/s.exec(text.trim())?.[1]
  return inner === undefined ? sizes : splitOutside(inner, times)
}

export const sidesOf = (text: string): readonly string[] =>
  splitOutside(text, /^(?::=|≤|<=|\\leq?(?![a-z])|=(?!=)|:(?=\s)|→|\\to(?![a-z])|\\approx\b|≈)/)
