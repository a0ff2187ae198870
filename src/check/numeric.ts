import type { Expression } from '../exact/expression.ts'
import { toNumber } from '../exact/rational.ts'
import { symbolsOf } from '../exact/tree.ts'

export type Values = ReadonlyMap<string, number>

const factorial = (n: number): number => {
  if (!Number.isInteger(n) || n < 0 || n > 150) return Number.NaN
  let out = 1
  for (let i = 2; i <= n; i++) out *= i
  return out
}

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  ln: Math.log,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  abs: Math.abs,
  max: Math.max,
  min: Math.min,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  sqrt: Math.sqrt,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  factorial,
  u: (n) => (n >= 0 ? 1 : 0),
  delta: (n) => (n === 0 ? 1 : 0),
  sign: Math.sign,
}
const longestSum = 400

const series = (x: Expression & { kind: 'call' }, values: Values): number => {
  const [body, index, from, to] = x.args
  if (!body || index?.kind !== 'symbol' || !from || !to) return Number.NaN
  const [first, last] = [evaluate(from, values), evaluate(to, values)]
  if (!Number.isInteger(first) || !Number.isInteger(last) || last - first > longestSum) return Number.NaN
  let out = x.name === 'sum' ? 0 : 1
  const inner = new Map(values)
  for (let i = first; i <= last; i++) {
    inner.set(index.name, i)
    const value = evaluate(body, inner)
    out = x.name === 'sum' ? out + value : out * value
  }
  return out
}

/** Entries of arrays are unknowns too: a number for each name and place, spread by hashing so that none meet by accident. */
const entryOf = (name: string, indices: readonly number[]): number => {
  if (indices.some(Number.isNaN)) return Number.NaN
  let hash = 2166136261
  for (const character of `${name}[${indices.join()}]`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 16777619)
  return 1 + ((hash >>> 0) % 9973) / 1009
}

/** A double near the value, NaN where there is none or it is not known how. Decides nothing but "certainly apart". */
export const evaluate = (x: Expression, values: Values): number => {
  switch (x.kind) {
    case 'number':
      return toNumber(x.value)
    case 'symbol':
      return values.get(x.name) ?? Number.NaN
    case 'constant':
      return x.name === 'pi' ? Math.PI : x.name === 'e' ? Math.E : Number.POSITIVE_INFINITY
    case 'indexed':
      return entryOf(
        x.name,
        x.indices.map((index) => evaluate(index, values)),
      )
    case 'sum':
      return x.terms.reduce((sum, term) => sum + evaluate(term, values), 0)
    case 'product':
      return x.factors.reduce((product, factor) => product * evaluate(factor, values), 1)
    case 'power':
      return evaluate(x.base, values) ** evaluate(x.exponent, values)
    case 'call': {
      if (x.name === 'sum' || x.name === 'product') return series(x, values)
      const apply = functions[x.name]
      return apply ? apply(...x.args.map((arg) => evaluate(arg, values))) : Number.NaN
    }
  }
}

/** Whether two doubles are further apart than rounding on the way can explain. */
export const areApart = (a: number, b: number): boolean =>
  Number.isFinite(a) &&
  Number.isFinite(b) &&
  Math.abs(a - b) > 1e-7 * Math.max(Math.abs(a), Math.abs(b), 1e-9)

/** Small whole numbers, unlike each other, so that no accident makes different formulas meet. */
const samples: readonly (readonly number[])[] = [
  [2, 3, 5, 7, 11, 13, 17, 19, 23],
  [4, 3, 6, 15, 8, 10, 14, 21, 22],
  [3, 5, 2, 4, 7, 18, 12, 16, 9],
]
/** Sizes of inputs and outputs are larger than those of what slides over them. */
export const isLarge = (name: string): boolean => /^[nNmMWH](?:_|$)/.test(name)

/** Values for the symbols of two expressions, several sets of them. */
export const samplesFor = (a: Expression, b: Expression): readonly Values[] => {
  const names = [...new Set([...symbolsOf(a), ...symbolsOf(b)])].sort()
  if (names.length > 9) return []
  return samples.map(
    (numbers) => new Map(names.map((name, at) => [name, (numbers[at] ?? 3) + (isLarge(name) ? 9 : 0)])),
  )
}

/** Whether two expressions certainly differ: they are apart at a point where both have a value. */
export const certainlyDiffer = (a: Expression, b: Expression): boolean =>
  samplesFor(a, b).some((values) => areApart(evaluate(a, values), evaluate(b, values)))

/** Whether two expressions in entries of arrays take the same values wherever they were tried; null where they have none. */
export const sameAtSamples = (a: Expression, b: Expression): boolean | null => {
  const pairs = samplesFor(a, b).map((values) => [evaluate(a, values), evaluate(b, values)] as const)
  const finite = pairs.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && x !== 0)
  if (finite.length < samples.length) return null
  return finite.every(([x, y]) => !areApart(x, y))
}
