import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import newtonschulz from '../../../solvers/newtonschulz.ts'
import { num, substitute } from '../../../src/exact/algebra.ts'
import { entriesOf } from '../../../src/exact/tensor.ts'
import { type Exact, isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import type { Solution } from '../../../src/model.ts'

const solve = (input: Record<string, unknown>): Solution =>
  newtonschulz.solve(newtonschulz.input.parse(input))
const texts = (quantities: readonly { name: string; value: Exact }[]): Record<string, string> =>
  Object.fromEntries(quantities.map(({ name, value }) => [name, toText(value)]))

type Case = {
  id: string
  input: { op: string; X0?: unknown; s0?: unknown; steps: number }
  expected: { iterates?: unknown[]; exact?: unknown[] }
}
/** Exact iterates by sympy Rational; see the file for versions. */
const oracle: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/oracles/newton_schulz_cubic.json', import.meta.url), 'utf8'),
)
const spelled = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(spelled).join(', ')}]` : `${value}`

describe('exact iterates', () => {
  test.each(oracle.cases.filter(({ input }) => input.op === 'cubic'))('$id', ({ input, expected }) => {
    const { answers } = solve({ matrix: input.X0, steps: input.steps })
    expect(texts(answers)).toEqual({ iterates: spelled(expected.iterates) })
  })

  test.each(oracle.cases.filter(({ input }) => input.op === 'scalar'))(
    '$id, as a 1×1 matrix',
    ({ input, expected }) => {
      // The oracle leaves the longest values out.
      const known = (expected.exact ?? []).filter((value) => value !== null)
      const { answers } = solve({ matrix: [[input.s0]], steps: known.length })
      expect(texts(answers).iterates).toBe(spelled(known.map((value) => [[value]])))
    },
  )

  test('a tall matrix and its transpose have transposed iterates', () => {
    const tall = solve({ matrix: '[[1/2,0],[1/3,1/5],[0,1]]', steps: 2 }).related
    const wide = solve({ matrix: '[[1/2,1/3,0],[0,1/5,1]]', steps: 2 }).related
    const entries = (solved: typeof tall, at: (row: number, column: number) => number): string[] => {
      const value = solved?.find(({ name }) => name === 'W_2')?.value
      if (value?.kind !== 'tensor') throw new Error('W_2 is a matrix')
      const list = entriesOf(value).map(toText)
      return [0, 1, 2].flatMap((row) => [0, 1].map((column) => list[at(row, column)] ?? ''))
    }
    expect(entries(tall, (row, column) => 2 * row + column)).toEqual(
      entries(wide, (row, column) => 3 * column + row),
    )
  })
})

describe('the cost of one step (homework 4, problem 1, posted solution)', () => {
  test('in symbols: total and class, in both orders', () => {
    expect(texts(solve({}).answers)).toEqual({
      cost_direct: '2 * c * d_out^2 * d_in',
      cost_gram: '2 * c * d_out * d_in^2',
      class_direct: 'Theta(d_out^2 * d_in)',
      class_gram: 'Theta(d_out * d_in^2)',
      speedup: 'd_out/d_in',
      best: 'd_out > d_in ? 2 * c * d_out * d_in^2 : d_out <= d_in ? 2 * c * d_out^2 * d_in : undefined',
    })
  })

  test.each([
    [8, 2, 'gram', '4'],
    [2, 8, 'direct', '1/4'],
    [5, 5, 'either', '1'],
  ])('%i × %i: the cheaper order is %s', (d_out, d_in, best, speedup) => {
    expect(texts(solve({ d_out, d_in }).answers)).toMatchObject({ best, speedup })
  })

  test('the symbolic cost at numbers is the numeric cost: multiplications of the loops, counted', () => {
    const size = fc.integer({ min: 1, max: 6 })
    /** Passes through the innermost line of the triple loop of an n×m by m×p product. */
    const counted = (n: number, m: number, p: number): number => {
      let count = 0
      for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) for (let k = 0; k < m; k++) count++
      return count
    }
    fc.assert(
      fc.property(size, size, (d_out, d_in) => {
        const numeric = texts(solve({ d_out, d_in, cost: 1 }).answers)
        expect(numeric.cost_direct).toBe(`${counted(d_out, d_in, d_out) + counted(d_out, d_out, d_in)}`)
        expect(numeric.cost_gram).toBe(`${counted(d_in, d_out, d_in) + counted(d_out, d_in, d_in)}`)
        const values = new Map([
          ['d_out', num(d_out)],
          ['d_in', num(d_in)],
          ['c', num(1)],
        ])
        for (const { name, value } of solve({}).answers)
          if (isExpression(value)) expect(toText(substitute(value, values))).toBe(numeric[name])
      }),
    )
  })

  test('the class alone is another convention; one product forgotten is a slip', () => {
    const { alternatives } = solve({})
    const found = (words: string) => alternatives.find(({ says }) => says.includes(words))
    expect(found('class alone')?.kind).toBe('convention')
    expect(texts(found('class alone')?.answers ?? []).cost_direct).toBe('Theta(d_out^2 * d_in)')
    expect(texts(found('only one of the two')?.answers ?? []).cost_gram).toBe('c * d_out * d_in^2')
  })
})

describe('refused, by name', () => {
  test.each([
    [{ matrix: [[1]], d_in: 2 }, 'domain', 'd_in'],
    [{ steps: 2 }, 'domain', 'matrix'],
    [{ matrix: [['x']] }, 'domain', 'matrix'],
    [{ cost: 0 }, 'domain', 'cost'],
    [{ matrix: [['1/7', '1/3']], steps: 12 }, 'too-large', 'steps'],
    [{ matrix: Array.from({ length: 65 }, () => [1]) }, 'too-large', 'matrix'],
  ])('%j', (input, kind, field) => {
    expect(() => solve(input)).toThrow(expect.objectContaining({ kind, field }))
  })
})
