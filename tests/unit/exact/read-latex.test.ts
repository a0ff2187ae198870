import { describe, expect, it } from 'vitest'
import { keyOf } from '../../../src/exact/key.ts'
import { readLatex } from '../../../src/exact/read.ts'
import { ReadError } from '../../../src/exact/read-error.ts'
import { isExpression } from '../../../src/exact/value.ts'

const key = (tex: string, symbols: readonly string[] = []): string => {
  const value = readLatex(tex, symbols.length > 0 ? { symbols: new Set(symbols) } : {})
  if (!isExpression(value)) throw new Error(`read as ${value.kind}`)
  return keyOf(value)
}

// Prefix trees, terms and factors in the order of their spelling; the readings are those of usual mathematical notation.
describe('scalars in LaTeX', () => {
  it.each([
    ['\\frac12', '1/2'],
    ['-{3 \\over 4}', '-3/4'],
    ['2\\tfrac{1}{3}', '(+ 1/3 2)'],
    ['2\\frac13 x', '(* 1/3 2 x)'],
    ['320{,}000\\ \\text{FLOPs}', '320000'],
    ['1\\,000\\,000', '1000000'],
    ['50\\%', '1/2'],
    ['$100%$', '1'],
    ['10^6', '(^ 10 6)'],
    ['3.2e5', '320000'],
    ['\\sqrt[3]{5}', '(^ 5 1/3)'],
    ['\\left\\lfloor\\frac{n+2p-k}{s}\\right\\rfloor+1', '(+ 1 floor((* (+ (* -1 k) (* 2 p) n) (^ s -1))))'],
    ['\\lceil i/2\\rceil', 'ceil((* (^ 2 -1) i))'],
    ['d_{\\text{out}}^2 n_{in}', '(* (^ d_out 2) n_in)'],
    ['\\ln ab^2', 'ln((* (^ b 2) a))'],
    ['\\ln a\\ln b', '(* ln(a) ln(b))'],
    ['\\log_2 n', 'log2(n)'],
    ['\\tanh^2 x', '(^ tanh(x) 2)'],
    ['\\operatorname{sech}^2 x', '(^ (^ cosh(x) -1) 2)'],
    ['\\max\\{0,x\\}', 'max(0,x)'],
    ['W^\\top W^T', '(* transpose(W) transpose(W))'],
    ['\\|x\\|_2^2', '(^ norm(x) 2)'],
    ['\\|W\\|_{RMS\\to RMS}', 'norm(W,RMS_to_RMS)'],
    ['\\sum_{i=1}^{m} i^2 + 1', '(+ 1 sum((^ i 2),i,1,m))'],
    ['\\binom{n+1}{2}', 'binomial((+ 1 n),2)'],
    ["w'_0 + w^* + \\hat y_i", "(+ hat_y_i w'_0 w_star)"],
    ['\\Delta W x', '(* Delta_W x)'],
    ['y_{i+1,j}', 'y[(+ 1 i),j]'],
    ['h_j^{(k+1)}', 'h_j[(+ 1 k)]'],
    ['\\frac{\\partial L}{\\partial w}', 'dL_dw'],
    ['\\partial L/\\partial w', 'dL_dw'],
    ['\\mathbf{x}_1', 'x_1'],
    ['\\sigma(x)(1-\\sigma(x))', '(* (+ (* -1 sigmoid(x)) 1) sigmoid(x))'],
    ['\\sigma(3-\\sigma^2)/2', '(* (+ (* (^ sigma 2) -1) 3) (^ 2 -1) sigma)'],
    ['F(K^2C+1)', '(* (+ (* (^ K 2) C) 1) F)'],
    ['\\boxed{\\frac{1}{2}}', '1/2'],
    ['{a^b}^c', '(^ (^ a b) c)'],
  ])('%s', (tex, tree) => {
    expect(key(tex)).toBe(tree)
  })

  it('keeps declared names whole in a run of letters', () => {
    expect(key('dy_{1,2}')).toBe('(* d y[1,2])')
    expect(key('dy_{1,2}', ['dy'])).toBe('dy[1,2]')
  })
})

