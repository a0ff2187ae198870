import { checkAnswer } from '../../check/answer.ts'
import { symbolsIn } from '../../check/vocabulary.ts'
import { substitute } from '../../exact/algebra.ts'
import { equal } from '../../exact/equal.ts'
import type { Expression } from '../../exact/expression.ts'
import { otherReadings } from '../../exact/judging/readings.ts'
import { type Exact, isExpression } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import type { Asked } from './part-key.ts'

/** What one value is beside the one asked for. `unsure` is for a person. */
export type Outcome =
  | { readonly is: 'right' }
  | { readonly is: 'convention' | 'wrong'; readonly because?: string; readonly kind?: 'misconception' }
  | { readonly is: 'unsure' }

/**
 * A value is wrong only where it was read whole and proven different in names that the solution has; anything that is
 * left open is unsure.
 */
export const compare = (asked: Asked, value: Exact, text: string): Outcome => {
  const meant = asked.quantity.value
  const same = sameAs(asked, meant, value, text)
  if (same === true) return { is: 'right' }
  const rival = asked.reference.solution.alternatives.find(({ answers }) =>
    answers.some(
      ({ name, value: other }) => name === asked.quantity.name && sameAs(asked, other, value, text) === true,
    ),
  )
  if (rival && same === false)
    return rival.kind === 'convention'
      ? { is: 'convention', because: rival.says }
      : { is: 'wrong', because: rival.says, kind: 'misconception' }
  return opinion(asked, value, text, same)
}

/** What the checker of explanations says of the value alone: it knows definitions and sizes by other names. */
const opinion = (asked: Asked, value: Exact, text: string, same: boolean | null): Outcome => {
  const { verdict, findings } = checkAnswer(text, [{ ...asked.reference, asks: [asked.quantity.name] }])
  const foreign = [...symbolsIn(value)].filter((name) => !asked.symbols.has(name))
  if (verdict === 'agrees') {
    // What is proven different cannot agree, unless a size goes by another name.
    const renamed = foreign.length > 0 && foreign.every((name) => sized.test(name))
    return same === null || renamed ? { is: 'right' } : { is: 'unsure' }
  }
  const because = findings.find((finding) => finding.because !== undefined)?.because
  const reason = because === undefined ? {} : { because }
  if (verdict === 'differs-by-convention') return { is: 'convention', ...reason }
  return verdict === 'disagrees' && same === false && foreign.length === 0
    ? { is: 'wrong', ...reason }
    : { is: 'unsure' }
}

/** `fan_in`, `n_out`, `din`: sizes that people name as they like. */
const sized = /^(?:fan|dim|size|n|d|N|D)_?(?:in|out)$/

const sameAs = (asked: Asked, meant: Exact, given: Exact, text: string): boolean | null => {
  const [left, right] = otherReadings(meant, given, { reference: writtenAs(meant), candidate: text }) ?? [
    meant,
    given,
  ]
  const direct = equal(asData(left), asData(right), { domain: 'positive' }).equal
  if (direct === true || (direct === null && toText(left) === toText(right))) return true
  const known = definitions(asked)
  if (known.size === 0 || !isExpression(left) || !isExpression(right)) return direct
  return equal(asData(substitute(left, known)), asData(substitute(right, known)), { domain: 'positive' })
    .equal
}

/** Letters that stand for data, which may be negative; other names are sizes, variances and rates. */
const data: ReadonlyMap<string, Expression> = new Map(
  [...'xyztuvw'].map((name) => [name, { kind: 'symbol', name, domain: 'real' }]),
)

const asData = (value: Exact): Exact => (isExpression(value) ? substitute(value, data) : value)

const writtenAs = (value: Exact): string => (value.kind === 'number' ? toText(value) : '')

/** Names that the solution defines and that are no answer themselves: `m = n − k + 1`. */
const definitions = ({ reference }: Asked): ReadonlyMap<string, Expression> =>
  new Map(
    (reference.solution.related ?? []).flatMap(({ symbol, value }): [string, Expression][] =>
      /^[A-Za-z]$/.test(symbol) && isExpression(value) && value.kind !== 'symbol' ? [[symbol, value]] : [],
    ),
  )
