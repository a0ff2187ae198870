import { letterSigns } from '../read/lexicon.ts'
import { ReadError } from '../read-error.ts'

export type Mark =
  | { readonly kind: 'number' | 'name' | 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number }

const longest = 4000
export const deepest = 100

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[−–]/g, '-'],
  [/[×·⋅∗]|\u2062/g, '*'],
  [/÷/g, '/'],
  [/\*\*/g, '^'],
  [/π/g, ' pi '],
  [/°/g, ' deg '],
  [/ᵀ/g, "'"],
]

const plainSpelling = (text: string): string =>
  spellings
    .reduce((shown, [pattern, plain]) => shown.replace(pattern, plain), text)
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (found) => `^(${[...found].map((digit) => superscripts.indexOf(digit)).join('')})`,
    )
    .replace(/[Α-ωℓµϵϕϑ∆]/g, (letter) => letterSigns.get(letter) ?? letter)

const token =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}][\p{L}\p{N}_]*)|(\.[*/^]|[-+*/^!'%()[\],;√∛]))/uy

/** What each refused character would have meant; a character that is not listed is only unknown. */
const refusals: Readonly<Record<string, string>> = {
  '=': 'Only a value is worked out here: there is no assignment, definition or comparison.',
  '<': 'Only a value is worked out here: there is no comparison.',
  '>': 'Only a value is worked out here: there is no comparison.',
  '.': 'There is no access to properties.',
  ':': 'A range is not worked out here: write its numbers, or sum(k^2, k, 1, 10).',
  '"': 'There are no texts, only numbers, symbols and matrices.',
  '`': 'There are no texts, only numbers, symbols and matrices.',
  '{': 'Braces have no meaning here: group with ( ).',
  '}': 'Braces have no meaning here: group with ( ).',
  '\\': 'This is read as plain text, not LaTeX: write sqrt(2)/2, not \\frac{\\sqrt{2}}{2}.',
}

/** Refuses what is too long or nested too deep before any of it is read. Throws ReadError `too-large`. */
export const guard = (text: string): void => {
  if (text.length > longest)
    throw new ReadError(
      'too-large',
      `At most ${longest} characters can be worked out; this has ${text.length}.`,
    )
  let depth = 0
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1
    if (character === ')' || character === ']') depth -= 1
    if (depth > deepest) throw new ReadError('too-large', `Brackets can be nested at most ${deepest} deep.`)
  }
}

/** The signs of an expression in order. Throws ReadError at the first that has no meaning. */
export const scan = (typed: string): readonly Mark[] => {
  const text = plainSpelling(typed)
  const marks: Mark[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) {
      const rest = text.slice(at).trimStart()
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
      throw new ReadError('syntax', refusals[character] ?? `The character ${character} has no meaning here.`)
    }
    const [, number, name, sign] = found
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign'
    marks.push({ kind, text: number ?? name ?? sign ?? '', at })
    at = token.lastIndex
  }
  marks.push({ kind: 'end', text: '', at: text.length })
  return marks
}
