import { checkValue } from '../check/answer.ts'
import { freeSymbols, hasIndexed } from '../check/free-symbols.ts'
import { withoutIndices } from '../check/judge-scalar.ts'
import { solvedForSize } from '../check/size-equations.ts'
import { expressionsIn, symbolsIn } from '../check/vocabulary.ts'
import { num, substitute, times } from '../exact/algebra.ts'
import { equal } from '../exact/equal.ts'
import type { Expression } from '../exact/expression.ts'
import { otherReadings } from '../exact/judging/readings.ts'
import { somePart, symbolsOf } from '../exact/tree.ts'
import { type AsymptoticClass, type Exact, isExpression, type Piecewise } from '../exact/value.ts'
import { toText } from '../exact/write/write.ts'
import type { Solution } from '../model.ts'
import type { Asked } from './answer-key.ts'
import { entriesIn } from './entries.ts'
import { areTurned } from './labels.ts'
import { differs } from './refute.ts'
import { hasSeries, inOneNotation } from './series.ts'

/** What one value is beside the one asked for. `unsure` is for a person. */
export type Outcome =
  | { readonly is: 'right' }
  | { readonly is: 'convention' | 'wrong'; readonly because?: string; readonly kind?: 'misconception' }
  | { readonly is: 'unsure' }

const mostRemembered = 10_000
const remembered = new WeakMap<Asked, Map<string, Outcome>>()

/**
 * A value is wrong only where it was read whole and proven different in names that the solution has; anything that is
 * left open is unsure. `text` is how it was written.
 */
export const compare = (asked: Asked, value: Exact, text: string): Outcome => {
  const meant = asked.quantity.value
  const [, read] = otherReadings(meant, value, { reference: writtenAs(meant), candidate: text }) ?? [
    meant,
    value,
  ]
  const named = inKnownNames(read, asked)
  const given = isExpression(named) ? inOneNotation(named) : named
  // Many write one value in many ways.
  const known = remembered.get(asked) ?? new Map<string, Outcome>()
  const name = written(given)
  const outcome = known.get(name) ?? judge(asked, given)
  if (known.size >= mostRemembered) known.clear()
  remembered.set(asked, known.set(name, outcome))
  return outcome
}

/** All that a value is; its text would not tell the order of matrices in a quotient. */
const written = (value: Exact): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))

const judge = (asked: Asked, value: Exact): Outcome => {
  const { value: meant } = asked.quantity
  // A lower bound does not say how fast at most.
  if (
    value.kind === 'class' &&
    value.symbol === 'Omega' &&
    meant.kind === 'class' &&
    meant.symbol !== 'Omega'
  )
    return { is: 'unsure' }
  const same = sameAs(asked, asked.quantity.value, value)
  if (same === true) return { is: 'right' }
  // "Each gets dy/4" leaves open which entry of dy.
  if (isExpression(value) && [...symbolsOf(value)].some((name) => asked.arrays.has(name))) {
    if (expressionsIn(meant).some(hasIndexed)) return { is: 'unsure' }
  }
  const rival = asked.reference.solution.alternatives.find(({ answers }) =>
    answers.some(
      ({ name, value: other }) => name === asked.quantity.name && sameAs(asked, other, value) === true,
    ),
  )
  if (rival && same === false)
    return rival.kind === 'convention'
      ? { is: 'convention', because: rival.says }
      : { is: 'wrong', because: rival.says, kind: 'misconception' }
  return areCounts(meant, value) ? { is: 'unsure' } : opinion(asked, value, same)
}

/** The numbers of entries where shapes are asked for: another thing, and no slip. */
const areCounts = (meant: Exact, value: Exact): boolean => {
  const given = entriesIn(value)
  return (
    meant.kind === 'list' &&
    meant.items.length === given.length &&
    meant.items.every((item, at) => {
      const [sizes, count] = [item.kind === 'shape' ? item.sizes : [item], given[at]]
      return (
        sizes.every(isExpression) &&
        count !== undefined &&
        isExpression(count) &&
        equal(times(...sizes), count, { domain: 'positive' }).equal === true
      )
    })
  )
}

