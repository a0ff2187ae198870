import { describe, expect, it } from 'vitest'
import { differs } from '../../../src/answers/refute.ts'
import { readText } from '../../../src/exact/read.ts'

const names = {
  symbols: new Set(['n', 'k', 'h', 'l', 'i', 'j', 'p', 'q']),
  functions: new Set(['x', 'y', 'dy']),
}
const read = (text: string) => readText(text, names)

/** Goodfellow, Bengio and Courville, Deep Learning, equation 9.11: the gradient of a kernel, valid correlation. */
const gradient = '\\sum_{i=1}^{n-k+1} \\sum_{j=1}^{n-k+1} dy_{i,j} x_{i+h-1,j+l-1}'

describe('what proves that two values differ', () => {
  it.each([
    ['entries at other places', '\\sum_{i=1}^{n-k+1} \\sum_{j=1}^{n-k+1} dy_{i,j} x_{i,j}'],
    ['another end of the sum', '\\sum_{i=1}^{n-k} \\sum_{j=1}^{n-k+1} dy_{i,j} x_{i+h-1,j+l-1}'],
    ['a factor', '2 \\sum_{i=1}^{n-k+1} \\sum_{j=1}^{n-k+1} dy_{i,j} x_{i+h-1,j+l-1}'],
  ])('a sum with %s', (_, other) => {
    expect(differs(read(gradient), read(other))).toBe(true)
  })

  it('is nothing about a sum with other letters and its factors turned round', () => {
    const same = '\\sum_{p=1}^{n-k+1} \\sum_{q=1}^{n-k+1} x_{p+h-1,q+l-1} dy_{p,q}'
    expect(differs(read(gradient), read(same))).toBe(false)
  })

  const cases = (value: string): string =>
    `\\begin{cases} ${value} & x_{i,j} = y_{i,j} \\\\ 0 & \\text{otherwise} \\end{cases}`

  it('is another value of one case', () => {
    expect(differs(read(cases('dy_{i,j}')), read(cases('\\frac14 dy_{i,j}')))).toBe(true)
    expect(differs(read(cases('dy_{i,j}')), read(cases('dy_{i,j}')))).toBe(false)
  })

  it('is not a value that the equation of its case makes the same', () => {
    expect(differs(read(cases('x_{i,j}')), read(cases('y_{i,j}')))).toBe(false)
  })
})
