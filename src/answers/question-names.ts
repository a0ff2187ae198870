import { nameKey } from '../check/names.ts'
import { greek } from '../exact/read/lexicon.ts'

const formulas = /\$([^$]+)\$/g
const scripts = /[_^]\s*(?:\{[^{}]*\}|\\?\w+)/g
const spelled = /\\(?:mathrm|mathit|text|operatorname)\s*\{\s*(\w+)\s*\}/g
const letters = /\\Delta\s*[A-Za-z]|\\[a-zA-Z]+|[A-Za-z]/g

/** The letters and words by which the formulas of a question call things: `RMS`, `Delta y` and `W`, without what stands below them. */
export const namesInQuestion = (statement: string): ReadonlySet<string> =>
  new Set(
    [...statement.matchAll(formulas)].flatMap(([, formula = '']) => {
      const bare = formula.replaceAll(scripts, ' ')
      const words = [...bare.matchAll(spelled)].map(([, word = '']) => word)
      const names = (bare.replaceAll(spelled, ' ').match(letters) ?? []).filter(isLetter)
      return [...words, ...names.map(nameKey)]
    }),
  )

/** A letter of some alphabet, `Delta` before one, and no command for a sign. */
const isLetter = (token: string): boolean =>
  !token.startsWith('\\') || /^\\Delta\s*[A-Za-z]$/.test(token) || greek.has(token.slice(1))

/** `W_{ij}`, `W'`, `W(n)` → `W`: what a name calls by itself. */
export const calledBy = (name: string): string => /^[A-Za-z]*/.exec(nameKey(name))?.[0] ?? ''
