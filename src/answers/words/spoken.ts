import type { AnswerKey, Asked } from '../answer-key.ts'

/** One operand: a name or a number with its index and power, a call, or a group in brackets. */
const group = String.raw`\((?:[^()]|\([^()]*\))*\)`
const operand = String.raw`(?:\\?[A-Za-z0-9.]+(?:_(?:\{[^{}]*\}|[A-Za-z0-9]+))?(?:${group}|\{[^{}]*\})*(?:\^(?:\{[^{}]*\}|-?\w+))?|[√]\s*[\w.]+|${group})`
const the = String.raw`(?:the\s+)?`

type Rule = readonly [RegExp, string]

const rule = (pattern: string, written: string): Rule => [
  new RegExp(`(?<![\\w\\\\])${pattern}(?!\\w)`, 'gi'),
  written,
]

/** Nothing more belongs to the operand: `the root of d_in d_out` can be read in two ways. */
const end = String.raw`(?=\s*(?:$|[.,;:)\]\n=≤]|(?:and|so|per|which|because|since|for|then|is|in|along)\b))`

/** Roots, reciprocals and powers that are said, innermost first. */
const formulas: readonly Rule[] = [
  rule(
    String.raw`${the}(?:inverse|reciprocal)\s+(?:of\s+${the})?(?:square[\s-]+|sq)?(?:root|rt)\s+of\s+${the}(${operand})${end}`,
    '1/sqrt($1)',
  ),
  rule(String.raw`${the}(?:square[\s-]+root|sqrt|root)\s+of\s+${the}(${operand})${end}`, 'sqrt($1)'),
  rule(String.raw`root\s*(${group})`, 'sqrt$1'),
  rule(String.raw`(?:one|1)\s+over\s+${the}(${operand})${end}`, '1/($1)'),
  rule(String.raw`([A-Za-z]\w*_\w+)\s+over\s+(${operand})${end}`, '($1)/($2)'),
]

