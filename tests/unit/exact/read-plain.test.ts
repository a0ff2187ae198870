import { describe, expect, it } from 'vitest'
import { keyOf } from '../../../src/exact/key.ts'
import { readPlain, readText } from '../../../src/exact/read.ts'
import { ReadError } from '../../../src/exact/read-error.ts'
import { entriesOf } from '../../../src/exact/tensor.ts'
import type { Exact } from '../../../src/exact/value.ts'
import { readScalar } from '../../read-scalar.ts'

const key = (text: string, symbols?: readonly string[]): string =>
  keyOf(readScalar(text, symbols ? { symbols: new Set(symbols) } : {}))

const tensorOf = (value: Exact): readonly [readonly number[], readonly string[]] => {
  if (value.kind !== 'tensor') throw new Error(`read as ${value.kind}`)
  return [value.shape, entriesOf(value).map(keyOf)]
}

// Prefix trees, terms and factors in the order of their spelling; the readings are those of usual mathematical notation.
describe('scalars in plain text', () => {
  it.each([
    ['0.1', '1/10'],
    ['-3/4', '-3/4'],
    ['2 1/3', '(+ 1/3 2)'],
    ['2½', '(+ 1/2 2)'],
    ['25 %', '1/4'],
    ['1,000,000', '1000000'],
    ['1 000 000', '1000000'],
    ['3.2e5', '320000'],
    ['2**10', '(^ 2 10)'],
    ['2^-3', '(^ 2 -3)'],
    ['-x^2', '(* (^ x 2) -1)'],
    ['a^b^c', '(^ a (^ b c))'],
    ['2xy', '(* 2 x y)'],
    ['mnk', '(* k m n)'],
    ['3√5', '(* (^ 5 1/2) 3)'],
    ['x²', '(^ x 2)'],
    ['(n+2p-k)//s + 1', '(+ 1 floor((* (+ (* -1 k) (* 2 p) n) (^ s -1))))'],
    ['⌊(n+2p−k)/s⌋+1', '(+ 1 floor((* (+ (* -1 k) (* 2 p) n) (^ s -1))))'],
    ['1/2x', '(* 1/2 x)'],
    ['(p-y)/p(1-p)', '(* (+ (* -1 p) 1) (+ (* -1 y) p) (^ p -1))'],
    ['F(K^2C+1)', '(* (+ (* (^ K 2) C) 1) F)'],
    ['|x||y|', '(* abs(x) abs(y))'],
    ['||x||', 'norm(x)'],
    ['log_2 8', 'log2(8)'],
    ['sin^2(x)', '(^ sin(x) 2)'],
    ['e^(-x)', '(^ e (* -1 x))'],
    ['X.T @ y', '(* transpose(X) y)'],
    ['d_in^(-1/2)', '(^ d_in -1/2)'],
    ['320,000 FLOPs', '320000'],
    ['5!', 'factorial(5)'],
    ['y[0,1]', 'y[0,1]'],
    ['u[n-6]', 'u((+ -6 n))'],
  ])('%s', (text, tree) => {
    expect(key(text)).toBe(tree)
  })

  it.each([['d_in'], ['d_{in}'], ['dᵢₙ'], ['din'], ['d_{\\text{in}}']])('%s is d_in', (text) => {
    expect(key(text)).toBe('d_in')
  })

  it('keeps the digits of a decimal, so that its places are known', () => {
    expect(readPlain('0.50')).toMatchObject({ kind: 'number', value: { n: 1n, d: 2n }, written: '0.50' })
  })

  it('splits a word into letters unless it is declared', () => {
    expect(key('dw')).toBe('(* d w)')
    expect(key('dw', ['dw'])).toBe('dw')
  })

  it('reads y(7) as an entry only where y is applied', () => {
    expect(key('y(7)')).toBe('(* 7 y)')
    expect(keyOf(readScalar('y(7)', { functions: new Set(['y']) }))).toBe('y[7]')
  })

  it('reads 320k as a number only where k is known to be no symbol', () => {
    expect(key('320k')).toBe('(* 320 k)')
    expect(key('320k', ['n'])).toBe('320000')
    expect(key('320k', ['k'])).toBe('(* 320 k)')
  })
})

