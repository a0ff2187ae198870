import { kept } from '../exact/kept.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { withMatrices } from './matrices/matrix-forms.ts'

const words = /^\\(?:text|textbf|textit|mathrm|mbox)\s*\{([^{}]*)\}/

/** Words set inside a formula become words of the text; those of a subscript stay. */
const withWords = (text: string): string => {
  if (!/\\(?:text|mathrm|mbox)/.test(text)) return text
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

/** `2**n` is a power; stars before a word or after it are Markdown's. */
export const withPowers = (text: string): string =>
  text.replaceAll(/(?<=[\w)\]}])\*\*(?=[\w({\\-])|(?<=[\w)\]}])\s\*\*\s(?=[\w({\\-])/g, '^')

/** The last brace of a group that begins at `from`; the end of the text where it is not closed. */
const groupEnd = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return text.length
}

/** What stands in a box, and what stands beside it. */
export const unboxed = (text: string): string => {
  const found = /\\boxed\s*(?=\{)/.exec(text)
  if (!found) return text
  const from = found.index + found[0].length
  const to = groupEnd(text, from)
  return `${text.slice(0, found.index)} ${text.slice(from + 1, to)} ${unboxed(text.slice(to + 1))}`
}

/** One display after another. */
const displays = /\$\$\s*\$\$|\\\]\s*\\\[/g

/** An answer without Markdown and dollar signs, its blanks made alike. */
export const tidy = kept((text: string): string =>
  withMatrices(
    withWords(
      unboxed(text.replaceAll('−', '-').replaceAll(displays, '\n'))
        .replaceAll(/\$|`|\*\*|(?<!\\)\\[()[\]]/g, ' ')
        // What is left of marks alone costs the readers the square of its length.
        .replaceAll(/ {9,}/g, '        '),
    ),
  )
    .replaceAll(/\\displaystyle\b/g, '')
    // Digits apart by a thin space are one number, and a number before a power is a factor.
    .replaceAll(/(?<=\d)\s*\\[ ~,;:!]\s*(?=\d+\s*\^)/g, ' \\cdot ')
    .replaceAll(/(?<!\\)\\[ ~,;:!](?!\s*\d)|(?<![\\\d\s])\s*\\[ ~,;:!]/g, ' ')
    .replaceAll(/\\(?:bigg?|Bigg?)[lr]?(?![a-z])/g, '')
    // `weights + F biases` joins two answers where a word stands before the sign.
    .replaceAll(/(?<![\\a-z])([a-z]{5,})\s\+\s/g, '$1; ')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .trim(),
)

const strong = /(?:\n|;|\\\\(?!\[)|\\q?quad\b|\.\s+(?=[A-Za-z(\\]))/y
export const medium =
  /(?:\n|;|\\\\(?!\[)|\\q?quad\b|\.\s+(?=[A-Za-z(\\])|,(?=[\s\\])|,(?=\S)|\s(?:and|so|with|then|hence|thus|which|where)\s)/y
/** What follows the last sign of a conclusion: before it stands the working. */
export const conclusionOf = (text: string): string =>
  splitOutside(text, /(?:\\Rightarrow|\\Longrightarrow|\\implies|⇒|⟹|=>)/y).at(-1) ?? text

const concluding =
  /(?:[,;.]?\s+(?:so|hence|therefore|thus|which (?:gives|means)|it follows that|we (?:get|obtain|have))[,:]?\s)/iy

export type Conclusion = { readonly working: string; readonly result: string }

/** What follows the last "so" or "hence", and the working before it. */
export const lastConclusion = (text: string): Conclusion | undefined => {
  const pieces = splitOutside(text, concluding)
  const result = pieces.at(-1)
  return pieces.length > 1 && result !== undefined
    ? { working: pieces.slice(0, -1).join(';\n'), result }
    : undefined
}

const sign = String.raw`(?:\\?[A-Za-zα-ω]+(?:_(?:\{[^{}]*\}|\w+))?|\|\|[^|]*\|\|(?:_2|₂)?|‖[^‖]*‖(?:_2|₂)?)`
/** Behind the end of a line or a sentence, a comma, an arrow, or a word that leads to a result. */
const leads = 'so|and|gives?|yields?|implies|hence|then|thus|get'
const leading = String.raw`(?:\n|[.,:;]\s|→|⇒|⟺|⇔|\\iff(?![a-z])|\b(?:${leads})\s)\s*`
const lead = new RegExp(String.raw`(?:[\s,:;.→⇒⟺⇔]|\\iff|\b(?:${leads}))+$`)
const equation = new RegExp(`(?<=${leading})${sign}\\s*(?:=(?!=)|≤|<=|\\\\leq?(?![a-z]))`, 'gu')

/** The last equation that says what `isMeant` names, and the working before it. */
export const lastEquation = (text: string, isMeant: (name: string) => boolean): Conclusion | undefined => {
  const found = [...text.matchAll(equation)]
    .filter(([head]) => isMeant(head.replace(/\s*(?:=|≤|<=|\\leq?)$/, '')))
    .at(-1)
  return found && { working: text.slice(0, found.index).replace(lead, ''), result: text.slice(found.index) }
}

/** Ways to cut an answer into values, the most careful first. */
export function* waysToCut(text: string): Generator<readonly string[]> {
  yield [text]
  const apart = splitOutside(text, strong)
  if (apart.length > 1) yield apart
  const further = splitOutside(text, medium)
  if (further.length > apart.length) yield further
}

const arrow = /(?:→|⇒|⟹|=>|->|\\(?:to|Rightarrow|Longrightarrow|implies|rightarrow)(?![a-z]))/y

/** `1.` or a dash in front of a line. */
export const numbering = /^\s*(?:[-•*]\s+|\d+[.)]\s+(?=\D))/gm

/** Everything that stands by itself. */
export const finestCut = (text: string): readonly string[] =>
  splitOutside(text.replaceAll(numbering, ''), arrow)
    .flatMap((part) => splitOutside(part, /\.\s+/y))
    .flatMap((part) => splitOutside(part, medium))

export const sidesOf = (text: string): readonly string[] =>
  splitOutside(
    text,
    /(?::=|≤|<=|\\leq?(?![a-z])|=(?!=)|∈|\\in(?![a-z])|:(?=\s)|→|->|\\to(?![a-z])|\\approx\b|≈)/y,
  )
