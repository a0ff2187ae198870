import { describe, expect, it } from 'vitest'
import { problemSetSchema } from '../../../src/sets/problem-set.ts'
import { homework } from './homework.ts'

const delayed = '0 for n<5, 2-2^(5-n) for 5<=n<=11, 127*2^(5-n) for n>=12'

describe('remarks beside the values', () => {
  const statusOf = homework()

  it.each([
    ['y2(n) = y(n-5) ', 'by time-invariance'],
    ['**y₂(n) = y(n−5)** ', '– shift invariance'],
    ['\\boxed{y_2(n)=y(n-5)} ', '\\text{ (shift invariance)}'],
    ['`y2 = lambda n: y(n-5)`  ', '# time-shift property'],
    [`${delayed}\n`, 'Property: translation equivariance'],
    [`${delayed}\n`, 'because convolution is shift-invariant'],
    ['The time-shift property:\n', delayed],
    ['**Property:** time-invariance (LTI)\n\n', delayed],
    ['', `(i) ${delayed}\n(ii) shift equivariance`],
    ['y2(n) = y(n-5) because of translation invariance of convolution. So\n', delayed],
    ['x2 = x*δ(n-5), so y2(n) = y(n−5); ', 'translation equivariance of convolution'],
  ])('leaves out a remark that the set names: %s%s', (before, after) =>
    expect(statusOf('3b', `${before}${after}`)).toBe('correct'),
  )

  it.each([
    'y2(n) = y(n-5), not by time invariance',
    'y2(n) = y(n-5), by linearity and time invariance',
    'y2(n) = y(n-5), by linearity (time invariance)',
    'y2(n) = y(n-5), commutativity of convolution',
    'y2(n) = y(n-5), time invariance does not hold',
    'no time invariance: y2(n) = y(n-5)',
    'y2(n) = y(n-5) if time invariance',
    'y2(n) = y(n+5), time invariance',
    'y2(n) = y(n-4) by time invariance',
    'y2(n) = 5*y(n), shift equivariance',
    'h2(n) = y(n-5), by time invariance',
    'x2 = x*δ(n-4), so y2(n) = y(n-5); time invariance',
    'y2(n) = y(n-5)  # linearity',
    `${delayed}\nby linearity`,
    `${delayed}\nProperty: linearity, time invariance`,
    `${delayed}\nno shift invariance`,
    `Not shift invariance:\n${delayed}`,
    `(i) ${delayed}\n(ii) linearity`,
    `${delayed.replace('127', '126')}\nby time invariance`,
    'time invariance',
    'y2(n) = y(n-5) without using shift invariance',
    'y2(n) = y(n-5) but not because of shift invariance',
    'y2(n) = y(n-5) by time invariance, linearity',
    `${delayed}\nProperty: time invariance, linearity`,
    `${delayed}, without time invariance`,
  ])('leaves another remark, and a right one of other values, to a person: %s', (answer) =>
    expect(statusOf('3b', answer)).toBe('person'),
  )

  it('knows no remark where the set names none', () => {
    expect(statusOf('3a', 'y(n-5), by causality')).toBe('person')
  })

  it('takes words for remarks, and no signs', () => {
    const setWith = (remark: string) => ({
      title: 't',
      parts: [{ part: '1a', statement: 's', remarks: [remark] }],
    })
    expect(problemSetSchema.safeParse(setWith('time invariance')).success).toBe(true)
    expect(problemSetSchema.safeParse(setWith('-1')).success).toBe(false)
  })
})
