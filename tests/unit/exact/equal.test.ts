import { describe, expect, it } from 'vitest'
import { equal } from '../../../src/exact/equal.ts'
import type { SymbolDomain } from '../../../src/exact/normal-form.ts'
import { readLatex, readText } from '../../../src/exact/read.ts'
import type { Piecewise } from '../../../src/exact/value.ts'
import { readScalar } from '../../read-scalar.ts'

const judge = (a: string, b: string, domain: SymbolDomain = 'real') =>
  equal(readText(a), readText(b), { domain })

// Facts of elementary algebra, analysis and linear algebra; each row can be checked by hand.
describe('equal', () => {
  it.each<[string, string, SymbolDomain?]>([
    ['cos(x+y)', 'cos(x)*cos(y)-sin(x)*sin(y)'],
    ['tan(y)^2+1', 'sec(y)^2'],
    ['sqrt(11+6*sqrt(2))', '3+sqrt(2)'],
    ['ceil(n/s)', 'floor((n-1)/s)+1', 'integer'],
    ['floor((i+1)/2)', 'ceil(i/2)', 'integer'],
    ['(-1)^n*x', 'x*(-1)^(n+2)', 'integer'],
    ['(A*B)^T', 'B^T A^T'],
    ['(X^T X + lambda I)^-1 X^T y', 'X^T (X X^T + lambda I)^-1 y'],
    ['x > 2', '-x < -2'],
    ['x^2 > 4', 'x > 2 or x < -2'],
    ['x^2 < 2', '-sqrt(2) < x < sqrt(2)'],
    ['x^3 > 2', 'x > 2^(1/3)'],
    ['abs(x) > 1', 'x < -1 or x > 1'],
    ['abs(x-1) <= 2', '-1 <= x <= 3'],
    ['0 <= n <= L-1', '0 <= n < L', 'integer'],
    ['y = 2x+1', '2y = 4x+2'],
    ['y = 2x+1', '2x+1'],
    ['x^2 = 4', 'x = 2 or x = -2'],
    ['1/x + 1/y = 2', 'y = x/(2x-1)'],
    ['{1+sqrt(2), 1-sqrt(2)}', '{1-sqrt(2), 1+sqrt(2)}'],
    ['[0.5, 0.25]', '[1/2, 1/4]'],
    ['[[1], [2]]', '[1, 2]'],
    ['inf', 'oo'],
    ['u[n] - u[n-1]', 'delta[n]', 'integer'],
  ])('%s is %s', (a, b, domain) => {
    expect(judge(a, b, domain).equal).toBe(true)
    expect(judge(b, a, domain).equal).toBe(true)
  })

  it.each<[string, string, SymbolDomain?]>([
    ['1/3', '0.333'],
    ['2x*y', '2X*Y'],
    ['floor(n/s)+1', 'ceil(n/s)', 'integer'],
    ['floor(n/s)', 'n/s', 'integer'],
    ['(A*B)^T', 'A^T B^T'],
    ['(X^T X + lambda I)^-1 X^T y', '(X X^T + lambda I)^-1 X^T y'],
    ['x > 2', 'x >= 2'],
    ['0 <= n <= L-1', '0 <= n <= L', 'integer'],
    ['x > 0', 'x > 0.000001'],
    ['x^2 < 2', '-1.41421356237309504880 < x < 1.41421356237309504880'],
    ['x^3 > 2', 'x > 2^(1/4)'],
    ['abs(x) > 1', 'x > 1'],
    ['y = 2x+1', 'y = 2x-1'],
    ['x = y', 'x^2 = y^2'],
    ['{1, 2}', '{1, 2, 3}'],
    ['[[1, 2], [3, 4]]', '[[1, 3], [2, 4]]'],
    ['inf', '-inf'],
    ['inf', '10^100'],
    ['u[n]', 'u[n-1]', 'integer'],
    ['x', 'x + 10^(-30)'],
    ['sin(x)', 'sin(x + 10^(-25))'],
    ['n + n^(3/10^9)', 'n + 1', 'integer'],
  ])('%s is not %s', (a, b, domain) => {
    expect(judge(a, b, domain).equal).toBe(false)
    expect(judge(b, a, domain).equal).toBe(false)
  })

  it.each([
    ['9^9^9^9', '9^9^9^9'],
    ['sqrt((x-3)*(x-5))', 'sqrt(x-3)*sqrt(x-5)'],
    ['2*inf', 'inf'],
    ['sqrt(-1)', 'sqrt(-1)'],
  ])('%s and %s are not decided', (a, b) => expect(judge(a, b).equal).toBeNull())

  it('takes intervals, sets with a condition and inequalities for the same', () => {
    for (const other of ['0\\le x<1', '\\{x: 0\\leq x<1\\}', 'x\\in[0,1)'])
      expect(equal(readLatex('[0,1)'), readLatex(other), { domain: 'real' }).equal).toBe(true)
    for (const other of ['(0,1)', '[0,1]', '0<x<1', '0\\le x<2'])
      expect(equal(readLatex('[0,1)'), readLatex(other), { domain: 'real' }).equal).toBe(false)
  })

  it('takes a shape for a tuple of its sizes, and not for their product', () => {
    const shape = readText('(28, 28, 10)')
    expect(equal(shape, readText('28x28x10')).equal).toBe(true)
    expect(equal(shape, readText('28x10x28')).equal).toBe(false)
    expect(equal(shape, readText('7840')).equal).toBe(false)
  })
})

