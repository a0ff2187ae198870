import { times } from '../exact/algebra.ts'
import { isExpression } from '../exact/value.ts'
import { type Assessed, assess } from './assess.ts'
import { filled, wholeIndex } from './entries.ts'
import { freeSymbols } from './free-symbols.ts'
import type { Meant } from './meant.ts'
import { nameKey } from './names.ts'
import { evaluate } from './numeric.ts'
import { sameScalar, sameValue } from './sameness.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Cells of one row of a table. */
const inOneRow = ({ sentence: { cell, under } }: Line, { sentence: other }: Line): boolean =>
  cell !== undefined && cell.row === other.cell?.row && under === other.under

/**
 * "(0,1): 2 + 6 + 4 = 12, −52, total −40": numbers said of a place before its entry, in one line or one row of a table,
 * are what the entry is made of.
 */
export const leadsToEntry = ({ claim, target }: Assessed, meant: readonly Meant[]): boolean =>
  claim.indices?.every((index) => wholeIndex(index) !== undefined) === true &&
  meant.some(({ assessed: { claim: other, target: same, judgement } }) => {
    const isLater = other.statement.at > claim.statement.at || other.line.number > claim.line.number
    return (
      judgement === 'agrees' &&
      same === target &&
      isLater &&
      other.indices?.join() === claim.indices?.join() &&
      (other.line === claim.line || inOneRow(other.line, claim.line))
    )
  })

const against =
  /^[^¤.;]{0,40}\b(?:rather than|instead of|as opposed to|not|versus|vs\.?|against)\s+(?:the\s+)?$/i

/** "For K = 3 that means ¤ weights rather than ¤", where the second is right: the first is of something else in that case. */
export const isContrasted = ({ claim }: Assessed, analysis: Analysis, vocabulary: Vocabulary): boolean => {
  const { line, statement } = claim
  const next = line.statements.find(({ at }) => at > statement.at)
  const side = next?.sides.at(-1)
  if (!next || !side || !against.test(line.flow.slice(statement.end + 1, next.at))) return false
  return assess({ ...claim, side, statement: next }, analysis, vocabulary)?.judgement === 'instance'
}

/** A row of a table gives a quantity once: where another cell of it has it right, this column is about something else. */
export const isOfOtherColumn = (
  { claim, target }: Assessed,
  meant: readonly Meant[],
  { headerSets }: Analysis,
): boolean =>
  claim.indices === undefined &&
  // A column of one case is checked in that case.
  headerSets(claim.line.sentence.cell?.header ?? '').length === 0 &&
  meant.some(
    ({ assessed: { claim: other, target: same, judgement } }) =>
      judgement === 'agrees' &&
      same === target &&
      other.line !== claim.line &&
      other.line.sentence.cell?.column !== claim.line.sentence.cell?.column &&
      inOneRow(other.line, claim.line),
  )

const digits = (text: string): string => text.replace(/[−–]/g, '-').replace(/\s/g, '')

/** "This is −10 everywhere. Product: 4·(−10) = −40": a number that a later right one is made of. */
export const isUsedLater = ({ claim, target }: Assessed, analysis: Analysis): boolean => {
  const { lines } = analysis
  const own = claim.side.kind === 'side' ? digits(claim.side.text) : ''
  if (claim.uniform !== true || !/^-?\d+$/.test(own)) return false
  const { value } = target.quantity
  const part = new RegExp(`(?<![\\d.])${own}(?![\\d.])`)
  return lines.slice(claim.line.number + 1).some(({ statements }) =>
    statements.some(({ sides }) => {
      const end = sides.at(-1)
      const read = end?.kind === 'side' ? analysis.read(end) : undefined
      return (
        value.kind === 'tensor' &&
        read?.kind === 'number' &&
        sameValue(value, filled(value.shape, read)) === true &&
        sides.slice(0, -1).some((side) => side.kind === 'side' && part.test(digits(side.text)))
      )
    }),
  )
}

const starts = /\b(?:start\w*|begin\w*|initial\w*)\b[^.;]*$/i

/** `dw[h,l] = 0`, to which a loop adds: `dw[h,l] += …`. */
export const isAccumulator = ({ claim: { statement }, claimed }: Assessed, { source }: Analysis): boolean => {
  const [head] = statement.sides
  if (claimed?.kind !== 'number' || head?.kind !== 'side') return false
  const name = head.text.trim()
  const at = source.indexOf('+=', statement.to)
  return at >= 0 && source.slice(statement.to, at).trimEnd().endsWith(name)
}

/** A name that a recursion renews (`R ← R + …`) begins with another value than it ends with. */
export const isStart = ({ claim, claimed, target }: Assessed, { lines }: Analysis): boolean =>
  claimed?.kind === 'number' &&
  claim.tie === 'named' &&
  (freeSymbolsOf(target).size > 0 || starts.test(claim.line.flow.slice(0, claim.statement.at))) &&
  lines.some(({ statements }) =>
    statements.some(({ sides: [head], signs }) => {
      const [own] = claim.statement.sides
      return (
        signs[0] === '<-' &&
        head?.kind === 'side' &&
        own?.kind === 'side' &&
        nameKey(head.text) === nameKey(own.text)
      )
    }),
  )

const freeSymbolsOf = ({ quantity: { value } }: Known): ReadonlySet<string> =>
  isExpression(value) ? freeSymbols(value) : new Set()

const remedyName = /(?:^|_)(?:scale|multiplier|factor)$/

/** "Then the factor becomes √d_out · 1/√d_out = 1": what the quantity is once the remedy, which is right too, is applied. */
export const isRemedied = ({ claimed, target }: Assessed, meant: readonly Meant[]): boolean => {
  const { value } = target.quantity
  if (!claimed || !isExpression(claimed) || !isExpression(value)) return false
  const right = meant
    .filter(({ assessed }) => assessed.judgement === 'agrees')
    .map(({ assessed }) => assessed.target)
  return right.some(
    ({ reference, quantity: { name, value: remedy } }) =>
      reference === target.reference &&
      remedyName.test(name) &&
      isExpression(remedy) &&
      sameScalar(claimed, times(value, remedy)) === true,
  )
}

const [large, tolerance] = [1e9, 1e-3]

/** `(n − k + 1)σ ≈ nσ`: what a quantity comes to for a large symbol, said with a sign that is no equality. */
export const isLimit = ({ claim: { sign, side, statement }, claimed, target }: Assessed): boolean => {
  const { value } = target.quantity
  const isRough = sign === '~=' || (statement.signs.includes('~=') && statement.sides.at(-1) === side)
  if (!isRough || !claimed || !isExpression(claimed) || !isExpression(value)) return false
  const names = [...freeSymbols(value)]
  if (names.length === 0 || [...freeSymbols(claimed)].some((name) => !names.includes(name))) return false
  return names.some((name) => {
    const at = new Map(names.map((other, i) => [other, other === name ? large : 2 + i]))
    return Math.abs(evaluate(claimed, at) / evaluate(value, at) - 1) < tolerance
  })
}
