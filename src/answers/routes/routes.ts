import { num, splitCoefficient, times } from '../../exact/algebra.ts'
import { equal } from '../../exact/equal.ts'
import type { Expression, Indexed } from '../../exact/expression.ts'
import type { Rational } from '../../exact/rational.ts'
import { type Chain, type Exact, isExpression } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'

/** How the solutions of a part hand one gradient of a window back to its entries. */
export type Routes = {
  /** What the window gets: `dy[⌈i/2⌉, ⌈j/2⌉]`. */
  readonly gradient: Indexed
  /** When an entry is the largest of its window, `x[i, j] = y[⌈i/2⌉, ⌈j/2⌉]`; undefined where no solution asks that. */
  readonly winner: readonly [entry: Indexed, output: Indexed] | undefined
  /** How many entries a window has. */
  readonly count: number
}

/** What an answer gives the largest entry and the others, or all of them alike: factors of the gradient. */
export type Shares = { readonly winner: Rational; readonly others: Rational } | { readonly all: Rational }

/** The routes that the solutions share; undefined where something else is asked for. */
export const routesIn = ({ asked }: AnswerKey): Routes | undefined => {
  const found = asked.map(routeOf)
  const [first] = found
  if (!first || !found.every((one) => one && isSame(one.gradient, first.gradient))) return undefined
  const count = entriesIn(first.gradient)
  const winner = found.flatMap((one) => (one?.winner ? [one.winner] : []))[0]
  return count === undefined ? undefined : { gradient: first.gradient, winner, count }
}

type Route = Pick<Routes, 'gradient' | 'winner'>

const routeOf = ({ quantity: { value }, reference }: Asked): Route | undefined => {
  if (isExpression(value)) {
    const gradient = splitCoefficient(value)[1]
    return gradient.kind === 'indexed' ? { gradient, winner: undefined } : undefined
  }
  const [first, last, ...others] = value.kind === 'piecewise' ? value.pieces : []
  if (first?.value.kind !== 'indexed' || last?.when.length !== 0 || others.length > 0) return undefined
  const winner = equationOf(first.when)
  const largest = reference.solution.answers.find(({ name }) => name === winner?.[1].name)?.value
  const isWinner = largest?.kind === 'call' && largest.name === 'max'
  return winner && isWinner && isSame(last.value, num(0)) ? { gradient: first.value, winner } : undefined
}

const equationOf = ([chain, ...others]: readonly Chain[]): Routes['winner'] => {
  const [left, right] = chain?.sides ?? []
  const isEquation = others.length === 0 && chain?.relations.length === 1 && chain.relations[0] === '='
  return isEquation && left?.kind === 'indexed' && right?.kind === 'indexed' ? [left, right] : undefined
}

/** The product of K over the indices ⌈i/K⌉. */
const entriesIn = ({ indices }: Indexed): number | undefined => {
  const sizes = indices.map((index) => {
    const [inside] = index.kind === 'call' && index.name === 'ceil' ? index.args : []
    const [{ n, d }, rest] = inside ? splitCoefficient(inside) : [{ n: 0n, d: 1n }, num(1)]
    return n === 1n && rest.kind === 'symbol' ? Number(d) : Number.NaN
  })
  const count = sizes.reduce((product, size) => product * size, 1)
  return Number.isFinite(count) ? count : undefined
}

export const isSame = (left: Exact, right: Exact): boolean => equal(left, right, {}).equal === true

/** Shares as the formula that the solutions have for them. */
export const formulaOf = (shares: Shares, { gradient, winner }: Routes): string | undefined => {
  const share = (factor: Rational): Expression => times(num(factor), gradient)
  if ('all' in shares) return toLatex(share(shares.all))
  if (!winner) return undefined
  const [entry, output] = winner.map((side) => toLatex(side))
  return `\\begin{cases} ${toLatex(share(shares.winner))} & ${entry} = ${output} \\\\ ${toLatex(share(shares.others))} & \\text{otherwise} \\end{cases}`
}
