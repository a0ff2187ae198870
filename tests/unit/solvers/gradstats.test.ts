import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import gradstats from '../../../solvers/gradstats.ts'
import { num, substitute } from '../../../src/exact/algebra.ts'
import { isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import { refusalOf, rivals, solveWith, texts } from '../../solving.ts'

describe('gradstats', () => {
  test('the general layer (homework 4, problem 7b, listed answer)', () => {
    const solution = solveWith(gradstats, {})
    expect(texts(solution.answers)).toEqual({
      mean: '0',
      variance: '(n - k + 1)^2 * sigma_x^2 * sigma_g^2',
      std: '(n - k + 1) * sigma_x * sigma_g',
      growth: 'Theta(n)',
    })
    expect(texts(solution.related)).toMatchObject({ m: 'n - k + 1', terms: '(n - k + 1)^2' })
    expect(rivals(solution, 'variance')).toContain('n^2 * sigma_x^2 * sigma_g^2')
    expect(rivals(solution, 'growth')).toEqual(['Theta(n^2)'])
  })

  test('the symbolic answer at numbers is the numeric answer', () => {
    const general = solveWith(gradstats, {}).answers.filter(({ value }) => isExpression(value))
    const sizes = fc.record({
      n: fc.integer({ min: 5, max: 99 }),
      k: fc.integer({ min: 1, max: 5 }),
      sigma_x: fc.integer({ min: 1, max: 9 }),
      sigma_g: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(sizes, (at) => {
        const values = new Map(Object.entries(at).map(([name, value]) => [name, num(value)]))
        const { answers } = solveWith(gradstats, {
          n: at.n,
          k: at.k,
          var_x: `${at.sigma_x}^2`,
          var_dy: at.sigma_g ** 2,
        })
        for (const { name, value } of general)
          expect(texts(answers)[name]).toBe(isExpression(value) ? toText(substitute(value, values)) : '')
      }),
    )
  })

  test('a variance that is no square leaves a root', () => {
    expect(texts(solveWith(gradstats, { n: 4, k: 2, var_x: 2, var_dy: 'v' }).answers)).toMatchObject({
      variance: '18 * v',
      std: '3 * sqrt(2 * v)',
    })
  })

  test.each([
    ['a kernel beyond the input', { n: 3, k: 5 }, /^k: .*5.*3/],
    ['a negative variance', { var_x: -1 }, /^var_x: A variance is not negative/],
    ['a fractional size', { n: '5/2' }, /^n: This must be a whole number/],
    ['an unknown field', { m: 3 }, /m/],
  ])('refuses %s', (_, given, message) => {
    expect(refusalOf(gradstats, given)).toMatch(message)
  })
})
