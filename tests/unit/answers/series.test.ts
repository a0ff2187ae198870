import { expect, it } from 'vitest'
import { inOneNotation } from '../../../src/answers/series.ts'
import { readText } from '../../../src/exact/read.ts'
import { isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'

const names = { symbols: new Set(['n', 'h', 'i', 'p']), functions: new Set(['x', 'dy']) }

const written = (text: string): string => {
  const value = readText(text, names)
  if (!isExpression(value)) throw new Error(text)
  return toText(inOneNotation(value))
}

it('writes sums alike that differ in letters and in the order of factors', () => {
  const one = written('\\sum_{p=1}^{n} \\sum_{q=1}^{n} x_{p+h,q} dy_{p,q}')
  expect(written('\\sum_{a=1}^{n} \\sum_{b=1}^{n} dy_{a,b} x_{a+h,b}')).toBe(one)
  expect(written('\\sum_{a=1}^{n} \\sum_{b=1}^{n} dy_{b,a} x_{a+h,b}')).not.toBe(one)
})

it('takes no letter that stands for something outside the sum', () => {
  expect(written('i \\sum_{p=1}^{n} x_{p,i}')).not.toContain(', i, 1, n)')
})
