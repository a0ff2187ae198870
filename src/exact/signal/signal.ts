import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { remembered } from '../remembered.ts'
import {
  addLinear,
  asLinear,
  isConstantLinear,
  type Linear,
  linear,
  scaleLinear,
  symbolLinear,
} from './linear.ts'
import {
  addSums,
  type MonomialSum,
  multiplySums,
  oneSum,
  replaceSymbol,
  scaleSum,
  sumOfExpression,
} from './monomial-sum.ts'

/** f(n)·u[n−k] or c·δ[n−k]. */
export type Gated = { readonly gate: 'u' | 'delta'; readonly delay: Linear; readonly of: MonomialSum }
/** A right-sided signal in n, one gated sum for each gate and delay. */
export type Signal = readonly Gated[]

const mostTerms = 32

/** Terms with one delay collect; what adds up to nothing goes. */
export const collect = (terms: readonly Gated[]): Signal => {
  const out = new Map<string, Gated>()
  for (const term of terms) {
    const key = `${term.gate}${term.delay.key}`
    const before = out.get(key)
    out.set(key, before ? { ...term, of: addSums(before.of, term.of) } : term)
  }
  return [...out.values()].filter(({ of }) => of.size > 0)
}

type Part = { readonly gate: Gated['gate'] | undefined; readonly delay: Linear; readonly of: MonomialSum }

const plain = (of: MonomialSum): readonly Part[] => [{ gate: undefined, delay: linear(q.zero), of }]

const gateOf = (name: string, argument: Expression | undefined): readonly Part[] => {
  const shown = name === 'u' ? 'u' : 'delta'
  const at = argument && asLinear(argument)
  const slope = at?.of.get('n')
  if (!at || !slope) throw new ReadError('domain', `${shown}[…] must have n in it, like ${shown}[n-3].`)
  if (!q.isOne(slope)) {
    if (name === 'delta' && q.equals(slope, q.rational(-1)))
      return gateOfDelay(name, scaleLinear(at, q.rational(-1)))
    throw new ReadError(
      'domain',
      'Only right-sided signals are supported, with u[n-k] and delta[n-k]: u[-n], u[k-n] and u[2n] are not.',
    )
  }
  return gateOfDelay(name, at)
}

const gateOfDelay = (name: string, at: Linear): readonly Part[] => {
  const delay = addLinear(symbolLinear('n'), scaleLinear(at, q.rational(-1)))
  if (!q.isInteger(delay.constant) || [...delay.of.values()].some((c) => !q.isInteger(c)))
    throw new ReadError('domain', 'A delay must be a whole number or a sum of symbols that stand for one.')
  return [{ gate: name === 'u' ? 'u' : 'delta', delay, of: oneSum }]
}

const multiplyParts = (left: readonly Part[], right: readonly Part[]): readonly Part[] =>
  left.flatMap((a) =>
    right.map((b): Part => {
      if (a.gate && b.gate)
        throw new ReadError('domain', 'A term may have one u[n-k] or delta[n-k], not a product of them.')
      return { gate: a.gate ?? b.gate, delay: a.gate ? a.delay : b.delay, of: multiplySums(a.of, b.of) }
    }),
  )

const partsOf = (e: Expression): readonly Part[] => {
  if (e.kind === 'sum') return e.terms.flatMap(partsOf)
  if (e.kind === 'product') return e.factors.map(partsOf).reduce(multiplyParts, plain(oneSum))
  if (e.kind === 'call' && (e.name === 'u' || e.name === 'delta')) return gateOf(e.name, e.args[0])
  return plain(sumOfExpression(e))
}

const checkPowers = (of: MonomialSum): void => {
  for (const { factors } of of.values()) {
    const degree = factors.get('n')
    const whole = !degree || (isConstantLinear(degree) && q.isInteger(degree.constant))
    if (degree && (!whole || q.sign(degree.constant) < 0 || degree.constant.n > 4n))
      throw new ReadError('domain', 'Powers of n up to n^4 are supported beside a^n.')
    for (const [atom, exponent] of factors) {
      if (atom === 'n') continue
      const slope = exponent.of.get('n')
      if (atom === '-1' && slope && !q.isInteger(slope))
        throw new ReadError('domain', 'A negative base needs a whole number times n in its exponent.')
    }
  }
}

/**
 * A right-sided signal from its expression in n. Throws ReadError for anything else. What was read, and found to be a
 * signal, is solved next.
 */
export const signalOf = remembered((e: Expression): Signal => {
  const parts = partsOf(e).filter(({ of }) => of.size > 0)
  if (parts.length > mostTerms)
    throw new ReadError('too-large', `At most ${mostTerms} terms are taken; these are ${parts.length}.`)
  const terms = parts.map(({ gate, delay, of }): Gated => {
    if (!gate)
      throw new ReadError(
        'domain',
        'Every term needs u[n-k] or delta[n-k]: a signal without a beginning has no convolution sum that surely converges.',
      )
    // f(n)·δ[n−k] is f(k)·δ[n−k].
    return { gate, delay, of: gate === 'delta' ? replaceSymbol(of, 'n', delay) : of }
  })
  for (const { of } of terms) checkPowers(of)
  return collect(terms)
})

/** x[n + by]. */
export const advance = (x: Signal, by: Linear): Signal => {
  const later = addLinear(symbolLinear('n'), by)
  return x.map(({ gate, delay, of }) => ({
    gate,
    delay: addLinear(delay, scaleLinear(by, q.rational(-1))),
    of: replaceSymbol(of, 'n', later),
  }))
}

/** x[−n] for a signal that ends; undefined for one that goes on. */
export const reverse = (x: Signal): Signal | undefined => {
  const steps = x.filter(({ gate }) => gate === 'u')
  if (addSums(...steps.map(({ of }) => of)).size > 0) return undefined
  const minusN = scaleLinear(symbolLinear('n'), q.rational(-1))
  // u[−n−k] is 1 − u[n−(1−k)]: the ones add up to nothing for a signal that ends.
  return x.map(({ gate, delay, of }) =>
    gate === 'delta'
      ? { gate, delay: scaleLinear(delay, q.rational(-1)), of }
      : {
          gate,
          delay: addLinear(linear(q.one), scaleLinear(delay, q.rational(-1))),
          of: scaleSum(replaceSymbol(of, 'n', minusN), q.rational(-1)),
        },
  )
}
