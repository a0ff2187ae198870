import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { formulaOf, type Response, withoutImpulses } from './convolution.ts'
import {
  addLinear,
  constantLinear,
  isConstantLinear,
  isNonNegative,
  type Linear,
  linear,
  subtractLinear,
} from './linear.ts'
import { replaceSymbol } from './monomial-sum.ts'
import { addRatios, cancel, isZeroRatio, mapTop, type Ratio, sameRatio } from './ratio.ts'

/** A formula in n where n is at least each of `from` and at most each of `to`. */
export type FormulaPiece = {
  readonly from: readonly Linear[]
  readonly to: readonly Linear[]
  readonly of: Ratio
}

const mostPieces = 128
const before = (k: Linear): Linear => addLinear(k, linear(q.rational(-1)))
const isAtMost = (a: Linear, b: Linear): boolean =>
  isConstantLinear(a) && isConstantLinear(b)
    ? q.compare(a.constant, b.constant) <= 0
    : isNonNegative(subtractLinear(b, a))

type Delayed = { readonly delay: Linear; readonly of: Ratio }

/** The responses by delay, earlier delays first where that is known. */
const byDelay = (responses: readonly Response[]): readonly Delayed[] => {
  const delays = new Map<string, Delayed>()
  for (const response of responses) {
    const { delay } = response
    const known = delays.get(delay.key)
    const of = formulaOf(response)
    delays.set(delay.key, { delay, of: known ? addRatios(known.of, of) : of })
  }
  const sorted: Delayed[] = []
  let rest = [...delays.values()].filter(({ of }) => !isZeroRatio(of))
  while (rest.length > 0) {
    const next = rest.find(({ delay }) =>
      rest.every((other) => other.delay === delay || !isAtMost(other.delay, delay)),
    )
    const first = next ?? rest[0]
    if (!first) break
    sorted.push(first)
    rest = rest.filter((other) => other !== first)
  }
  return sorted
}

const checkCount = (pieces: number): void => {
  if (pieces > mostPieces)
    throw new ReadError(
      'too-large',
      `The result has more than ${mostPieces} pieces. Give the symbols values.`,
    )
}

/** Whether the order of all delays is known. */
const isChain = (delays: readonly Linear[]): boolean =>
  delays.every((late, at) => {
    const early = delays[at - 1]
    return !early || isAtMost(early, late)
  })

/** The stretches between delays whose order is known. */
const chainPieces = (delays: readonly Delayed[]): readonly FormulaPiece[] => {
  checkCount(delays.length + 1)
  return Array.from({ length: delays.length + 1 }, (_, passed): FormulaPiece => {
    const [last, next] = [delays[passed - 1], delays[passed]]
    return {
      from: last ? [last.delay] : [],
      to: next ? [before(next.delay)] : [],
      of: addRatios(...delays.slice(0, passed).map(({ of }) => of)),
    }
  })
}

/**
 * Every choice of delays that can have passed together. Where the order of two delays rests on symbols, both orders
 * occur, each under its own condition.
 */
const passedSets = (delays: readonly Linear[]): readonly ReadonlySet<number>[] => {
  const earlier = delays.map((late) =>
    delays.flatMap((early, at) => (early !== late && isAtMost(early, late) ? [at] : [])),
  )
  const sets = new Map<string, Set<number>>([['', new Set()]])
  let frontier: readonly Set<number>[] = [new Set()]
  while (frontier.length > 0) {
    const grown = new Map<string, Set<number>>()
    for (const set of frontier)
      for (const at of delays.keys()) {
        if (set.has(at) || !earlier[at]?.every((other) => set.has(other))) continue
        const more = new Set([...set, at].sort((a, b) => a - b))
        grown.set([...more].join(), more)
      }
    for (const [key, set] of grown) sets.set(key, set)
    checkCount(sets.size)
    frontier = [...grown.values()]
  }
  return [...sets.values()]
}

const branchingPieces = (delays: readonly Delayed[]): readonly FormulaPiece[] =>
  passedSets(delays.map(({ delay }) => delay)).map((passed): FormulaPiece => {
    const has = delays.filter((_, at) => passed.has(at)).map(({ delay }) => delay)
    const lacks = delays.filter((_, at) => !passed.has(at)).map(({ delay }) => delay)
    return {
      from: has.filter((k) => has.every((other) => other === k || !isAtMost(k, other))),
      to: lacks.filter((k) => lacks.every((other) => other === k || !isAtMost(other, k))).map(before),
      of: addRatios(...delays.filter((_, at) => passed.has(at)).map(({ of }) => of)),
    }
  })

/** The convolution as formulas, as few as the adjacent ones allow, in order of n. */
export const piecesOf = (responses: readonly Response[]): readonly FormulaPiece[] => {
  const delays = byDelay(withoutImpulses(responses))
  const known = isChain(delays.map(({ delay }) => delay))
  const pieces = known ? chainPieces(delays) : branchingPieces(delays)
  const inOrder = pieces.every(({ from, to }) => from.length <= 1 && to.length <= 1)
  return inOrder ? merge(pieces) : pieces.map((piece) => ({ ...piece, of: cancel(piece.of) }))
}

/** The value at a linear form in place of n. */
export const formulaAt = (of: Ratio, at: Linear): Ratio =>
  cancel(mapTop(of, (top) => replaceSymbol(top, 'n', at)))

const shortest = 6n

/** All points of a piece with a known small number of them. */
const pointsOf = ({ from: [from], to: [to] }: FormulaPiece): readonly Linear[] | undefined => {
  if (!from || !to) return undefined
  const length = subtractLinear(to, from)
  if (!isConstantLinear(length) || length.constant.n >= shortest) return undefined
  return Array.from({ length: Number(length.constant.n) + 1 }, (_, at) => addLinear(from, constantLinear(at)))
}

const agrees = (points: readonly Linear[], a: Ratio, b: Ratio): boolean =>
  points.every((at) => sameRatio(formulaAt(a, at), formulaAt(b, at)))

const joined = (a: FormulaPiece, b: FormulaPiece, of: Ratio): FormulaPiece => ({ from: a.from, to: b.to, of })

/** Whether one formula holds on both of two adjacent pieces, and which. */
const common = (a: FormulaPiece, b: FormulaPiece): Ratio | undefined => {
  if (sameRatio(a.of, b.of)) return a.of
  const [left, right] = [pointsOf(a), pointsOf(b)]
  if (left && agrees(left, a.of, b.of)) return b.of
  return right && agrees(right, a.of, b.of) ? a.of : undefined
}

const merge = (pieces: readonly FormulaPiece[]): readonly FormulaPiece[] => {
  const out: FormulaPiece[] = []
  for (const piece of pieces) {
    let current = piece
    for (let last = out.at(-1); last; last = out.at(-1)) {
      const of = common(last, current)
      if (!of) break
      out.pop()
      current = joined(last, current, of)
    }
    out.push(current)
  }
  return out.map((piece) => {
    const points = pointsOf(piece)
    const [only] = points ?? []
    return { ...piece, of: points?.length === 1 && only ? formulaAt(piece.of, only) : cancel(piece.of) }
  })
}
