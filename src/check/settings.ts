import type { Expression } from '../exact/expression.ts'
import { entriesOf } from '../exact/tensor.ts'
import { symbolsOf } from '../exact/tree.ts'
import { isExpression } from '../exact/value.ts'
import type { Sign } from './elements.ts'
import { nameKey } from './names.ts'
import type { Values } from './numeric.ts'
import { evaluate } from './numeric.ts'
import type { Reader } from './reading.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import { clauseBefore } from './wording.ts'

/** `n ≥ 7`, `0 ≤ n ≤ L − 1`, `n = 7`: a chain of scalars with a lone symbol in it. */
export type Range = {
  readonly symbol: string
  readonly sides: readonly Expression[]
  readonly signs: readonly Sign[]
}

/** `c = 1/√d_in`, `L = 7`: a lone symbol set to a value. */
export type Definition = { readonly symbol: string; readonly value: Expression }

const loneSymbol = /^[A-Za-z][A-Za-z]*'*(?:_\w+)?$/

export const symbolNamed = (side: AnySide | undefined): string | undefined => {
  if (side?.kind !== 'side' || side.format === 'words') return undefined
  const key = nameKey(side.text)
  return loneSymbol.test(key) ? key : undefined
}

export const scalarOf = (side: AnySide | undefined, read: Reader): Expression | undefined => {
  if (side?.kind !== 'side') return undefined
  const value = read(side)
  return value && isExpression(value) ? value : undefined
}

/** A statement is read by the one reader of its text, so what it defines is found once. */
const definitions = new WeakMap<Statement, readonly Definition[]>()

/** Definitions `symbol = value`, `K = S = 2`; later sides of the chain are the value further worked out. */
export const definitionsOf = (statement: Statement, read: Reader): readonly Definition[] => {
  const known = definitions.get(statement)
  if (known !== undefined) return known
  const chains = chainsOf(statement)
  const all = chains.flatMap((chain) => definitionsInChain(chain, read))
  const found = chains.length === 1 ? all : all.filter(({ value }) => value.kind === 'number')
  definitions.set(statement, found)
  return found
}

type Chain = Pick<Statement, 'sides' | 'signs'>

/** `k = 3 → m = 8`: an arrow leads from one chain to the next; of what it concludes only numbers are settings. */
const chainsOf = ({ sides, signs }: Chain): readonly Chain[] => {
  const at = signs.indexOf('->')
  if (at < 0) return [{ sides, signs }]
  const [head, rest] = [
    { sides: sides.slice(0, at + 1), signs: signs.slice(0, at) },
    { sides: sides.slice(at + 1), signs: signs.slice(at + 1) },
  ]
  return [head, ...chainsOf(rest)]
}

/** `d = 64 → c = 1/8`: the numbers for which a statement itself concludes something. */
export const premisesOf = (statement: Statement, read: Reader): readonly Definition[] =>
  chainsOf(statement)
    .slice(0, -1)
    .flatMap((chain) => definitionsInChain(chain, read))
    .filter(({ value }) => value.kind === 'number')

const tupleOfNames = /^\s*\(\s*([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)+)\s*\)\s*$/

/** `(p, q) = (⌈i/2⌉, ⌈j/2⌉)` defines both. */
const tupleDefinitions = ([head, value]: readonly AnySide[], read: Reader): readonly Definition[] => {
  const names = head?.kind === 'side' ? tupleOfNames.exec(head.text)?.[1]?.split(/\s*,\s*/) : undefined
  const values = names && value?.kind === 'side' ? read(value) : undefined
  if (!names || values?.kind !== 'tensor' || values.shape.length !== 1 || values.shape[0] !== names.length)
    return []
  return entriesOf(values).map((entry, at) => ({ symbol: names[at] ?? '', value: entry }))
}

const definitionsInChain = ({ sides, signs }: Chain, read: Reader): readonly Definition[] => {
  if (sides.length < 2 || signs.some((sign) => sign !== '=' && sign !== '~=')) return []
  const tuple = tupleDefinitions(sides, read)
  if (tuple.length > 0) return tuple
  // The reader knows `din` for d_in.
  const names = sides.map((side) => {
    const name = symbolNamed(side)
    const value = name !== undefined && side.kind === 'side' ? read(side) : undefined
    return value?.kind === 'symbol' ? value.name : name
  })
  const firstValue = names.indexOf(undefined)
  const values = sides.slice(firstValue < 0 ? -1 : firstValue)
  return names.slice(0, firstValue < 0 ? -1 : firstValue).flatMap((symbol): readonly Definition[] => {
    if (symbol === undefined) return []
    for (const side of values) {
      const value = scalarOf(side, read)
      if (value && !symbolsOf(value).has(symbol)) return [{ symbol, value }]
    }
    return []
  })
}

const ordering: ReadonlySet<Sign> = new Set(['=', '<', '<=', '>', '>='])

/** A range of the symbol that a statement gives, when it does nothing else. */
export const rangeOf = (statement: Statement, index: string, read: Reader): Range | undefined => {
  if (statement.sides.length < 2 || statement.signs.some((sign) => !ordering.has(sign))) return undefined
  const names = statement.sides.map(symbolNamed)
  if (!names.includes(index)) return undefined
  const sides = statement.sides.map((side) => scalarOf(side, read))
  const found = sides.filter((side): side is Expression => side !== undefined)
  return found.length === sides.length ? { symbol: index, sides: found, signs: statement.signs } : undefined
}

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Whether a range holds at a point; undefined when it has symbols without a value. */
export const holds = (range: Range, values: Values): boolean | undefined => {
  const sides = range.sides.map((side) => evaluate(side, values))
  if (sides.some(Number.isNaN)) return undefined
  return range.signs.every((sign, at) =>
    compare[sign]?.(sides[at] ?? Number.NaN, sides[at + 1] ?? Number.NaN),
  )
}

/** Numbers that an example takes hold in it alone. */
export const ofExample = /\b(?:for example|for instance|e\.g\.?|say|examples?|instance)\b/i
const ofTrial = /\b(?:check|sanity|test|try)\b/i

/** "For a gradient of rank one (r = 1)": a number of a letter of the text's own, in one case. */
const conditional = /\b(?:for|when|if|in case)\b[^¤]*$/i

/** Symbols defined once, or always alike, in a text; a symbol defined twice differently stands for nothing. */
export const definitionsIn = (
  lines: readonly Line[],
  read: Reader,
  taken: ReadonlySet<string>,
  known: ReadonlySet<string>,
): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>()
  const ambiguous = new Set<string>()
  for (const line of lines)
    for (const statement of line.statements) {
      for (const { symbol, value } of definitionsOf(statement, read)) {
        if (taken.has(symbol)) continue
        if (value.kind === 'number' && (ofExample.test(line.flow) || ofTrial.test(line.flow))) continue
        const isOwn = !known.has(symbol)
        if (isOwn && value.kind === 'number' && conditional.test(clauseBefore(line.flow, statement.at)))
          continue
        // A number for a letter that stands for another is one case of it.
        if (out.get(symbol)?.kind === 'symbol' && value.kind === 'number') continue
        if (out.has(symbol)) ambiguous.add(symbol)
        else out.set(symbol, value)
      }
    }
  for (const symbol of ambiguous) out.delete(symbol)
  return out
}
