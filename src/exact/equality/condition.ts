import type { Expression } from '../expression.ts'
import { mapChildren, symbolsOf } from '../tree.ts'
import type { Chain, Exact, Relation } from '../value.ts'
import { isExpression } from '../value.ts'
import { signOfInfinity } from './scalars.ts'

/** A condition on real numbers, built of comparisons. */
export type Condition =
  | {
      readonly kind: 'compare'
      readonly left: Expression
      readonly relation: Relation
      readonly right: Expression
    }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }

/** The number that an interval or a set is about, which has no name of its own. */
export const unnamed: Expression = { kind: 'symbol', name: '#', domain: 'real' }

const always: Condition = { kind: 'all', of: [] }
const never: Condition = { kind: 'any', of: [] }

const compare = (left: Expression, relation: Relation, right: Expression): Condition => {
  const [low, high] = [signOfInfinity(left), signOfInfinity(right)]
  if (!low && !high) return { kind: 'compare', left, relation, right }
  if (low && high) return never
  // Every real number is above −∞ and below ∞.
  const rises = high ? high > 0 : (low ?? 1) < 0
  const wantsRise = relation === '<' || relation === '<='
  if (relation === '=') return never
  return relation === '!=' || rises === wantsRise ? always : never
}

export const chainCondition = ({ sides, relations }: Chain): Condition => ({
  kind: 'all',
  of: relations.flatMap((relation, i) => {
    const [left, right] = [sides[i], sides[i + 1]]
    return left && right ? [compare(left, relation, right)] : []
  }),
})

const all = (parts: readonly (Condition | undefined)[], kind: 'all' | 'any'): Condition | undefined => {
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? { kind, of: known } : undefined
}

/** The condition that an interval, a set of numbers, a relation, or several of them state; undefined for other values. */
export const conditionOf = (value: Exact): Condition | undefined => {
  switch (value.kind) {
    case 'relation':
      return chainCondition(value.chain)
    case 'interval': {
      const low = compare(value.from, value.closedFrom ? '<=' : '<', unnamed)
      return all([low, compare(unnamed, value.closedTo ? '<=' : '<', value.to)], 'all')
    }
    case 'union':
      return all(value.parts.map(conditionOf), 'any')
    case 'set':
      return all(
        value.items.map((item) =>
          isExpression(item)
            ? compare(unnamed, '=', item)
            : item.kind === 'relation'
              ? conditionOf(item)
              : undefined,
        ),
        'any',
      )
    case 'list':
      return value.items.every(
        (item) => item.kind === 'relation' || item.kind === 'union' || item.kind === 'list',
      )
        ? all(value.items.map(conditionOf), 'all')
        : undefined
    case 'truth':
      return value.value ? always : never
    default:
      return undefined
  }
}

export const comparisonsOf = (condition: Condition): (Condition & { kind: 'compare' })[] =>
  condition.kind === 'compare' ? [condition] : condition.of.flatMap(comparisonsOf)

/** Replaces an array's entries such as f(x) by symbols, so that each can be the number a condition is about. */
export const nameEntries = (e: Expression): Expression => {
  if (e.kind !== 'indexed') return mapChildren(e, nameEntries)
  const indices = JSON.stringify(e.indices, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  return { kind: 'symbol', name: `${e.name}[${indices}]` }
}

export const mapCondition = (condition: Condition, change: (e: Expression) => Expression): Condition =>
  condition.kind === 'compare'
    ? { ...condition, left: change(condition.left), right: change(condition.right) }
    : { ...condition, of: condition.of.map((part) => mapCondition(part, change)) }

export const conditionSymbols = (condition: Condition): Set<string> => {
  const found = new Set<string>()
  for (const { left, right } of comparisonsOf(condition)) {
    symbolsOf(left, found)
    symbolsOf(right, found)
  }
  return found
}

/** The expression with one symbol renamed. */
export const renameSymbol = (e: Expression, from: string, to: Expression): Expression =>
  e.kind === 'symbol' && e.name === from ? to : mapChildren(e, (part) => renameSymbol(part, from, to))