/** `(W - K)//S`, and what a program says of itself. */
const code: readonly Rule[] = [
  [new RegExp(`(?<![\\w.])(?:torch|tf\\.math|jnp|lax)\\.rsqrt\\(\\s*(${operand})\\s*\\)`, 'g'), '1/sqrt($1)'],
  [
    new RegExp(
      `(?<![\\w.])(?:np|numpy|math|torch|jnp)\\.(?:pow|power)\\(\\s*(${operand})\\s*,\\s*(-?[\\d./]+)\\s*\\)`,
      'g',
    ),
    '($1)^($2)',
  ],
  [
    new RegExp(`(?<![-−*·×/]\\s*)(?<![\\w)])(${group}|${operand})\\s*//\\s*(${operand})`, 'g'),
    'floor(($1)/($2))',
  ],
  // SymPy's fractions and equations.
  [/(?<![\w.])(?:(?:sp|sympy)\.)?Rational\(\s*([-−]?\d+)\s*,\s*(\d+)\s*\)/g, '($1/$2)'],
  [/^\s*(?:(?:sp|sympy)\.)?Eq\(\s*([A-Za-z]\w*)\s*,\s*([\s\S]*)\)\s*$/g, '$1 = $2'],
  // Words of a comment; a formula or a word that takes something back is read as what it is.
  [/\s{2,}#(?:\s+(?!no\b|not\b|wrong\b)(?:[a-z]{3,}[,.]?|\d))+$/gm, ''],
]

const sums: Rule = [/(?<![\w\\])sum(?=_\{[^{}=]*=[^{}]*\}\s*\^)/g, '\\sum']

/** `big-Theta of n^2`. */
const classes: readonly Rule[] = [
  rule(
    String.raw`,?\s+which\s+is\s+(?:of\s+order\s+|in\s+)?(?=(?:\$?\\?Theta|\$?\\mathcal\{?O|O|Θ)\s*[({])`,
    ', ',
  ),
  rule(String.raw`(?:big[\s-]*)?theta\s+of\s+(\S+(?:\s*[*·]?\s*\S*\w_\S+)*)`, 'Theta($1)'),
  rule(String.raw`big[\s-]*o(?:h)?\s+of\s+(\S+(?:\s*[*·]?\s*\S*\w_\S+)*)`, 'O($1)'),
]

/** `it is n/m times as fast` */
const fasterBy: Rule = [
  /(?<=^|\s)(?:(?:it|that|this|which)\s+is\s+)?(?!by\b)(\S{1,60}(?:\s*\/\s*\S{1,60})?)\s+times\s+(?:as\s+fast|faster)(?:\s+(?:as|than)\s+before)?(?=\s*(?:$|[.,;\n]))/gi,
  'speedup $1',
]

/** What is divided by is a factor below one: only where a factor is asked for, and of what that multiplies. */
const division = rule(
  String.raw`(?<=^|[.;:,(\n]\s*|\b(?:to|we|and|then|by|so|or|should|must|i)\s+)divid(?:e|es|ing)\s+(?:(?:it|them|this|that|\$?Wx\$?|(?:the\s+)?back-?propagated gradients?|the gradients? by layer|the gradients?|the outputs?)\s+)?by\s+(${operand})${end}`,
  'multiply by 1/($1)',
)
const isFactor = ({ quantity: { name } }: Asked): boolean => /(?:^|_)scale$/.test(name)
const ofGradients = /divid\w+\s+(?:the\s+)?(?:back-?propagated\s+)?gradients?\b/i
const ofOutputs = /divid\w+\s+the\s+outputs?\b/i

const dividesAsked = (text: string, asked: readonly Asked[]): boolean => {
  const factors = asked.filter(isFactor)
  const isBackward = factors.some(({ quantity: { about } }) => /gradient/i.test(about))
  return factors.length > 0 && !(isBackward ? ofOutputs : ofGradients).test(text)
}

/** `no larger than √d`, `< =`, `sqrt(d) >= ‖ΔW‖`. */
const bounds: readonly Rule[] = [
  [/\s(?:can|may|could)\s+be\s+as\s+(?:large|big|great)\s+as\s/gi, ' ≤ '],
  [/\s(?:can|may|could|must)\s+be\s+(?:at\s+most|up\s+to)\s/gi, ' ≤ '],
  [/\\(leq|geq)slant(?![a-z])/g, '\\$1'],
  [/<\s+=/g, '<='],
  [/>\s+=/g, '>='],
  [/\s(?:(?:is|can be|may be|must be)\s+)?(?:no|not)\s+(?:larger|greater|bigger|more)\s+than\s/gi, ' ≤ '],
  [/^(?:no|not)\s+(?:larger|greater|bigger|more)\s+than\s/gi, '≤ '],
  [/(?:^|\s)(?:must|may|should|can)\s*not\s+exceed\s/gi, ' ≤ '],
]

/** `[W/S] x [H/S] x C`, `W by H by C`. */
const shapes: readonly Rule[] = [
  [/\[([^[\],;]+)\](?=\s*(?:x|×|by|\\times)\s)/g, '($1)'],
  [/(?<=\s(?:x|×|by|\\times)\s*)\[([^[\],;]+)\]/g, '($1)'],
  [/(?<=[)\]⌋}\d]|\s[A-Z])\s+by\s+(?=[([⌊\\\d]|floor|ceil|[A-Z](?![a-z]))/g, ' x '],
]

const zero =
  /(?<=\b(?:mean|expectation|expected value|is|are|to|[:=]))\s+zero(?=\s*(?:$|[.,;)\n]|because\b|since\b|and\b))/gi

/** Longer texts are working or prose. */
const longest = 2000

/** An answer with signs for the values that it says in words. */
export const spoken = (text: string, { asked }: AnswerKey): string => {
  if (text.length > longest) return text
  const rules = [
    ...code,
    ...bounds,
    ...(asked.some(({ quantity: { value } }) => value.kind === 'class') ? classes : []),
    ...formulas,
    ...(asked.length > 1 ? shapes : []),
    ...(asked.some(({ quantity: { value } }) => value.kind === 'piecewise') ? [] : [sums]),
    ...(asked.some(({ quantity: { name } }) => name === 'speedup') ? [fasterBy] : []),
    ...(dividesAsked(text, asked) ? [division] : []),
  ]
  return rules.reduce((said, [pattern, written]) => said.replace(pattern, written), text.replace(zero, ' 0'))
}
