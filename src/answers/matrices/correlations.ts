import type { AnswerKey } from '../answer-key.ts'
import { rangeOf } from './array-forms.ts'
import { lettersOf } from './updates.ts'

const unflipped = '(?:\\s*,\\s*(?:no|without)\\s+(?:kernel\\s+)?flip(?:ping)?)?'
const named = `\\$?\\s*(?:\\(?(?:an?\\s+|the\\s+)?(?:valid\\s+)?cross-?\\s?correlation\\)?|\\((?:valid\\s+)?(?:cross-?\\s?)?correlation${unflipped}\\))`
/** The size of the gradient, which is that of the kernel. */
const kernelSized = '(?:\\s*\\(\\s*\\$?k\\s*(?:x|×|\\\\times)\\s*k\\$?\\s*\\))?'
const valid = '(?:\\s*,\\s*(?:mode\\s*=\\s*)?[\'"]?valid[\'"]?)'

/** An array and the gradient that it may meet, and the sum over their products. */
export type Meeting = {
  readonly input: string
  readonly gradient: string
  readonly sum: string
  readonly to: string
}

export const meetingsIn = (key: AnswerKey): readonly Meeting[] => {
  const range = rangeOf(key)
  const [first, second] = lettersOf(key)
  if (!range || first === undefined || second === undefined) return []
  const arrays = [...key.names.arrays]
  const inputs = arrays.filter((name) => /^[a-z]$/.test(name))
  // The gradient of what is no array itself.
  const gradients = arrays.filter((name) => /^d[a-z]$/.test(name) && !arrays.includes(name.slice(1)))
  const sums = ['i', 'j'].map((index) => `\\sum_{${index}=${range.from}}^{${range.to}}`).join(' ')
  return inputs.flatMap((input) =>
    gradients.map((gradient) => ({
      input,
      gradient,
      sum: `${sums} ${gradient}_{i,j} ${input}_{i+${first}-1,j+${second}-1}`,
      to: range.to,
    })),
  )
}

/**
 * The correlation of an array with a gradient, `correlate(x, dy)` or `x ⋆ dy (cross-correlation)`, as the sum that it is. A
 * star alone may be a convolution too, and SciPy's default is no valid correlation.
 */
export const withCorrelations = (text: string, key: AnswerKey): string =>
  /correlat/.test(text)
    ? meetingsIn(key).reduce(
        (out, { input, gradient, sum }) =>
          out.replaceAll(
            formsOf(input, gradient),
            (_, verb?: string) => `${verb === undefined ? '' : '= '}${sum}`,
          ),
        text,
      )
    : text

export const orCapital = (name: string): string =>
  `(?:${name}|${name.replace(/.$/, (last) => last.toUpperCase())})`

const formsOf = (input: string, gradient: string): RegExp => {
  const [x, dy] = [orCapital(input), orCapital(gradient)]
  const forms = [
    `(?<![\\w.])(?:cross_?)?correlate(?:2d)?\\(\\s*${x}\\s*,\\s*${dy}${valid}?\\s*\\)`,
    `(?<![\\w.])(?:scipy\\.)?signal\\.correlate(?:2d)?\\(\\s*${x}\\s*,\\s*${dy}${valid}\\s*\\)`,
    `(?<![\\w\\\\])${x}\\s*(?:\\*|⋆|★|∗|\\\\star|\\\\ast)\\s*${dy}${named}`,
    `(\\bis\\s+)?(?:the\\s+)?(?:valid\\s+)?cross-?correlation\\s+of\\s+\\$?${x}\\$?\\s+(?:and|with)\\s+\\$?${dy}(?!\\w)\\$?${kernelSized}`,
  ]
  return new RegExp(forms.join('|'), 'g')
}
