import { equal } from '../exact/equal.ts'
import type { Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { normalForm, sameForm } from '../exact/normal-form.ts'
import { entriesOf } from '../exact/tensor.ts'
import type { AsymptoticClass, Exact, Tensor } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import { freeSymbols, hasIndexed } from './free-symbols.ts'
import { certainlyDiffer, evaluate, sameAtSamples } from './numeric.ts'

const decided = new Map<string, boolean | null>()
const mostDecided = 4_000
const longestKey = 600

/** Keys leave out the order of factors, which counts between matrices. */
const ofMatrices = 'transpose('

/** Whether two scalars are the same; null where it cannot be told. Pairs that come again are remembered. */
export const sameScalar = (a: Expression, b: Expression): boolean | null => {
  const key = `${keyOf(a)} ~ ${keyOf(b)}`
  if (key.length > longestKey || key.includes(ofMatrices)) return decide(a, b)
  const before = decided.get(key)
  if (before !== undefined) return before
  const found = decide(a, b)
  if (decided.size >= mostDecided) decided.clear()
  decided.set(key, found)
  return found
}

const decide = (a: Expression, b: Expression): boolean | null => {
  // A valid correlation does not commute.
  if (a.kind === 'call' && b.kind === 'call' && a.name === 'correlate' && b.name === 'correlate')
    return keyOf(a) === keyOf(b)
  // Values at a few points are cheap, and a difference there is a proof.
  if (certainlyDiffer(a, b)) return false
  const [left, right] = [normalForm(a), normalForm(b)]
  if (left && right && sameForm(left, right) === true) return true
  return hasIndexed(a) || hasIndexed(b) ? sameAtSamples(a, b) : equal(a, b, { domain: 'integer' }).equal
}

const all = (results: readonly (boolean | null)[]): boolean | null => {
  if (results.includes(false)) return false
  return results.includes(null) ? null : true
}

/** A row, a column and a plain vector are one vector; a matrix with one row or column is one too. */
const flatLength = (shape: readonly number[]): number | undefined => {
  const longer = shape.filter((size) => size !== 1)
  return longer.length <= 1 ? (longer[0] ?? 1) : undefined
}

export const sameShape = (a: Tensor, b: Tensor): boolean => {
  if (a.shape.length === b.shape.length && a.shape.every((size, axis) => size === b.shape[axis])) return true
  const [left, right] = [flatLength(a.shape), flatLength(b.shape)]
  return left !== undefined && left === right
}

const sameTensor = (a: Tensor, b: Tensor): boolean | null => {
  if (!sameShape(a, b)) return false
  if (a.entries instanceof Float64Array && b.entries instanceof Float64Array)
    return a.entries.every((entry, at) => entry === b.entries[at])
  const others = entriesOf(b)
  return all(
    entriesOf(a).map((entry, at) => {
      const other = others[at]
      return other ? sameScalar(entry, other) : false
    }),
  )
}

const directions = [
  [1, 1, 1, 1, 1, 1],
  [1, 2, 3, 1, 2, 3],
  [3, 1, 2, 2, 3, 1],
  [2, 3, 1, 3, 1, 2],
]

/** Whether two positive functions grow alike: their ratio stays put however the symbols of the class grow. */
export const sameGrowth = (
  exact: Expression,
  of: Expression,
  growing: ReadonlySet<string> = freeSymbols(of),
): boolean | null => {
  const names = [...growing].sort()
  const rest = [...freeSymbols(exact)].filter((name) => !names.includes(name))
  if (names.length > 6) return null
  for (const direction of directions) {
    const ratio = (base: number): number => {
      const values = new Map<string, number>(rest.map((name, at) => [name, 2 + at]))
      for (const [at, name] of names.entries()) values.set(name, base ** (direction[at] ?? 1))
      return evaluate(exact, values) / evaluate(of, values)
    }
    const [near, far] = [ratio(1e3), ratio(1e6)]
    if (!Number.isFinite(near) || !Number.isFinite(far) || near === 0 || far === 0) return null
    const change = Math.abs(far / near)
    if (change > 1.5 || change < 1 / 1.5) return false
  }
  return true
}

const sameClass = (a: AsymptoticClass, b: AsymptoticClass): boolean | null =>
  sameGrowth(a.of, b.of, new Set([...freeSymbols(a.of), ...freeSymbols(b.of)]))

/** Whether two values are the same object; null where it cannot be told or they are of different kinds. */
export const sameValue = (a: Exact, b: Exact): boolean | null => {
  if (isExpression(a) && isExpression(b)) return sameScalar(a, b)
  if (a.kind === 'tensor' && b.kind === 'tensor') return sameTensor(a, b)
  if (a.kind === 'class' && b.kind === 'class') return sameClass(a, b)
  if (a.kind === 'shape' && b.kind === 'shape') {
    if (a.sizes.length !== b.sizes.length) return false
    return all(
      a.sizes.map((size, at) => {
        const other = b.sizes[at]
        return other ? sameScalar(size, other) : false
      }),
    )
  }
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.items.length !== b.items.length) return false
    return all(
      a.items.map((item, at) => {
        const other = b.items[at]
        return other ? sameValue(item, other) : false
      }),
    )
  }
  return null
}
