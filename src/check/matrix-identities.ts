import type { Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { randomFrom } from '../exact/random.ts'
import type { RationalMatrix } from '../exact/rational-matrix.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding, Reference } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import type { Matrices } from './matrix-expression.ts'
import { matrixValue, misfit } from './matrix-expression.ts'
import { symbolNamed } from './settings.ts'
import type { AnySide, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

type Sizes = ReadonlyMap<string, readonly Expression[]>

const valueAt = (side: AnySide | undefined, analysis: Analysis): Exact | undefined =>
  side?.kind === 'side' && side.format !== 'words' ? analysis.read(side) : undefined

/** The sizes of matrices: those the solver has, and those a text gives, `W ∈ R^{m×n}`. */
const sizesIn = (analysis: Analysis, references: readonly Reference[]): Sizes => {
  const out = new Map<string, readonly Expression[]>()
  for (const { solution } of references)
    for (const [name, sizes] of solution.arrays ?? []) if (sizes.length === 2) out.set(name, sizes)
  if (out.size === 0) return out
  for (const { statements } of analysis.lines)
    for (const { sides, signs } of statements) {
      const name = signs[0] === 'in' ? symbolNamed(sides[0]) : undefined
      const space = valueAt(sides[1], analysis)
      if (name !== undefined && space?.kind === 'shape' && space.sizes.length === 2)
        out.set(name, space.sizes)
    }
  return out
}

const spelled = (name: string): string => name.replace(/[_{},]/g, '')
/** Primes apart, so that no two sizes and no sum of two meet by chance. */
const lengths = [
  [3, 2, 5, 7],
  [2, 5, 3, 4],
]

/** Matrices of random whole numbers, where every size that has a name of its own has a number of its own. */
const matricesOf = (sizes: Sizes, analysis: Analysis, numbers: readonly number[]): Matrices => {
  const known = new Map<string, number>()
  const lengthOf = (size: Expression): number => {
    const own = size.kind === 'symbol' ? (analysis.definitions.get(size.name) ?? size) : size
    const key = spelled(keyOf(own.kind === 'symbol' ? own : size))
    const found = known.get(key) ?? numbers[known.size] ?? 2
    known.set(key, found)
    return found
  }
  const matrices = new Map<string, RationalMatrix>()
  const random = randomFrom(numbers.length + (numbers[0] ?? 0))
  for (const [name, [rows, columns]] of sizes) {
    if (!rows || !columns) continue
    const [height, width] = [lengthOf(rows), lengthOf(columns)]
    const entries = Array.from({ length: height * width }, () => BigInt(Math.floor(random() * 9) - 4))
    matrices.set(name, { rows: height, columns: width, entries, denominator: 1n })
  }
  const symbols = [...analysis.definitions].filter(([, value]) => value.kind === 'symbol')
  return {
    named: (name) => matrices.get(name),
    sizeNamed: (name) => {
      const other = symbols.find(([own]) => spelled(own) === spelled(name))?.[1]
      return (
        known.get(spelled(name)) ?? (other?.kind === 'symbol' ? known.get(spelled(other.name)) : undefined)
      )
    },
  }
}

const differ = (a: RationalMatrix, b: RationalMatrix): boolean =>
  a.rows !== b.rows ||
  a.columns !== b.columns ||
  a.entries.some((entry, at) => entry * b.denominator !== (b.entries[at] ?? 0n) * a.denominator)

/** Why an equation between formulas in matrices is false; undefined where it holds or cannot be told. */
const wrongBy = (left: Expression, right: Expression, matrices: Matrices): string | undefined => {
  const [a, b] = [matrixValue(left, matrices), matrixValue(right, matrices)]
  if (a === misfit || b === misfit) return 'The sizes of these matrices do not fit.'
  if (a === undefined || b === undefined) return undefined
  if (a.kind !== 'matrix' || b.kind !== 'matrix') return undefined
  return differ(a.of, b.of) ? 'The two sides of this equation are different matrices.' : undefined
}

const isIn = (x: Expression, sizes: Sizes): boolean => [...freeSymbols(x)].some((name) => sizes.has(name))

const wrongLinks = (
  statement: Statement,
  sizes: Sizes,
  analysis: Analysis,
): readonly { readonly from: number; readonly to: number; readonly because: string }[] =>
  statement.signs.flatMap((sign, at) => {
    const [left, right] = [statement.sides[at], statement.sides[at + 1]]
    const [a, b] = [valueAt(left, analysis), valueAt(right, analysis)]
    if (sign !== '=' || !left || !right || !a || !b || !isExpression(a) || !isExpression(b)) return []
    if (!isIn(a, sizes) || !isIn(b, sizes) || a.kind === 'symbol') return []
    const reasons = lengths.map((numbers) => wrongBy(a, b, matricesOf(sizes, analysis, numbers)))
    const [because] = reasons
    return because !== undefined && !reasons.includes(undefined)
      ? [{ from: left.from, to: right.to, because }]
      : []
  })

/** Equations between formulas in matrices, `(W Wᵀ)W = W(Wᵀ W)`, that do not hold or whose sizes do not fit. */
export const matrixFindings = (analysis: Analysis, references: readonly Reference[]): readonly Finding[] => {
  const sizes = sizesIn(analysis, references)
  if (sizes.size === 0) return []
  return analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement) => {
      if (analysis.stance(line, statement) !== 'claim') return []
      return wrongLinks(statement, sizes, analysis).map(
        ({ from, to, because }): Finding => ({
          kind: 'disagrees',
          quote: analysis.source.slice(from, to),
          at: from,
          because,
        }),
      )
    }),
  )
}
