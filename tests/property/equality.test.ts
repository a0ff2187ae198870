import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/exact/equal.ts'
import { evaluate } from '../../src/exact/evaluate.ts'
import type { Expression } from '../../src/exact/expression.ts'
import { normalForm } from '../../src/exact/normal-form.ts'
import { randomPoint } from '../../src/exact/random-point.ts'
import { rational, toNumber } from '../../src/exact/rational.ts'

const number = (n: number, d = 1): Expression => ({ kind: 'number', value: rational(n, d) })
const symbol = (name: string): Expression => ({ kind: 'symbol', name })
const sum = (...terms: Expression[]): Expression => ({ kind: 'sum', terms })
const product = (...factors: Expression[]): Expression => ({ kind: 'product', factors })
const power = (base: Expression, exponent: Expression): Expression => ({ kind: 'power', base, exponent })
const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, args })

const names = ['n', 'K', 'd', 'x']
const expression: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.integer({ min: -9, max: 9 }).map((n) => number(n)),
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([n, d]) => number(n, d)),
    fc.constantFrom(...names).map(symbol),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => sum(a, b)),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => product(a, b)),
    fc.tuple(tie('tree'), fc.integer({ min: -2, max: 3 })).map(([a, n]) => power(a, number(n))),
    fc.constantFrom(...names).map((name) => power(sum(symbol(name), number(1)), number(-1, 2))),
    fc
      .tuple(fc.integer({ min: 2, max: 7 }), fc.constantFrom(...names))
      .map(([n, name]) => power(number(n), symbol(name))),
    fc
      .tuple(tie('tree'), fc.integer({ min: 2, max: 5 }))
      .map(([a, d]) => call('floor', product(a, number(1, d)))),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => call('max', a, b)),
    tie('tree').map((a) => call('abs', a)),
  ),
})).tree

/** The same function, written in another way: one random rewriting at every node. */
const rewritten = (e: Expression, choices: readonly number[], depth = 0): Expression => {
  const choice = choices[depth % choices.length] ?? 0
  const inner = (part: Expression, i: number) => rewritten(part, choices, depth + i + 1)
  switch (e.kind) {
    case 'sum': {
      const terms = e.terms.map(inner)
      return choice % 2 === 0 ? sum(...terms.toReversed()) : sum(...terms, number(choice), number(-choice))
    }
    case 'product': {
      const [first, second, ...rest] = e.factors.map(inner)
      if (first && second?.kind === 'sum' && choice % 3 === 0)
        return product(sum(...second.terms.map((term) => product(first, term))), ...rest)
      return product(...[first, second, ...rest].filter((factor) => factor !== undefined).toReversed())
    }
    case 'power': {
      const base = inner(e.base, 0)
      const isSquare = e.exponent.kind === 'number' && e.exponent.value.n === 2n && e.exponent.value.d === 1n
      return isSquare && choice % 2 === 0 ? product(base, base) : power(base, e.exponent)
    }
    case 'call': {
      const [a, b] = e.args.map(inner)
      if (e.name === 'max' && a && b) return choice % 2 === 0 ? call('max', b, a) : max(a, b)
      if (e.name === 'floor' && a) return sum(call('floor', sum(a, number(choice))), number(-choice))
      return call(e.name, ...e.args.map(inner))
    }
    default:
      return choice % 2 === 0 ? e : product(e, number(choice + 2), number(1, choice + 2))
  }
}
const max = (a: Expression, b: Expression): Expression =>
  product(number(1, 2), sum(a, b, call('abs', sum(a, product(number(-1), b)))))

const choices = fc.array(fc.nat(6), { minLength: 3, maxLength: 9 })
const runs = { numRuns: 150 }

describe('equality', () => {
  it('holds after commuting, expanding, shifting and rewriting', () => {
    fc.assert(
      fc.property(expression, choices, (e, how) => {
        const { equal: verdict } = equal(e, rewritten(e, how))
        // What has no value at all, such as 1/(x − x), stays undecided; nothing else may.
        const hasValue = [1, 2, 3, 4, 5, 6, 7, 8].some(
          (seed) => evaluate(e, randomPoint(seed, 'integer')) !== undefined,
        )
        expect(verdict === true || (verdict === null && (!hasValue || !normalForm(e)))).toBe(true)
      }),
      runs,
    )
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(expression, expression, (a, b) => {
        expect(equal(a, b).equal).toBe(equal(b, a).equal)
      }),
      runs,
    )
  })

  it('says equal only of values that agree at every point', () => {
    fc.assert(
      fc.property(expression, expression, fc.nat(1_000_000), (a, b, seed) => {
        const at = randomPoint(seed + 1_000, 'integer')
        const [x, y] = [evaluate(a, at), evaluate(b, at)]
        fc.pre(x !== undefined && y !== undefined)
        if (equal(a, b).equal) expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(x)))
      }),
      runs,
    )
  })

  it('sees every added number, also a tiny one', () => {
    fc.assert(
      fc.property(expression, fc.integer({ min: 1, max: 30 }), (e, places) => {
        const moved = sum(e, { kind: 'number', value: { n: 1n, d: 10n ** BigInt(places) } })
        expect(equal(e, moved).equal).not.toBe(true)
      }),
      runs,
    )
  })
})

describe('the normal form', () => {
  it('of a rational function at a point is its value', () => {
    const rationalFunction = fc.letrec<{ tree: Expression }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.integer({ min: -9, max: 9 }).map((n) => number(n)),
        fc.constantFrom(...names).map(symbol),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => sum(a, b)),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => product(a, b)),
        fc.tuple(tie('tree'), fc.integer({ min: -2, max: 2 })).map(([a, n]) => power(a, number(n))),
      ),
    })).tree
    fc.assert(
      fc.property(rationalFunction, fc.nat(1_000), (e, seed) => {
        const at = randomPoint(seed, 'integer')
        const form = normalForm(e)
        const value = evaluate(e, at)
        fc.pre(form !== undefined && value !== undefined && Math.abs(value) < 1e12)
        const part = (terms: typeof form.quotient.top): number =>
          [...terms.values()].reduce(
            (total, { coefficient, factors }) =>
              total +
              factors.reduce(
                (all, { atom, exponent }) =>
                  all * toNumber(at(atom.key.slice(2)) ?? rational(0)) ** toNumber(exponent.constant),
                toNumber(coefficient),
              ),
            0,
          )
        const [top, bottom] = [part(form.quotient.top), part(form.quotient.bottom)]
        fc.pre(Math.abs(bottom) > 1e-6)
        expect(top / bottom).toBeCloseTo(value, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value) + 1))))
      }),
      runs,
    )
  })
})
