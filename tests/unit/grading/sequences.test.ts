import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// numpy.convolve of seven ones and (1/2)^n, from n = 0 on.
const listed =
  '1, 1.5, 1.75, 1.875, 1.9375, 1.96875, 1.984375, 0.9921875, 0.49609375, 0.248046875, 0.1240234375, 0.06201171875, 0.031005859375'
const cases = '0 for n<0, 2-2^(-n) for 0<=n<=6, 127*2^(-n) for n>=7'
const delayed = '0 for n<5, 2-2^(5-n) for 5<=n<=11, 127*2^(5-n) for n>=12'

describe('sequences as people write them', () => {
  const statusOf = homework()

  it.each([
    ['correct', '3a', '(2-2^-n)u[n] - (2-2^-(n-7))u[n-7]'],
    ['correct', '3a', 'y(n) = (2 - 2^{-n})(u(n) - u(n-7)) + 127 \\cdot 2^{-n} u(n-7)'],
    ['correct', '3b', 'y2(n) = (2-2^(5-n))u(n-5) - (2-2^(12-n))u(n-12)'],
    ['wrong', '3a', 'y(n) = (2-2^(-n))u(n) - (2-2^(-n))u(n-7)'],
    ['person', '3b', 'y2(n) = (2-2^(5-n))u(n-5) - (2-2^(12-n))u(n-12) + u(n-5)'],
    ['person', '3a', 'y(n-1) = (2-2^(-n))u(n) - (2-2^(-(n-7)))u(n-7)'],
    ['person', '3a', 'h(n) = (2-2^(-n))u(n) - (2-2^(-(n-7)))u(n-7)'],
    ['person', '3a', '(2-a^n)u[n] - (2-a^(n-7))u[n-7]'],
  ])('with unit steps, %s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    ['correct', '3a', 'If n<0 then 0, if n between 0 and 6 then 2-0.5**n, if n>6 then 127*0.5**n'],
    ['wrong', '3a', 'If n<0 then 0, if n between 0 and 7 then 2-0.5**n, if n>7 then 127*0.5**n'],
    ['correct', '3b', 'if n<5 y2 = 0, if 5<=n<=11 y2 = 2-0.5**(n-5), if n>=12 y2=127*0.5**(n-5)'],
    ['correct', '3a', 'Für n<0 ist y=0, für 0≤n≤6 ist y = 2 - 2^(-n), für n≥7 ist y = 127·2^(-n)'],
    ['correct', '3a', '0 for n<0, 2-2^(-n) for 0<=n<L, (2^L-1)2^(-n) for n>=L'],
    ['correct', '3a', '0 for n<0, 2-2^(-n) for 0<=n<L, (2^L-1)2^(-n) for n>=L with L=7'],
    ['wrong', '3a', '0 for n<0, 2-2^(-n) for 0<=n<=L, (2^L-1)2^(-n) for n>L'],
    [
      'correct',
      '3a',
      'y(n) = sum_{k=0}^{6} (1/2)^(n-k) = 127/2^n for n>=7; = 2 - 1/2^n for 0<=n<=6; zero for n<0',
    ],
    [
      'person',
      '3a',
      'y(n) = sum_{k=0}^{5} (1/2)^(n-k) = 127/2^n for n>=7; = 2 - 1/2^n for 0<=n<=6; zero for n<0',
    ],
  ])('by cases, %s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    ['3a', 'y(n) = 2-2^(-n) for 0<=n<=6 and 127*2^(-n) for n >= 7'],
    ['3b', '2-2^(5-n) for 5<=n<=11 and 127*2^(5-n) for n>=12'],
  ])('leaves to a person what says nothing of where it is zero: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('person')
    expect(statusOf(part, `${answer}, 0 otherwise`)).toBe('correct')
  })

  it.each([
    'y(n-1) = \\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le 6\\\\127\\cdot 2^{-n}&n\\ge 7\\end{cases}',
    `h(n) = ${cases}`,
    `x[n] = ${cases}`,
  ])('takes no other sequence: %s', (answer) => expect(statusOf('3a', answer)).toBe('person'))

  it.each([
    ['correct', `y2(n) = y(n-5) = ${delayed}`],
    ['correct', `y_2(n) = y(n − 5) by time invariance, i.e. ${delayed}`],
    ['correct', `By shift invariance, y2(n) = y_1(n-5): ${delayed}`],
    ['wrong', `y2(n) = y(n-5) = ${delayed.replace('127', '128')}`],
    ['person', `y2(n) = y(n+5) = ${delayed}`],
    ['person', `y2(n) = y(n-4) = ${delayed}`],
    ['person', `y2(n) = 2y(n-5) = ${delayed}`],
    ['person', `y2(n) = x(n-5) = ${delayed}`],
    ['person', `y(n) = y(n-5) = ${delayed}`],
    // Which sequence y is, is said nowhere.
    ['person', 'y2(n) = y(n-6)'],
  ])('as an earlier one and its cases, %s: %s', (status, answer) =>
    expect(statusOf('3b', answer)).toBe(status),
  )

  it('takes the right values beside the cases, and no wrong ones', () => {
    expect(statusOf('3a', `y(n) = ${cases}. Values: 0 (n=-6..-1), ${listed}`)).toBe('correct')
    expect(statusOf('3a', `y(n) = ${cases}; values: 0, 0, 0, 0, 0, 0, ${listed}`)).toBe('correct')
    expect(statusOf('3a', `y(n) = ${cases}; values: 0, 0, 0, 0, 0, ${listed}`)).toBe('person')
    expect(statusOf('3a', `y(n) = ${cases}; values: 0, 0, 0, 0, 0, 0, ${listed.replace('75', '57')}`)).toBe(
      'person',
    )
    expect(statusOf('3a', `y(n) = ${cases}; values: 0 (n=1..6), ${listed}`)).toBe('person')
    expect(statusOf('3a', `values: 0, 0, 0, 0, 0, 0, ${listed}`)).toBe('person')
  })

  it.each([
    ['correct', 'y2(n) = y(n-5), shift invariance'],
    ['correct', '$y_2(n) = y(n-5)$ because convolution is shift-invariant'],
    ['correct', 'x2(n) = x(n-5) so y2(n) = y(n-5), because the system is time-invariant'],
    ['correct', 'time-shift property: y_2(n)=y(n-5) where y is from 3a'],
    ['correct', 'y(n-5)'],
    ['wrong', 'y2(n) = y(n+5)'],
    ['person', 'y(n) = y(n-5)'],
    ['person', 'y2(n) = 2y(n-5)'],
    ['person', 'y2(n) = -y(n-5)'],
    ['person', 'y2(n) = y(n-5) + 1'],
    ['person', 'y2(n) = y(n-5) for n < 5'],
    ['person', 'y2(n) = y(n-5) by linearity alone'],
    ['person', 'y2(n) = x(n-5)'],
    ['person', 'y2(n-5) = y(n)'],
    ['person', 'y2(n) = (y(n-5))^2'],
  ])('takes the sequence of an earlier part, which the set names, as %s: %s', (status, answer) =>
    expect(statusOf('3b', answer)).toBe(status),
  )

  it('knows no earlier sequence where the set names none', () => {
    expect(statusOf('3a', 'y(n) = y(n-5)')).toBe('person')
    expect(statusOf('3a', 'y2(n) = y(n-5)')).toBe('person')
  })
})
