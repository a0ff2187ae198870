import { isByCases } from '../exact/equality/pieces.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { isUnasked, type Said } from './chains.ts'
import type { Names } from './read-value.ts'
import { itemsOf, valuesOf } from './read-values.ts'

/** For each value asked for what was said of it; `open` is set where something was said that cannot be placed. */
export type Assignment = {
  readonly values: ReadonlyMap<Asked, readonly Said[]>
  readonly open: boolean
  /** Which were placed by their order alone. */
  readonly byOrder: ReadonlySet<Asked>
}

/** Places the pieces of an answer: by name first, then by kind and order. */
export const assign = (pieces: readonly string[], key: AnswerKey): Assignment => {
  const { asked, names } = key
  const values = new Map<Asked, Said[]>()
  const alone = asked.length === 1
  const loose: Said[] = []
  let misplaced = false
  const put = (one: Asked, said: Said): void => {
    values.set(one, [...(values.get(one) ?? []), said])
  }
  const all = pieces.flatMap((piece) => valuesOf(piece, key))
  for (const [at, said] of all.entries()) {
    if (isStray(said, all[at - 1] ?? all[at + 1], asked)) misplaced = true
    const fitting = said.of.filter(
      ({ quantity }) => said.value === undefined || fits(quantity.value, said.value, alone),
    )
    const free = fitting.filter((one) => !values.has(one))
    const target =
      fitting.length === 1 ? fitting[0] : fitting.length > 0 && free.length === 1 ? free[0] : undefined
    if (target) put(target, said)
    // `(ii)` of a value that only (i) can have: what is said of one is not given to another.
    else if (said.of.length > 0 && fitting.length === 0) misplaced = true
    else if (said.strange && !alone) misplaced = true
    else if (said.text === '' && said.value === undefined && !said.unknown) continue
    else loose.push(said)
  }
  const rest = asked.filter((one) => !values.has(one))
  const spread = loose.length < rest.length ? loose.flatMap((said) => spreadOut(said, rest, names)) : loose
  const placed = inOrder(spread, rest, alone)
  for (const [one, said] of placed ?? []) put(one, said)
  const open = misplaced || (placed === undefined && spread.length > 0)
  return { values, open, byOrder: new Set(placed?.map(([one]) => one)) }
}

/** A class that is said of nothing by name is of the value beside it. */
const isStray = ({ of, value }: Said, beside: Said | undefined, asked: readonly Asked[]): boolean =>
  value?.kind === 'class' && of.length === 0 && beside !== undefined && isUnasked(beside.of, asked)

/** One value where several are still asked for: a shape, a row. */
const spreadOut = (said: Said, rest: readonly Asked[], names: Names): readonly Said[] => {
  if (
    said.value &&
    rest.some(({ quantity }) => !isExpression(quantity.value) && fits(quantity.value, said.value))
  )
    return [said]
  const items = itemsOf(said, names)
  return items.length > 1 ? items : [said]
}

type Placed = readonly (readonly [Asked, Said])[]

/** Pairs values with what is asked where their kinds leave one way, or their order fits; else undefined. */
const inOrder = (loose: readonly Said[], rest: readonly Asked[], alone: boolean): Placed | undefined => {
  if (loose.length === 0) return []
  if (loose.length !== rest.length) return loose.length < rest.length ? byKind(loose, rest) : undefined
  const straight = rest.map((one, at): readonly [Asked, Said | undefined] => [one, loose[at]])
  if (straight.every(([one, said]) => said?.value && fits(one.quantity.value, said.value, alone)))
    return straight.flatMap(([one, said]) => (said ? [[one, said] as const] : []))
  return byKind(loose, rest)
}

const byKind = (loose: readonly Said[], rest: readonly Asked[]): Placed | undefined => {
  const pairs: (readonly [Asked, Said])[] = []
  for (const said of loose) {
    const { value } = said
    if (!value) return undefined
    const fitting = rest.filter(({ quantity }) => fits(quantity.value, value))
    const rivals = loose.filter(
      (other) => other.value && fitting[0] && fits(fitting[0].quantity.value, other.value),
    )
    if (fitting.length !== 1 || !fitting[0] || rivals.length !== 1) return undefined
    pairs.push([fitting[0], said])
  }
  return pairs
}

/** Whether a value could be meant for what is asked: a matrix is not said of a size, nor a class of a number. */
export const fits = (meant: Exact, given: Exact | undefined, alone = false): boolean => {
  if (given === undefined) return false
  if (meant.kind === 'tensor')
    return (
      given.kind === 'tensor' &&
      given.shape.length === meant.shape.length &&
      // Where nothing else is asked for, a matrix of another size is meant for it, and wrong.
      (alone || given.shape.every((size, axis) => size === (meant.shape[axis] ?? 0)))
    )
  if (meant.kind === 'class') return given.kind === 'class'
  if (meant.kind === 'list' || meant.kind === 'shape')
    return (
      ['list', 'shape', 'tensor', 'set'].includes(given.kind) &&
      (meant.kind === 'shape' || lengthOf(given) === meant.items.length)
    )
  if (isExpression(meant)) return isExpression(given)
  // Unit steps say by themselves where a sequence begins and ends.
  if (meant.kind === 'piecewise' && isExpression(given)) return isByCases(given)
  return meant.kind === given.kind
}

const lengthOf = (value: Exact): number => {
  if (value.kind === 'list' || value.kind === 'set') return value.items.length
  return value.kind === 'tensor' ? (value.shape[0] ?? 0) : 0
}
