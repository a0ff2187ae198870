import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  call,
  ceiling,
  floor,
  fraction,
  num,
  over,
  plus,
  power,
  squareRoot,
  sym,
  times,
} from '../../src/exact/algebra.ts'
import { equal } from '../../src/exact/equal.ts'
import type { Expression } from '../../src/exact/expression.ts'
import { readLatex, readText } from '../../src/exact/read.ts'
import { tensor } from '../../src/exact/tensor.ts'
import type { Exact } from '../../src/exact/value.ts'
import { toLatex, toText, toUnicode } from '../../src/exact/write/write.ts'

const names = ['n', 'K', 'S', 'd_in', 'd_out', 'sigma_x', 'lambda', 'W']
const leaf = fc.oneof(
  fc.integer({ min: -40, max: 40 }).map((n) => num(n)),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([n, d]) => fraction(n, d)),
  fc.constantFrom(...names).map((name) => sym(name)),
)

/** Expressions as solvers make them: every constructor, three deep. */
const expression: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((terms) => plus(...terms)),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((factors) => times(...factors)),
    fc.tuple(tie('tree'), fc.constantFrom(...names)).map(([top, name]) => over(top, plus(sym(name), num(1)))),
    fc.tuple(tie('tree'), fc.integer({ min: 2, max: 3 })).map(([base, n]) => power(base, num(n))),
    fc.constantFrom(...names).map((name) => squareRoot(plus(sym(name), num(2)))),
    fc.constantFrom(...names).map((name) => squareRoot(over(sym(name), sym('d_in')))),
    fc
      .tuple(fc.integer({ min: 2, max: 5 }), tie('tree'))
      .map(([base, x]) => (x.kind === 'symbol' || x.kind === 'sum' ? power(num(base), x) : num(base))),
    tie('tree').map((x) => floor(over(x, sym('S')))),
    tie('tree').map((x) => ceiling(over(x, num(2)))),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => call('max', a, b)),
  ),
})).tree

const symbols = new Set(names)
const options = { symbols }

const notations: readonly [string, (value: Exact) => string, (text: string) => Exact][] = [
  ['mathjs text', toText, (text) => readText(text, options)],
  ['LaTeX', toLatex, (text) => readLatex(text, options)],
  ['Unicode', toUnicode, (text) => readText(text, options)],
]

describe.each(notations)('reading %s that was written', (_, write, read) => {
  const same = (value: Exact): void => {
    const written = write(value)
    const verdict = equal(value, read(written), { domain: 'positive' })
    // Undecided is allowed for towers that neither the normal form nor sampling reaches, but never a difference.
    expect(verdict.equal, written).not.toBe(false)
  }

  it('gives the same expression', () => {
    fc.assert(fc.property(expression, same), { numRuns: 400 })
  })

  it('gives the same matrix', () => {
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
      .chain(([rows, columns]) =>
        fc
          .array(expression, { minLength: rows * columns, maxLength: rows * columns })
          .map((entries) => tensor([rows, columns], entries)),
      )
    fc.assert(fc.property(matrix, same), { numRuns: 100 })
  })
})

it('decides nearly all of them, so that the property above says something', () => {
  const samples = fc.sample(expression, { numRuns: 300, seed: 7 })
  const decided = samples.filter(
    (value) => equal(value, readText(toText(value), options), { domain: 'positive' }).equal === true,
  )
  expect(decided.length).toBeGreaterThan(290)
})