/** What the checker of explanations says of the value alone: it knows definitions and sizes by other names. */
const opinion = (asked: Asked, value: Exact, same: boolean | null): Outcome => {
  const foreign = foreignIn(value, asked)
  // Another growth is no matter of definitions.
  if (value.kind === 'class' && same === false && foreign.length === 0)
    return isConstantApart(value, asked) ? { is: 'unsure' } : { is: 'wrong' }
  const { verdict, findings } = checkValue(value, asked.alone)
  // What is proven different cannot agree, and cases that leave some out are not all of them.
  if (verdict === 'agrees') return same === null && !isCases(asked) ? { is: 'right' } : { is: 'unsure' }
  const because = findings.find((finding) => finding.because !== undefined)?.because
  const reason = because === undefined ? {} : { because }
  if (verdict === 'differs-by-convention') return { is: 'convention', ...reason }
  return verdict === 'disagrees' && same === false && foreign.length === 0
    ? { is: 'wrong', ...reason }
    : { is: 'unsure' }
}

/** `Θ(c·n²)` beside Θ(n²): letters that the class leaves out may be constants. */
const isConstantApart = (value: AsymptoticClass, { quantity: { value: meant } }: Asked): boolean => {
  if (meant.kind !== 'class') return false
  const own = symbolsIn(meant)
  const constants = new Map(
    [...symbolsIn(value)].filter((name) => !own.has(name)).map((name) => [name, num(1)] as const),
  )
  return (
    constants.size > 0 &&
    equal(meant, { ...value, of: substitute(value.of, constants) }, { domain: 'positive' }).equal !== false
  )
}

/** Names that the solution has not; a letter that only counts the terms of a sum is none. */
const foreignIn = (value: Exact, { symbols, arrays }: Asked): readonly string[] =>
  expressionsIn(value).flatMap((one) =>
    [...freeSymbols(one)].filter((name) => !symbols.has(name) && !arrays.has(name)),
  )

/** `fan_in`, `n_out`, `din`: sizes that people name as they like. */
export const sized = /^(?:fan|dim|size|n|d|N|D)_?(in|out)$/

/** Names of a learning rate beside η. */
const rates = new Set(['lr', 'alpha', 'gamma', 'epsilon', 'learning_rate'])

/** What a solution calls a name of somebody's: a size by another name is the one size that goes in, or out. */
const ownName = (name: string, symbols: ReadonlySet<string>): string | undefined => {
  if (symbols.has(name)) return undefined
  const spread = /^s_?([a-z])$/.exec(name)?.[1]
  if (spread !== undefined) return symbols.has(`sigma_${spread}`) ? `sigma_${spread}` : undefined
  if (rates.has(name)) return symbols.has('eta') ? 'eta' : undefined
  const side = sized.exec(name)?.[1]
  const [own, another] = side === undefined ? [] : [...symbols].filter((one) => sized.exec(one)?.[1] === side)
  return another === undefined ? own : undefined
}

/** Whether all indexed names in a formula have the same indices. */
const isOfOneEntry = (e: Expression): boolean => {
  const places = new Set<string>()
  somePart(e, (part) => {
    if (part.kind === 'indexed') places.add(part.indices.map(toText).join())
    return false
  })
  return places.size < 2
}

/** `dw_{lh}` where entries are those of `dw_{hl}`. */
const hasTurned = (e: Expression, asked: Asked): boolean =>
  somePart(e, (part) => part.kind === 'indexed' && areTurned(part.indices.map(toText).join(''), asked))

const inKnownNames = (value: Exact, asked: Asked): Exact => {
  const { symbols, quantity } = asked
  const kin = isExpression(value) || value.kind === 'class' ? value : undefined
  if (!kin) return value
  // `w_{hl} − η dw_{hl}` says of every entry what `w − η dw` says of all.
  const isOfAll =
    isExpression(kin) &&
    !hasSeries(kin) &&
    isOfOneEntry(kin) &&
    !hasTurned(kin, asked) &&
    isExpression(quantity.value) &&
    !hasIndexed(quantity.value)
  const whole = isOfAll ? withoutIndices(kin) : kin
  const names = [...symbolsIn(whole)].flatMap((name): [string, Expression][] => {
    const own = ownName(name, symbols)
    return own === undefined ? [] : [[name, { kind: 'symbol', name: own }]]
  })
  if (names.length === 0) return whole
  const known = new Map(names)
  return isExpression(whole) ? substitute(whole, known) : { ...whole, of: substitute(whole.of, known) }
}

