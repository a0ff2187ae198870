import { withRecurring } from './recurring.ts'
import { tidyText } from './tidy-text.ts'

const textCommand = String.raw`\\(?:text|textbf|textit|textrm|textnormal|mathrm|mbox|operatorname)`
const unitBehind = new RegExp(
  String.raw`(?<=[\d)}\]%$\s])\s*(?:\\[,;!: ])*${textCommand}\s*\{([^{}]*)\}(?:\^\{?-?\d+\}?)?[\s.]*$`,
)
const percentWord = /^\s*(?:percent(?:age)?|pct)\s*$/i
const joint = /^\s*(?:and|or|if|for)\s*$/i

/** Drops words that stand behind a value as its unit: `15\mbox{ cm}^2`, `125\text{ miles}`. */
const withoutUnit = (latex: string): string => {
  const found = unitBehind.exec(latex)
  const before = found ? latex.slice(0, found.index).trim() : ''
  if (!found || before === '' || joint.test(found[1] ?? '')) return latex
  return percentWord.test(found[1] ?? '') ? `${before}\\%` : before
}

/** `{1, 2}` groups without showing in LaTeX: what shows is the row 1, 2. */
const withoutInvisibleBraces = (latex: string): string => {
  const inner = /^\{([^{}]*,[^{}]*)\}$/.exec(latex)?.[1]
  return inner ?? latex
}

/** Text before a formula that only announces it: `\text{Answer: }`. */
const announcement =
  /^\\text(?:bf|it|rm)?\s*\{(?:[^{}]*:\s*|\s*(?:so|thus|hence|therefore|then|we get)[,\s]*)\}\s*/i

const trigonometric = String.raw`\\(?:sin|cos|tan|cot|sec|csc)\s*(?:\\left)?[({]?\s*`
const ofDegrees = new RegExp(
  String.raw`(${trigonometric})(\d+(?:\.\d+)?)\s*(?:\^\s*\{?\s*\\circ\s*\}?|°|\\degree\b)`,
  'g',
)

/** Commands that change how a formula looks, and not what it says. */
const withoutLooks = (latex: string): string =>
  (latex.includes('\\left.') && latex.includes('\\right.')
    ? latex.replace(/\\(?:left|right)\./g, ' ')
    : latex
  )
    .replace(announcement, '')
    .replace(/\\(?:nicefrac|sfrac|xfrac)(?![a-z])/g, '\\frac')
    .replace(/\\ensuremath\s*(?=\{)/g, '')
    .replace(/\\text(?:bf|it|rm|normal)?\s*\{([^{}A-Za-z\\]*\d[^{}A-Za-z\\]*)\}/g, '{$1}')
    .replace(/\bC\(([^(),]+),([^(),]+)\)/g, '\\binom{$1}{$2}')
    .replace(ofDegrees, '$1{\\frac{$2\\pi}{180}}')

/** `x = 1/3 ≈ 0.33` gives 1/3; what follows ≈ only illustrates it. */
const withoutApproximation = (latex: string): string => {
  const at = /\\approx|≈/.exec(latex)?.index
  return at !== undefined && latex.slice(0, at).includes('=') ? latex.slice(0, at) : latex
}

/** `p=5, q=2; p=7, q=2` are two rows. */
const withRows = (latex: string): string => {
  const parts = latex.split(';')
  const isRows = parts.length > 1 && !/[()[\]{}]/.test(latex) && parts.every((part) => /,/.test(part))
  return isRows ? parts.map((part) => `(${part.trim()})`).join(', ') : latex
}

const ratioSide = String.raw`((?:\\[a-z]+\s*)?[A-Za-z\d.|]+(?:_\{\w+\}|_\w)?)`
const ratio = new RegExp(
  `^\\s*${ratioSide}\\s*:\\s*${ratioSide}(?:\\s*=\\s*(\\d+)\\s*:\\s*(\\d+))?\\s*(=.*)?$`,
)

/** A ratio such as `V_1:V_2 = 11:21` is the quotient. */
const withQuotients = (latex: string): string => {
  const [, over, under, first, second, value = ''] = ratio.exec(latex) ?? []
  if (over === undefined || under === undefined || /^0\d/.test(under)) return latex
  const result = first === undefined ? value : `= \\frac{${first}}{${second}}`
  return `\\frac{${over}}{${under}} ${result}`
}

/** LaTeX as models and students type it, brought to what LaTeX shows: signs, spaces, units, joining words. */
export const tidyLatex = (raw: string): string => {
  const latex = withRecurring(withoutLooks(tidyText(raw.trim())), ({ n, d }) => `\\frac{${n}}{${d}}`)
    .replace(/\\q?quad(?![a-z]{3})/g, ' ')
    .replace(/\\text\s*\{\s*(and|or)\s*\}/g, '\\text{ $1 }')
    .replace(/,\\!\s*(?=\d{3})/g, '')
    .replace(/\([^()[\]]*\)/g, (row) => row.replaceAll(';', ','))
    .replace(/\\\$/g, ' ')
    .replace(/(?<!\\)%/g, '\\%')
    .replace(/\\(?:left\s*)?\\?langle/g, '(')
    .replace(/\\(?:right\s*)?\\?rangle/g, ')')
    .replace(/>=/g, '\\ge ')
    .replace(/<=/g, '\\le ')
    .replace(/!=/g, '\\ne ')
    .replace(/\\textdegree|°|\^\{?\\circ\}?(?=[\s.$]*$)/g, '')
    .replace(/(\d)\s*(?:percent(?:age)?|pct)\b/g, '$1\\%')
    .replace(/,\s*(?:\\text\s*\{\s*and\s*\}|and\b)/g, ',')
    .replace(/(?<=[\d)\]}\s])(?<!\\text\{\s?)\b(or|and)\b(?=[\s\d({[\\-])/g, '\\text{ $1 }')
    .replace(/(?<=[\d)\]])(or|and)(?=[a-zA-Z]\s*(?:\(|=|<|>))/g, '\\text{ $1 }')
  return withRows(withQuotients(withoutInvisibleBraces(withoutApproximation(withoutUnit(latex)).trim())))
}
