import type { AnswerKey } from './answer-key.ts'
import { rangeOf } from './array-forms.ts'
import { lettersOf } from './updates.ts'

const named = '\\$?\\s*\\(?(?:an?\\s+|the\\s+)?(?:valid\\s+)?cross-?\\s?correlation\\)?'
const valid = '(?:\\s*,\\s*(?:mode\\s*=\\s*)?[\'"]?valid[\'"]?)'

/**
 * The correlation of an array with a gradient, `correlate(x, dy)` or `x ⋆ dy (cross-correlation)`, as the sum that it is. A
 * star alone may be a convolution too, and SciPy's default is no valid correlation.
 */
export const withCorrelations = (text: string, key: AnswerKey): string => {
  const range = rangeOf(key)
  const [first, second] = lettersOf(key)
  if (!range || first === undefined || second === undefined) return text
  const arrays = [...key.names.arrays]
  const inputs = arrays.filter((name) => /^[a-z]$/.test(name))
  // The gradient of what is no array itself.
  const gradients = arrays.filter((name) => /^d[a-z]$/.test(name) && !arrays.includes(name.slice(1)))
  const pairs = inputs.flatMap((input) => gradients.map((gradient) => [input, gradient] as const))
  return pairs.reduce((out, [input, gradient]) => {
    const sums = ['i', 'j'].map((index) => `\\sum_{${index}=${range.from}}^{${range.to}}`).join(' ')
    const met = `${gradient}_{i,j} ${input}_{i+${first}-1,j+${second}-1}`
    return out.replaceAll(formsOf(input, gradient), () => `${sums} ${met}`)
  }, text)
}

const orCapital = (name: string): string => `(?:${name}|${name.replace(/.$/, (last) => last.toUpperCase())})`

const formsOf = (input: string, gradient: string): RegExp => {
  const [x, dy] = [orCapital(input), orCapital(gradient)]
  const forms = [
    `(?<![\\w.])(?:cross_?)?correlate(?:2d)?\\(\\s*${x}\\s*,\\s*${dy}${valid}?\\s*\\)`,
    `(?<![\\w.])(?:scipy\\.)?signal\\.correlate(?:2d)?\\(\\s*${x}\\s*,\\s*${dy}${valid}\\s*\\)`,
    `(?<![\\w\\\\])${x}\\s*(?:\\*|⋆|★|∗|\\\\star|\\\\ast)\\s*${dy}${named}`,
    `(?:the\\s+)?(?:valid\\s+)?cross-?correlation\\s+of\\s+\\$?${x}\\$?\\s+(?:and|with)\\s+\\$?${dy}(?!\\w)`,
  ]
  return new RegExp(forms.join('|'), 'g')
}
