import type { Scan } from './plain-scan.ts'
import { match, push } from './plain-scan.ts'
import { subscripts, subscriptToken } from './plain-words.ts'

const bracket = (scan: Scan, sign: string): boolean => {
  const before = scan.tokens.at(-1)
  if (sign === '{') {
    const groups = before?.kind === 'sign' && (before.text === '^' || before.text === '_')
    scan.open.push(groups ? '⦄' : '}')
    push(scan, 'sign', groups ? '⦃' : '{', 1)
    const subscript = before?.text === '_' ? match(/[A-Za-z]+(?=\})/y, scan) : undefined
    if (groups && subscript) subscriptToken(scan, subscript)
    return true
  }
  if (sign === '}') {
    const closes = scan.open.pop()
    push(scan, 'sign', closes === '⦄' ? '⦄' : '}', 1)
    if (closes === '⦄') subscripts(scan)
    return true
  }
  if (sign === '(' || sign === '[') scan.open.push(sign)
  else if (sign === ')' || sign === ']') scan.open.pop()
  else return false
  push(scan, 'sign', sign, 1)
  return true
}

// The longer spelling is tried first.
const longSigns = [
  '<=>',
  '<==',
  '==>',
  '||',
  '**',
  '//',
  '<=',
  '>=',
  '!=',
  '==',
  '=<',
  '=>',
  ':=',
  '->',
  '+-',
  '~=',
]
const longStarts = new Set(longSigns.map((spelling) => spelling.charAt(0)))
const signNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '||': '‖',
    '**': '^',
    '//': '//',
    '<=': '<=',
    '>=': '>=',
    '!=': '!=',
    '==': '=',
    '=<': '<=',
    '=>': '⇒',
    '==>': '⇒',
    '<=>': '⇔',
    ':=': '=',
    '->': '→',
    '+-': '±',
    '~=': '≈',
    '−': '-',
    '–': '-',
    '—': '-',
    '×': '×',
    '✕': '×',
    '·': '*',
    '⋅': '*',
    '•': '*',
    '∗': '*',
    '∙': '*',
    '÷': '/',
    '∕': '/',
    '≤': '<=',
    '≥': '>=',
    '⩽': '<=',
    '⩾': '>=',
    '≠': '!=',
    '#': '!=',
    '≈': '≈',
    '≃': '≈',
    '≅': '≈',
    '≡': '=',
    '∝': '∝',
    '∈': '∈',
    '∪': '∪',
    '∩': '∩',
    '∖': '∖',
    '→': '→',
    '⇒': '⇒',
    '⟹': '⇒',
    '⇔': '⇔',
    '√': '√',
    '∛': '∛',
    '±': '±',
    '∓': '∓',
    '‖': '‖',
    '∥': '‖',
    '∣': '|',
    '⌊': '⌊',
    '⌋': '⌋',
    '⌈': '⌈',
    '⌉': '⌉',
    '′': "'",
    '’': "'",
    '@': '*',
    '⟨': '⟨',
    '⟩': '⟩',
    '∑': '∑',
    '∏': '∏',
    '∅': '∅',
    '⊤': '⊤',
    ᵀ: 'ᵀ',
    '⊙': '⊙',
    ℝ: 'ℝ',
    '∼': '~',
  }),
)
const singles = new Set([..."+-*/^_!%=<>,;:|~'"])

/** Reads a sign or bracket. */
export const sign = (scan: Scan): boolean => {
  const { text, at } = scan
  const character = text.charAt(at)
  if (bracket(scan, character)) return true
  const long = longStarts.has(character)
    ? longSigns.find((candidate) => text.startsWith(candidate, at))
    : undefined
  if (long === '||' && scan.tokens.filter((token) => token.text === '|').length % 2 === 1) {
    push(scan, 'sign', '|', 1)
    push(scan, 'sign', '|', 1)
    return true
  }
  const name = long ? (signNames.get(long) ?? long) : signNames.get(character)
  if (name !== undefined) push(scan, 'sign', name, long ? long.length : character.length)
  else if (singles.has(character)) push(scan, 'sign', character, 1)
  else return false
  if (name === '^' || character === '^') exponent(scan)
  return true
}

/** `^T` behind a name or bracket in plain text, and `^*`, keep their own spelling. */
const exponent = (scan: Scan): void => {
  const star = match(/\*(?![\w(*])/y, scan)
  if (star) push(scan, 'sign', 'star', 1)
}
