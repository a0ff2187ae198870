import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Side, Sign } from './elements.ts'
import { freeSymbols, hasCall, hasIndexed, resolve } from './free-symbols.ts'
import { liesIn } from './growth-links.ts'
import { guarded } from './guard.ts'
import { isImpossible, withAtoms } from './identities.ts'
import { certainlyDiffer } from './numeric.ts'
import { numericLink } from './numeric-links.ts'
import type { Reader } from './reading.ts'
import { sameScalar, sameValue } from './sameness.ts'
import type { AnySide, Statement } from './statements.ts'

export type Link = {
  readonly left: Side
  readonly right: Side
  readonly holds: boolean
  /**
   * What it says: that two numbers, or two formulas, are one, or that a formula grows like a class; `never`: that two
   * formulas are one which no values of their letters make one.
   */
  readonly of: 'numbers' | 'formulas' | 'growth' | 'never'
}

/** Operators whose rules are not those of numbers: what looks like a product of symbols is none. */
const opaqueText =
  /\\(?:mathbb|mathcal|mathrm|operatorname|partial|nabla|int|oint|odot|otimes|circ|star|ast|mathbf|boldsymbol|bm|lim|arg|det|bar|hat|tilde|vec|dot|prime|Pr|top|intercal|mid|vert|Vert|lVert|begin|Delta)\b|\\\||\^\s*\{?\s*T\b|'|\bd\s*[xyt]\b|\*|\bE\s*[[(]|\b(?:Var|Cov|SD|Std|tr|rank|diag|KL|softmax|sim|exp|log|ln)\b|\|/
const logarithms = /\\?(?:log|ln)\b/g
const opaqueCalls: ReadonlySet<string> = new Set([
  'transpose',
  'norm',
  'E',
  'Var',
  'Cov',
  'P',
  'derivative',
  'log',
  'ln',
  'sigmoid',
])
const application = /(\\(?:sigma|phi|psi|Phi|rho|eta|theta|mu)|(?<!\\[A-Za-z]*)[A-Za-z])\s*(?:\\left)?\(/g

/** Whether a letter stands before a bracket, and nowhere by itself: `f(x)`, but not the p of `p − p² = p(1 − p)`. */
export const isApplied = (text: string): boolean =>
  [...text.matchAll(application)].some(([, name = '']) => {
    const letter = name.replace('\\', '\\\\')
    return !new RegExp(`(?<![A-Za-z])${letter}(?![A-Za-z_]|\\s*(?:\\\\left)?\\()`).test(text)
  })
const uppercase = /^[A-Z](?:_|$)|^(?:Sigma|Lambda|Phi|Psi|Omega|Gamma|Theta)(?:_|$)/

export type LinkContext = {
  readonly known: ReadonlySet<string>
  readonly values: ReadonlyMap<string, Expression>
  /** The sentence sets up an equation to solve, or supposes something. */
  readonly equation: boolean
  /** What follows gives a letter of it: it was an equation to solve. */
  readonly solved: boolean
}

/** Marks of another letter, which a reader leaves out. */
const marked = /\\(?:bar|hat|tilde|vec|dot|prime)\b|'/
/** `Var(`, which is read as a function whatever it is. */
const functionWord = /(?<![A-Za-z])[A-Za-z]{2,}\s*\(/g
/** What stands in columns of a listing is no product. */
const isSpaced = ({ text, format }: Side): boolean => format === 'plain' && /\S\s{2,}\S/.test(text)
const annotation = /(\\(?:under|over)brace\s*\{(?:[^{}]|\{[^{}]*\})*\})\s*[_^]\s*\{(?:[^{}]|\{[^{}]*\})*\}/g
/** A side without what is written below a brace. */
const bareText = ({ text }: Side): string => text.replace(annotation, '$1')

const isComposite = (side: Expression): boolean =>
  side.kind !== 'symbol' && side.kind !== 'indexed' && side.kind !== 'call'

const algebraicLink = (
  left: Side,
  right: Side,
  first: boolean,
  read: Reader,
  context: LinkContext,
): boolean | 'never' | null => {
  const [a, b] = [read(left), read(right)]
  if (!a || !b || !isExpression(a) || !isExpression(b)) return null
  const resolved = [resolve(a, context.values), resolve(b, context.values)] as const
  const same = sameScalar(...resolved)
  if (same) return true
  // A definition in terms of what is no number (`s = ‖p‖²`) is left as a letter.
  const isOpaque = resolved.some((side) => hasCall(side, opaqueCalls) || hasIndexed(side))
  // Values from elsewhere in the text may be of another example.
  const isClosed = resolved.every((side) => freeSymbols(side).size === 0)
  const [x, y] = isOpaque || isClosed ? [a, b] : resolved
  const text = `${bareText(left)} ${bareText(right)}`
  // `w = w − 0.1` gives w another value.
  const isAssignment = first && !isComposite(a)
  if (
    !isAssignment &&
    !marked.test(text) &&
    !isApplied(text.replace(functionWord, '(')) &&
    ![left, right].some(isSpaced)
  ) {
    if (isImpossible(withAtoms(x, opaqueCalls), withAtoms(y, opaqueCalls))) return 'never'
  }
  if (first && context.equation) return null
  const [p, q] = [freeSymbols(x), freeSymbols(y)]
  if (p.size === 0 || q.size === 0) return null
  const allKnown = [...p, ...q].every((name) => context.known.has(name))
  // Between formulas in the same letters the first link of a chain is an identity, unless it is there to be solved.
  const isIdentity = isComposite(a) && isComposite(b) && !context.solved
  if (first && !((allKnown && isComposite(a)) || isIdentity)) return null
  // A symbol on one side alone may be something the text leaves out, unless the solver knows all of them.
  const isOfSameLetters = p.size === q.size && [...p].every((name) => q.has(name))
  if ((!allKnown || isClosed) && !isOfSameLetters) return null
  if (isClosed && isApplied(text)) return null
  if (opaqueText.test(text) || [x, y].some((side) => hasCall(side, opaqueCalls) || hasIndexed(side)))
    return null
  if (!allKnown && (isApplied(text) || [...p].some((name) => uppercase.test(name)))) return null
  return sameScalar(x, y) === false && certainlyDiffer(x, y) ? false : null
}

/** `2c·m²n = Θ(m²n)`: whether a formula or a class lies in a class. */
const growthLink = (
  left: Side,
  right: Side,
  sign: Sign,
  read: Reader,
  { values }: LinkContext,
): boolean | null => {
  if (sign !== '=' && sign !== 'in') return null
  const [a, b] = [read(left), read(right)]
  if (!a || b?.kind !== 'class') return null
  const f = a.kind === 'class' && a.symbol === b.symbol ? a.of : a
  if (!isExpression(f) || opaqueText.test(left.text.replace(logarithms, ''))) return null
  return liesIn(resolve(f, values), { ...b, of: resolve(b.of, values) })
}

const isSide = (side: AnySide | undefined): side is Side => side?.kind === 'side' && side.format !== 'words'

const isLoneSymbol = (side: AnySide | undefined, read: Reader): boolean =>
  isSide(side) && read(side)?.kind === 'symbol'

const tensorLink = (left: Side, right: Side, sign: Sign, read: Reader): boolean | null => {
  const [a, b] = [read(left), read(right)]
  if (sign !== '=' || a?.kind !== 'tensor' || b?.kind !== 'tensor') return null
  if (!(a.entries instanceof Float64Array) || !(b.entries instanceof Float64Array)) return null
  return sameValue(a, b)
}

/** Every link of a statement that can be told true or false by itself. */
export const linksOf = (statement: Statement, read: Reader, context: LinkContext): readonly Link[] => {
  const out: Link[] = []
  for (const [at, sign] of statement.signs.entries()) {
    const [left, right] = [statement.sides[at], statement.sides[at + 1]]
    if (!isSide(left) || !isSide(right)) continue
    const numeric = guarded(
      () => numericLink(left, right, sign, read) ?? tensorLink(left, right, sign, read),
      null,
    )
    if (numeric !== null) {
      out.push({ left, right, holds: numeric, of: 'numbers' })
      continue
    }
    const growth = guarded(() => growthLink(left, right, sign, read, context), null)
    if (growth !== null) out.push({ left, right, holds: growth, of: 'growth' })
    else if (sign === '=') {
      // `m = p = d_out` sets both names.
      const first = at === 0 || statement.sides.slice(0, at + 1).every((side) => isLoneSymbol(side, read))
      const algebraic = guarded(() => algebraicLink(left, right, first, read, context), null)
      if (algebraic === 'never') out.push({ left, right, holds: false, of: 'never' })
      else if (algebraic !== null) out.push({ left, right, holds: algebraic, of: 'formulas' })
    }
  }
  return out
}
