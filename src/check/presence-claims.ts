import { isExpression } from '../exact/value.ts'
import { type Claim, setsParameter, signBetween } from './claims.ts'
import { isOfKind, isTelling, valueAt } from './final-claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { nameKey } from './names.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** "The bias vector has F entries": a letter says nothing by itself, but beside the word for what it counts. */
const isSpokenOf = ({ quantity: { name } }: Known, line: Line): boolean => {
  const noun = name.split('_').at(-1)?.slice(0, 4) ?? ''
  return noun.length > 3 && line.flow.toLowerCase().includes(noun)
}

const norm = /^norm\((.+)\)$/

/** `‖ΔW‖_F` and `‖cΔW‖` beside ‖ΔW‖: another norm of it, or that of a multiple. */
const isOtherNorm = (key: string, name: string): boolean => {
  const own = norm.exec(name)?.[1]
  const inner = norm.exec(key)?.[1]
  if (own === undefined || key === name) return false
  return inner === undefined ? /^\\?\|.*\|/.test(key) : inner.includes(own)
}

/**
 * Whether the relation that a formula stands in can give a quantity's value: not as the square of it or another norm, not as
 * what it differs from, and as a bound only where the largest or the smallest is asked for.
 */
const canBeOf = (
  known: Known,
  { sides, signs }: Statement,
  at: number,
  { read }: Analysis,
  { symbols }: Vocabulary,
): boolean => {
  if (sides.length === 1) return true
  const name = nameKey(known.quantity.symbol)
  const others = sides.flatMap((side, other) =>
    other === at || side.kind !== 'side' ? [] : [{ side, other }],
  )
  const keys = others.map(({ side }) => nameKey(side.text))
  const isOfMore = others.some(({ side }, i) => {
    const value = keys[i] === name ? undefined : read(side)
    if (!value || !isExpression(value) || value.kind === 'symbol') return false
    const free = [...freeSymbols(value)]
    return free.includes(name) && free.every((one) => one === name || symbols.has(one))
  })
  if (isOfMore || (!keys.includes(name) && keys.some((key) => isOtherNorm(key, name)))) return false
  return others.some(({ other }) => {
    const between = other < at ? signs.slice(other, at) : signs.slice(at, other)
    if (between.includes('!=')) return false
    const sign = signBetween(signs, other, at)
    if (sign === '<=') return known.extremum === 'largest'
    return sign === '>=' ? known.extremum === 'smallest' : true
  })
}

/** Where a quantity is nowhere named: formulas of its kind anywhere, of which one may be it. */
export const presenceClaims = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
): readonly Claim[] =>
  open.flatMap((known) =>
    analysis.lines.flatMap((line) =>
      line.statements.flatMap((statement) =>
        statement.sides.flatMap((side, at): Claim[] => {
          const value = valueAt(side, analysis)
          if (!canBeOf(known, statement, at, analysis, vocabulary)) return []
          if (!value || !isOfKind(known, value) || setsParameter(statement, vocabulary)) return []
          if (!isTelling(value) && !(value.kind === 'symbol' && isSpokenOf(known, line))) return []
          return [{ targets: [known], side, sign: '=', tie: 'weak', line, statement }]
        }),
      ),
    ),
  )
