/** Signs that stand before an answer and say nothing about it: `= 1/2`, `≈ 7.07`, `\therefore x = 2`. */
const leadSign =
  /^\s*(?:=>|=(?!=)|≈|≃|⇒|∴|→|\\(?:approx|simeq|therefore|implies|Rightarrow|Longrightarrow)(?![a-zA-Z]))\s*/

const name = /^\s*\\?[A-Za-z]+(?:_(?:\w|\{[^{}]*\}))?(?:\([a-z\d]\))?\s*$/
const decimal = /^\s*[-−+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:\s*\\?%)?[\s.]*$/

/** `5√2 ≈ 7.07` gives 5√2: the decimal behind ≈ only illustrates an exact value. */
const withoutIllustration = (text: string): string => {
  const at = /\\approx|≈/.exec(text)
  if (!at) return text
  const [before, after] = [text.slice(0, at.index), text.slice(at.index + at[0].length)]
  return /\d|\\pi|π/.test(before) && !name.test(before) && decimal.test(after) ? before : text
}

const quoted = /^\s*(?:"([^"]*)"|“([^”]*)”)\s*$/

const end = String.raw`([^\s[\](){},;]+(?:\s*\/\s*[^\s[\](){},;]+)?)`
const outward = new RegExp(String.raw`^\s*([\][])\s*${end}\s*[,;]\s*${end}\s*([\][])\s*$`)

/** `]0, 1[` is how Bourbaki writes the open interval. */
const withRoundEnds = (text: string): string => {
  const [, open, from, to, close] = outward.exec(text) ?? []
  if (from === undefined || (open === '[' && close === ']')) return text
  return `${open === '[' ? '[' : '('}${from}, ${to}${close === ']' ? ']' : ')'}`
}

/** `P(X = 1) = 3/4` and `\mathbb{E}[X^2] = 2`: what stands before the sign names the value. */
const named =
  /^\s*(?:\\?Pr?|\\mathbb\s*\{?[PE]\}?|\\operatorname\s*\{\w+\}|E|Var|H)\s*(?:\\left)?[([][^()[\]]*[)\]]\s*=\s*(?=[-−\d.\\(])/

const openRound = String.raw`(?:\\left\s*)?\(`
const closeRound = String.raw`(?:\\right\s*)?\)`
const listed = (item: string): string => String.raw`((?:${item}\s*,\s*)+${item})`
const tuple = new RegExp(
  String.raw`^\s*${openRound}\s*${listed(String.raw`\\?[A-Za-z]+(?:_\w+|_\{\w+\})?`)}\s*${closeRound}\s*=\s*${openRound}\s*${listed('[^,()=]+')}\s*${closeRound}[\s.]*$`,
)

/** `(x, y) = (1, 2)` is x = 1, y = 2. */
const withoutTuple = (text: string): string => {
  const [, left, right] = tuple.exec(text) ?? []
  const [names, values] = [left?.split(','), right?.split(',')]
  if (!names || !values || names.length !== values.length) return text
  return names.map((part, at) => `${part.trim()} = ${values[at]?.trim()}`).join(', ')
}

/** What every format may have around an answer. */
export const tidyText = (text: string): string =>
  withoutTuple(
    withRoundEnds(withoutIllustration(text.replace(quoted, '$1$2').replace(leadSign, '').replace(named, ''))),
  )

const leadIn =
  /^\s*(?:the\s+)?(?:output\s+|input\s+)?(?:shape|size|dimensions?|length|count|total|number|set|matrix|vector)\s+(?:is|are)\s+(?=[([{\d⟨<])/i

const squared: ReadonlyMap<string, string> = new Map([
  ['squared', '^2'],
  ['cubed', '^3'],
])

const opposite: ReadonlyMap<string, string> = new Map([
  ['<', '>='],
  ['<=', '>'],
  ['>', '<='],
  ['>=', '<'],
])

/** Plain text as people type it, brought to signs: `28 by 28`, `n choose 2`, `x squared`, `set([1, 2])`, `+/- 2`. */
export const tidyPlain = (text: string): string =>
  tidyText(text)
    .replace(leadIn, '')
    .replaceAll('⁄', '/')
    .replace(/^\s*<([^<>=]*,[^<>=]*)>\s*$/, '($1)')
    .replace(
      /^\s*not\s+([^<>=!]+)(<=|>=|<|>)([^<>=!]+)$/,
      (_, left: string, sign: string, right: string) => `${left}${opposite.get(sign)}${right}`,
    )
    .replace(/\+\s?\/\s?[-−]/g, '±')
    .replace(/(?<=\d)\s+by\s+(?=\d)/g, ' × ')
    .replace(/(?<=[A-Za-z)\d])\s+(squared|cubed)\b/g, (_, word: string) => squared.get(word) ?? '')
    .replace(/\b(?:frozen)?set\(\[([^[\]]*)\]\)/g, '{$1}')
    .replace(/\b(?:comb|nCr|nchoosek|choose|C)\(/g, 'binomial(')
    .replace(/\b(\w+|\([^()]*\))\s+choose\s+(\w+|\([^()]*\))/g, 'binomial($1, $2)')
    .replace(/^\s*(?:the\s+)?(?:set\s+of\s+)?all\s+(?:the\s+)?real(?:s|\s+numbers)\s*\.?\s*$/i, 'ℝ')
    .replace(/^\s*(?:the\s+)?empty\s+set\s*\.?\s*$/i, '∅')
    .replace(/^\s*\(([^()[\]{}]*;[^()[\]{}]*)\)\s*$/, (_, row: string) => `(${row.replaceAll(';', ',')})`)

/** `\frac` and `\beta` that a program took for a form feed or a backspace and `rac`, `eta`. */
export const withBackslashes = (text: string): string =>
  text.replace(/\\?\f(?=rac\b|orall\b)/g, '\\f').replace(/\\?[\b](?=eta\b|ar\b|inom\b|egin\b|oxed\b)/g, '\\b')
