import type { Assessed } from './assess.ts'
import type { Claim } from './claims.ts'
import { bases, entriesAt } from './entries.ts'
import type { Known } from './vocabulary.ts'

type Entry = { readonly claim: Claim; readonly target: Known }

const isEntry = ({ claim, target }: Assessed): boolean => {
  const { value } = target.quantity
  return value.kind === 'tensor' && claim.indices !== undefined && entriesAt(value, claim.indices).length > 0
}

const isWithin = ({ claim, target }: Entry, base: 0 | 1): boolean => {
  const { value } = target.quantity
  return value.kind === 'tensor' && entriesAt(value, claim.indices ?? [], [base]).length > 0
}

/**
 * A text counts the entries of one quantity from 0 or from 1 throughout: from where all its places exist, and of two such
 * ways from the one in which more of its entries are right. Where both have as many, each place may be meant either way.
 */
export const countedFromOneBase = (
  all: readonly Assessed[],
  assess: (claim: Claim) => Assessed | undefined,
): readonly Assessed[] => {
  const targets = new Set(all.filter(isEntry).map(({ target }) => target))
  return [...targets].reduce((out, target) => {
    const own = out.filter((one) => one.target === target && isEntry(one))
    const ways = bases
      .filter((base) => own.every((one) => isWithin(one, base)))
      .map((base) => own.map((one) => assess({ ...one.claim, targets: [target], base }) ?? one))
    const [first, second] = ways.toSorted((a, b) => rightIn(b) - rightIn(a))
    if (!first || (second && rightIn(second) === rightIn(first))) return out
    const found = new Map(own.map((one, at) => [one, first[at] ?? one]))
    return out.map((one) => found.get(one) ?? one)
  }, all)
}

const rightIn = (way: readonly Assessed[]): number =>
  way.filter(({ judgement }) => judgement === 'agrees').length
