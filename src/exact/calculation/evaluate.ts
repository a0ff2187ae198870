import { num, sym } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { arrayOf } from './array.ts'
import { entryLimit } from './definition.ts'
import { type Formula, operation, type Reading, usual } from './formula.ts'
import { functions } from './functions.ts'
import type { Value } from './matrices.ts'
import { functionName, isFactorName, namedValue, unknownFunction } from './names.ts'
import { operate } from './operations.ts'
import { bound, seriesOf } from './series.ts'

/** One operation worked out: the formula with its parts as values, and what it gives. */
export type Work = { readonly formula: Formula; readonly value: Value }

type Context = {
  readonly reading: Reading
  readonly locals: ReadonlyMap<string, Expression>
  readonly effort: { left: number }
  readonly record: (work: Work) => void
}

/** A value, and the formula to show it by where an operation goes on with it: `1 + 4 + 3` stays one chain. */
type Worked = { readonly value: Value; readonly shown: Formula }

const operations = 300_000

const settled = (value: Value): Worked => ({ value, shown: { kind: 'value', value } })

const spend = (context: Context): void => {
  context.effort.left -= 1
  if (context.effort.left < 0)
    throw new ReadError('too-large', `This takes more than ${operations} operations to work out.`)
}

type Chain = 'sum' | 'product' | undefined
const chainOf = (operator: string): Chain =>
  operator === '+' || operator === '-' ? 'sum' : operator === '*' ? 'product' : undefined

const work = (formula: Formula, context: Context, within?: Chain): Worked => {
  spend(context)
  switch (formula.kind) {
    case 'number':
      return { value: num(formula.value), shown: formula }
    case 'value':
      throw new TypeError('a formula that was read holds no values')
    case 'name':
      return { value: context.locals.get(formula.name) ?? namedValue(formula.name), shown: formula }
    case 'array':
      return settled(arrayOf(formula.items.map((item) => work(item, context).value)))
    case 'call':
      return applied(formula, context)
    case 'operation':
      return operated(formula, context, within)
  }
}

const operated = (formula: Formula & { kind: 'operation' }, context: Context, within: Chain): Worked => {
  if (formula.operator === 'negate' && formula.args[0]) return negated(formula.args[0], context)
  const chain = chainOf(formula.operator)
  const [a, b] = formula.args.map((arg, at) => work(arg, context, at === 0 ? chain : undefined))
  if (!a) throw new TypeError('an operation has an argument')
  const value = operate(formula.operator, a.value, b?.value)
  const parts = b ? [a, b] : [a]
  const shown: Formula = { ...formula, args: parts.map((part) => part.shown) }
  if (chain !== undefined && chain === within) return { value, shown }
  if (!isFraction(formula)) context.record({ formula: shown, value })
  return settled(value)
}

/** The sign belongs to the operation behind it: `-3^2 = -9` is one line. */
const negated = (arg: Formula, context: Context): Worked => {
  const works: Work[] = []
  const inner = work(arg, { ...context, record: (done) => works.push(done) })
  const value = operate('negate', inner.value)
  const last = works.at(-1)
  if (last?.value === inner.value)
    works[works.length - 1] = { formula: operation('negate', last.formula), value }
  for (const done of works) context.record(done)
  return settled(value)
}

/** `1/2` is a number already. */
const isFraction = ({ operator, args }: Formula & { kind: 'operation' }): boolean =>
  operator === '/' && args.every((arg) => arg.kind === 'number')

const applied = (formula: Formula & { kind: 'call' }, context: Context): Worked => {
  const name = functionName(formula.name)
  if ((name === 'sum' || name === 'prod') && formula.args.length === 4) return series(name, formula, context)
  const definition = functions.get(name)
  const factor = context.locals.get(formula.name)
  if (!definition || factor) {
    const [only] = formula.args
    if (!only || formula.args.length > 1 || !(factor || isFactorName(formula.name)))
      throw unknownFunction(formula.name)
    return operated(
      {
        kind: 'operation',
        operator: '*',
        args: [{ kind: 'name', name: formula.name }, only],
        implicit: true,
      },
      context,
      undefined,
    )
  }
  const { least, most } = definition
  if (formula.args.length < least || formula.args.length > most) {
    const wanted =
      least === most ? `${least}` : most === entryLimit ? `at least ${least}` : `${least} or ${most}`
    throw new ReadError(
      'syntax',
      `${formula.name} takes ${wanted} ${wanted === '1' ? 'value' : 'values'}; here are ${formula.args.length}.`,
    )
  }
  const args = formula.args.map((arg) => work(arg, context))
  const value = definition.apply(
    args.map((arg) => arg.value),
    context.reading,
  )
  context.record({ formula: { kind: 'call', name, args: args.map((arg) => arg.shown) }, value })
  return settled(value)
}

/** `sum(k^2, k, 1, 10)`. */
const series = (name: 'sum' | 'prod', formula: Formula & { kind: 'call' }, context: Context): Worked => {
  const [body, index, first, last] = formula.args
  if (!body || !first || !last || index?.kind !== 'name')
    throw new ReadError('syntax', `${name} over an index is written ${name}(k^2, k, 1, 10).`)
  const [from, to] = [bound(work(first, context).value), bound(work(last, context).value)]
  const at = (k: Expression): Value =>
    work(body, { ...context, locals: new Map(context.locals).set(index.name, k), record: () => {} }).value
  const k = sym(index.name, 'integer')
  const value = seriesOf(name, k, from, to, at)
  context.record({
    formula: {
      ...formula,
      args: [body, index, { kind: 'value', value: from }, { kind: 'value', value: to }],
    },
    value,
  })
  return settled(value)
}

/**
 * Works a formula out exactly, and tells each operation in order to `record`. Throws ReadError: `syntax` for a name
 * or a call that does not exist, `domain` where there is no real value, `too-large` past the bounds.
 */
export const evaluate = (
  formula: Formula,
  record: (work: Work) => void = () => {},
  reading: Reading = usual,
): Value => work(formula, { reading, locals: new Map(), effort: { left: operations }, record }).value