const sameAs = (asked: Asked, left: Exact, right: Exact): boolean | null => {
  const known = isCases(asked) ? ownIn(definitions(asked), asked) : definitions(asked)
  const inFull = (value: Exact): Exact => {
    if (value.kind === 'piecewise') return casesWith(value, known)
    return isExpression(value) ? inOneNotation(substitute(substitute(value, known), data)) : value
  }
  const [meant, given] = [inFull(left), inFull(right)]
  if (differs(meant, given)) return false
  // Definitions by cases are over an index: between whole numbers they say nothing.
  const domain = left.kind === 'piecewise' || right.kind === 'piecewise' ? 'integer' : 'positive'
  const direct = equal(asData(left), asData(right), { domain }).equal
  if (direct !== true && domain === 'positive' && areRounded(left, right))
    return equal(left, right, { domain: 'integer' }).equal
  if (direct === null && toText(left) === toText(right)) return true
  const isFormula = [left, right].every((value) => isExpression(value) || value.kind === 'piecewise')
  if (direct === true || known.size === 0 || !isFormula) return direct
  const inOwn = equal(meant, given, { domain }).equal
  if (inOwn === true || !isExpression(meant) || !isExpression(given)) return inOwn
  return bySizes(meant, given, known) ?? inOwn
}

/** Whether both are whole numbers, rounded: `⌈(W − K + 1)/S⌉` is ⌊(W − K)/S⌋ + 1 of sizes, which are whole. */
const areRounded = (...values: readonly Exact[]): boolean =>
  values.every(
    (value) =>
      isExpression(value) &&
      somePart(value, (part) => part.kind === 'call' && (part.name === 'floor' || part.name === 'ceil')),
  )

/** By sizes that are positive though they are differences: √((n − k + 1)²) is n − k + 1. */
export const bySizes = (
  meant: Expression,
  given: Expression,
  known: ReadonlyMap<string, Expression>,
): boolean | null => {
  const sizes = new Map(
    [...known].map(([size, value]) => solvedForSize(size, value)).filter((one) => one !== undefined),
  )
  if (sizes.size === 0) return null
  return equal(substitute(meant, sizes), substitute(given, sizes), { domain: 'positive' }).equal
}

const isCases = ({ quantity }: Asked): boolean => quantity.value.kind === 'piecewise'

/** Cases with a known length put in, `n ≥ L` as n ≥ 7. */
export const casesWith = ({ pieces }: Piecewise, known: ReadonlyMap<string, Expression>): Piecewise => ({
  kind: 'piecewise',
  pieces: pieces.map(({ when, value }) => ({
    when: when.map(({ sides, relations }) => ({
      relations,
      sides: sides.map((side) => substitute(side, known)),
    })),
    value: substitute(value, known),
  })),
})

/** Of what a solution defines that which is a name of its values. */
const ownIn = (known: ReadonlyMap<string, Expression>, { symbols }: Asked): ReadonlyMap<string, Expression> =>
  new Map([...known].filter(([name]) => symbols.has(name)))

/** Letters that stand for data, which may be negative; other names are sizes, variances and rates. */
const data: ReadonlyMap<string, Expression> = new Map(
  [...'xyztuvw', 'dx', 'dy', 'dw'].map((name) => [name, { kind: 'symbol', name, domain: 'real' }]),
)

const asData = (value: Exact): Exact => (isExpression(value) ? substitute(value, data) : value)

const writtenAs = (value: Exact): string => (value.kind === 'number' ? toText(value) : '')

/** Names that the solution defines and that are no answer themselves: `m = n − k + 1`. */
const definitionsIn = ({ related = [] }: Solution): ReadonlyMap<string, Expression> =>
  new Map(
    related.flatMap(({ symbol, value }): [string, Expression][] =>
      /^[A-Za-z]$/.test(symbol) && isExpression(value) && value.kind !== 'symbol' ? [[symbol, value]] : [],
    ),
  )

const definitionsBySolution = new WeakMap<Solution, ReadonlyMap<string, Expression>>()

export const definitions = ({ reference: { solution } }: Asked): ReadonlyMap<string, Expression> => {
  const known = definitionsBySolution.get(solution) ?? definitionsIn(solution)
  definitionsBySolution.set(solution, known)
  return known
}