describe('other values in plain text', () => {
  it.each([['[[1,2],[3,4]]'], ['[1 2; 3 4]'], ['1 2; 3 4'], ['[1, 2; 3, 4]'], ['1/2*[[2,4],[6,8]]']])(
    '%s is a matrix',
    (text) => {
      expect(tensorOf(readPlain(text))).toEqual([
        [2, 2],
        ['1', '2', '3', '4'],
      ])
    },
  )

  it('parts cells at blanks, not inside a quotient or before a binary sign', () => {
    expect(tensorOf(readPlain('[-1 5/3; 2 - 3 -1]'))).toEqual([
      [2, 2],
      ['-1', '5/3', '(+ -3 2)', '-1'],
    ])
  })

  it('keeps which brackets a pair has, since it may be an interval', () => {
    expect(readPlain('(0, 1)')).toMatchObject({ kind: 'tensor', brackets: '()' })
    expect(readPlain('[0, 1]')).toMatchObject({ kind: 'tensor', brackets: '[]' })
    expect(readPlain('[0, 1)')).toMatchObject({ kind: 'interval', closedFrom: true, closedTo: false })
    expect(readPlain('(-inf,-1) U (1,inf)')).toMatchObject({
      kind: 'union',
      parts: [{ kind: 'interval' }, { kind: 'interval' }],
    })
  })

  it('keeps × apart from *, since 32×14×14 may be a shape', () => {
    expect(readPlain('32 x 14 x 14')).toMatchObject({ kind: 'product', times: '×' })
    expect(readPlain('d_out x d_in')).toMatchObject({ kind: 'product', times: '×' })
    expect(readPlain('2 x y')).not.toHaveProperty('times')
    expect(readPlain('32*14*14')).not.toHaveProperty('times')
  })

  it('reads chains, conjunctions and alternatives', () => {
    const chain = { kind: 'relation', chain: { relations: ['<=', '<'] } }
    expect(readPlain('0 <= x < 1')).toMatchObject(chain)
    expect(readPlain('x>=0 and x<1')).toMatchObject(chain)
    expect(readPlain('x < -1 or x > 1')).toMatchObject({ kind: 'union' })
    expect(readPlain('x = 2 or x = 3')).toMatchObject({
      kind: 'set',
      items: [{ value: { n: 2n } }, { value: { n: 3n } }],
    })
  })

  it('reads ± as two values', () => {
    expect(readPlain('x = 1 ± √2')).toMatchObject({ kind: 'set', items: [{ kind: 'sum' }, { kind: 'sum' }] })
  })

  it('reads classes, truth and short sentences around an answer', () => {
    expect(readPlain('Theta(d_out^2 d_in)')).toMatchObject({ kind: 'class', symbol: 'Theta' })
    expect(readPlain('O(n) + O(m)')).toMatchObject({ kind: 'class', of: { kind: 'sum' } })
    expect(readText('The statement is true.')).toEqual({ kind: 'truth', value: true })
    expect(readText('not true')).toEqual({ kind: 'truth', value: false })
    expect(readText('The answer is $\\frac{1}{2}$.')).toMatchObject({ value: { n: 1n, d: 2n } })
  })
})

describe('what is no formula', () => {
  it.each([
    ['the answer is 4'],
    ['so x'],
    ['2 3'],
    ['a/bc'],
    ['d_in^-1/2'],
    ['1 +'],
    ['(1, 2'],
    ['(1]]'],
    ['[1 2; 3]'],
    ['1..2'],
    ['x = '],
    ['max()'],
    ['sin(x, y)'],
    ['#'],
    [''],
    ['import os'],
    ['a = b : c'],
  ])('%j is refused', (text) => {
    expect(() => readPlain(text)).toThrow(ReadError)
  })
})