describe('other values in LaTeX', () => {
  it('reads cases as pieces, "otherwise" without a condition', () => {
    const tex =
      '\\begin{cases}0 & n<0\\\\ 2-2^{-n} & \\text{if } 0\\le n\\le 6\\\\ 1 & \\text{otherwise}\\end{cases}'
    expect(readLatex(tex)).toMatchObject({
      kind: 'piecewise',
      pieces: [
        { when: [{ relations: ['<'] }], value: { kind: 'number' } },
        { when: [{ relations: ['<=', '<='] }], value: { kind: 'sum' } },
        { when: [], value: { value: { n: 1n } } },
      ],
    })
  })

  it('multiplies a number into a matrix', () => {
    expect(readLatex('\\frac12\\begin{pmatrix}2&-4\\\\0&6\\end{pmatrix}')).toEqual({
      kind: 'tensor',
      shape: [2, 2],
      entries: Float64Array.of(1, -2, 0, 3),
    })
  })

  it('reads sets, intervals, spaces and classes', () => {
    expect(readLatex('x\\in[0,1)')).toMatchObject({ kind: 'interval', closedFrom: true, closedTo: false })
    expect(readLatex('\\{x: 0\\leq x<1\\}')).toMatchObject({ kind: 'relation' })
    expect(readLatex('\\mathbb{R}\\setminus[-1,1]')).toMatchObject({
      kind: 'union',
      parts: [{ closedTo: false }, { closedFrom: false }],
    })
    expect(readLatex('W\\in\\mathbb R^{m\\times n}')).toMatchObject({
      kind: 'shape',
      sizes: [{ name: 'm' }, { name: 'n' }],
    })
    expect(readLatex('\\mathcal{O}(n^2)')).toMatchObject({ kind: 'class', symbol: 'O' })
    expect(readLatex('x=1+\\sqrt2\\text{ or }x=1-\\sqrt2')).toMatchObject({ kind: 'set' })
  })
})

describe('what is no formula', () => {
  it.each([
    ['\\frac{1}{'],
    ['\\int_0^1 x\\,dx'],
    ['\\lim_{n\\to\\infty} n'],
    ['\\text{some words here}'],
    ['the value of \\alpha is 3'],
    ['\\mathbf 1 +'],
    ['\\left. x \\right|_0'],
    ['\\newcommand{\\x}{2}\\x'],
    ['x_{}'],
    ['\\begin{pmatrix}1&2\\\\3\\end{pmatrix}'],
    ['28 odd'],
  ])('%j is refused', (tex) => {
    expect(() => readLatex(tex)).toThrow(ReadError)
  })
})

// TeX prints `d_in` as d with the subscript i, times n; people who leave out the braces mean the name that they know.
describe('names without braces', () => {
  const known = ['d_in', 'd_out', 'n']
  it.each([
    ['\\frac{1}{\\sqrt{d_in}}', '\\frac{1}{\\sqrt{d_{in}}}'],
    ['\\sqrt{d_out}\\cdot d_in^{-\\frac12}', '\\sqrt{d_{out}}\\cdot d_{in}^{-\\frac12}'],
    ['2d_in n', '2d_{in}n'],
  ])('%j is read with the name known here', (tex, meant) => {
    expect(key(tex, known)).toBe(key(meant, known))
  })

  it.each([
    ['d_in', []],
    ['d_{i}n', ['d_in']],
    ['d_i n', ['d_in']],
    ['d_i^2n', ['d_in']],
    ['d_im', ['d_in', 'm']],
  ])('%j is a product where %j is known', (tex, symbols) => {
    expect(key(tex, symbols)).toMatch(/d_i(?!n)/)
  })
})