describe('asymptotic classes', () => {
  const classes = (a: string, b: string) => equal(readText(a), readText(b)).equal
  it('drop constants and terms of lower order', () => {
    expect(classes('O(n^2)', 'O(3n^2 + n*ln(n) + 7)')).toBe(true)
    expect(classes('O(m*n)', 'O(2*m*n + m)')).toBe(true)
    expect(classes('O(n*ln(n))', 'O(n*log2(n))')).toBe(true)
    expect(classes('O(2^n)', 'O(2^n + n^9)')).toBe(true)
  })
  it('keep different growth apart', () => {
    expect(classes('O(n^2)', 'O(n^3)')).toBe(false)
    expect(classes('O(m*n)', 'O(m+n)')).toBe(false)
    expect(classes('O(2^n)', 'O(3^n)')).toBe(false)
    expect(classes('O(n)', 'n')).toBe(false)
  })
  it('leave the letter open', () => expect(classes('Theta(n)', 'O(n)')).toBeNull())
})

describe('piecewise values', () => {
  const cases = (pieces: readonly [value: string, condition?: string][]): Piecewise => ({
    kind: 'piecewise',
    pieces: pieces.map(([value, condition]) => {
      const when = condition === undefined ? undefined : readText(condition)
      if (when && when.kind !== 'relation') throw new Error('a condition is a relation')
      return { value: readScalar(value), when: when ? [when.chain] : [] }
    }),
  })
  // The running sum of (1/2)^n over n ≥ 0, by two ways of writing its cases.
  const sum = cases([
    ['0', 'n < 0'],
    ['2 - 2^(-n)', 'n >= 0'],
  ])

  it('are the same when the cases agree everywhere', () => {
    const other = cases([['(1-(1/2)^(n+1))/(1-1/2)', '-1 < n'], ['0']])
    expect(equal(sum, other, { domain: 'integer' }).equal).toBe(true)
  })
  it('differ when a case begins one step later', () => {
    const late = cases([
      ['0', 'n < 1'],
      ['2 - 2^(-n)', 'n >= 1'],
    ])
    expect(equal(sum, late, { domain: 'integer' }).equal).toBe(false)
  })
  it('with a symbolic length', () => {
    const a = cases([['n+1', '0 <= n <= L-1'], ['0']])
    const b = cases([['1+n', '0 <= n < L'], ['0']])
    const c = cases([['1+n', '0 <= n <= L'], ['0']])
    expect(equal(a, b, { domain: 'integer' }).equal).toBe(true)
    expect(equal(a, c, { domain: 'integer' }).equal).toBe(false)
  })
  it('are an expression with unit steps', () => {
    const box = cases([['1', '0 <= n <= 6'], ['0']])
    expect(equal(box, readText('u[n] - u[n-7]'), { domain: 'integer' }).equal).toBe(true)
    expect(equal(box, readText('u[n] - u[n-6]'), { domain: 'integer' }).equal).toBe(false)
  })
})
