import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// numpy.convolve of seven ones and (1/2)^n, from n = 0 on.
const rising = '1, 3/2, 7/4, 15/8, 31/16, 63/32, 127/64'
const falling = '127/128, 127/256, 127/512, 127/1024, 127/2048, 127/4096'
const cases = 'y(n)=0 if n<0; 2-2^(-n) if 0<=n<=6; 127*2^(-n) if n>=7'
const rows = (...values: readonly string[]) => values.join('\n')

describe('cases in the layouts of people and programs', () => {
  const statusOf = homework()

  it.each([
    'lambda n: 0 if n<0 else 2 - 0.5**n if n<=6 else 127/2**n',
    'Piecewise[{{0, n<0}, {2-2^(-n), 0<=n<=6}, {127/2^n, n>=7}}]',
    'y[n_] := Piecewise[{{2-2^(-n), 0<=n<=6}, {127/2^n, n>=7}}, 0]',
    'y(n) = 2-2^(-n) while 0<=n<=6; 127/2^n for n>=7; 0 for n<0',
    'y = lambda n: 0 if n<0 else (2 - 0.5**n if n<=6 else 127/2**n)',
    '0 if n < 0 else (2 - 2**-n if n < 7 else 127*2**-n)',
    '`127/2**n if n >= 7 else 2 - 2**-n if n >= 0 else 0`',
    '2 - 2**-n if 0 <= n < 7 else 0 if n < 0 else 127*2**-n',
    'n < 0 ? 0 : n < 7 ? 2 - 0.5^n : 127/2^n',
    'y[n] = (n < 0) ? 0 : ((n < 7) ? 2 - 0.5^n : 127/2^n)',
    'np.piecewise(n, [n<0, (n>=0)&(n<7), n>=7], [0, lambda n: 2 - 2**-n, lambda n: 127*0.5**n])',
    'y = np.piecewise(n, [(n>=0)&(n<7), n>=7], [lambda n: 2 - 2**-n, lambda n: 127*0.5**n])',
    'np.where(n < 0, 0, np.where(n < 7, 2 - 0.5**n, 127*0.5**n))',
    'np.select([n < 0, n <= 6], [0, 2 - 0.5**n], 127*0.5**n)',
    'Piecewise((0, n < 0), (2 - 2**(-n), n <= 6), (127*2**(-n), True))',
    rows('def y(n):', '    if n < 0: return 0', '    if n <= 6: return 2 - 1/2**n', '    return 127/2**n'),
    rows(
      'def y(n):',
      '  if n < 0:',
      '    return 0',
      '  elif n < 7:',
      '    return 2 - 2**-n',
      '  else:',
      '    return 127/2**n',
    ),
  ])('reads a program: %s', (answer) => expect(statusOf('3a', answer)).toBe('correct'))

  it.each([
    ['wrong', 'lambda n: 0 if n<0 else 2 - 0.5**n if n<=7 else 127/2**n'],
    ['wrong', 'Piecewise[{{2-2^(-n), 0<=n<=6}, {128/2^n, n>=7}}]'],
    ['person', 'Piecewise[{{2-2^(-n), 0<=n<=6}, {127/2^n, n>=7}}, 1]'],
    ['wrong', 'n < 0 ? 0 : n < 8 ? 2 - 0.5^n : 127/2^n'],
    ['wrong', 'lambda n: 0 if n<=0 else 2 - 0.5**n if n<=6 else 127/2**n'],
    ['person', 'half of: lambda n: 0 if n<0 else 2 - 0.5**n if n<=6 else 127/2**n'],
    ['person', 'h = lambda n: 0 if n<0 else 2 - 0.5**n if n<=6 else 127/2**n'],
    ['person', '2*(0 if n<0 else 2 - 0.5**n if n<=6 else 127/2**n)'],
    ['person', '-(0 if n<0 else 2 - 0.5**n if n<=6 else 127/2**n)'],
    ['person', 'n < 0 ? 0 : n < 7 ? 2 - 0.5^n : 127/2^n ?'],
    ['person', '0 if n<0 else not(2 - 0.5**n) if n<=6 else 127/2**n'],
    [
      'person',
      'np.piecewise(n-1, [n<0, (n>=0)&(n<7), n>=7], [0, lambda n: 2 - 2**-n, lambda n: 127*0.5**n])',
    ],
    ['person', 'np.piecewise(n, [n<0, n<7, n>=7], [0, lambda n: 2 - 2**-n, lambda n: 127*0.5**n])'],
    ['person', 'np.piecewise(n, [n<0, (n>=0)|(n<7), n>=7], [0, lambda n: 2 - 2**-n, lambda n: 127*0.5**n])'],
    [
      'person',
      rows('def h(n):', '  if n < 0: return 0', '  if n <= 6: return 2 - 1/2**n', '  return 127/2**n'),
    ],
    [
      'person',
      rows(
        'def y(n):',
        '  n = n - 1',
        '  if n < 0: return 0',
        '  if n <= 6: return 2 - 1/2**n',
        '  return 127/2**n',
      ),
    ],
  ])('takes no other program for it, %s: %s', (status, answer) => expect(statusOf('3a', answer)).toBe(status))

  it.each([
    '\\[ y(n) = \\left\\{\\begin{array}{ll} 0 & n \\le -1 \\\\ 2-2^{-n} & n=0,\\dots,6 \\\\ 127\\cdot 2^{-n} & n > 6 \\end{array}\\right. \\]',
    '\\begin{align*} y(n)&=0 && n<0\\\\ y(n)&=2-2^{-n} && 0\\le n\\le 6\\\\ y(n)&=\\dfrac{127}{2^{n}} && n\\ge 7 \\end{align*}',
    '\\begin{cases} 2-2^{-n} & n=0,\\dots,6 \\\\ 127\\cdot 2^{-n} & n\\ge 7 \\\\ 0 & \\text{for all other } n \\end{cases}',
    rows(
      '| $n$ | $y(n)$ |',
      '|---|---|',
      '| $n\\le -1$ | $0$ |',
      '| $n=0,\\dots,6$ | $2-2^{-n}$ |',
      '| $n>6$ | $127\\cdot 2^{-n}$ |',
    ),
    rows('n | y', '0 ≤ n ≤ 6 | 2 - (1/2)^n', 'n ≥ 7 | 127*2^(-n)', 'otherwise | 0'),
    rows(
      '- $n\\le -1$: $y(n)=0$',
      '- $n=0,\\dots,6$: $y(n)=2-(1/2)^{n}$',
      '- $n>6$: $y(n)=127\\cdot 2^{-n}$',
    ),
    '1) n < 0 -> 0  2) 0 ≤ n ≤ 6 -> 2 - (1/2)^n  3) n ≥ 7 -> 127/2^n',
    'n < 0 → 0; 0 ≤ n ≤ 6 → 2 - (1/2)^n; n ≥ 7 → 127/2^n',
    '$\\boxed{y(n)=0\\ (n<0),\\quad 2-2^{-n}\\ (0\\le n\\le 6),\\quad \\frac{127}{2^{n}}\\ (n\\ge 7)}$',
    rows('rising part (0≤n<7): y(n) = 2 - 0.5^n', 'decaying part (n≥7): y(n) = 127 * 0.5^n', '0 elsewhere'),
    'Zero before n=0, then 2 - 2^(-n) up to n=6, after that 127 * 0.5^n.',
  ])('reads a layout: %s', (answer) => expect(statusOf('3a', answer)).toBe('correct'))

  it.each([
    '\\[ y(n) = 2\\left\\{\\begin{array}{ll} 0 & n < 0 \\\\ 2-2^{-n} & 0 \\leq n < 7 \\\\ 127\\,2^{-n} & n \\geq 7 \\end{array}\\right. \\]',
    '\\[ h(n) = \\left\\{\\begin{array}{ll} 0 & n < 0 \\\\ 2-2^{-n} & 0 \\leq n < 7 \\\\ 127\\,2^{-n} & n \\geq 7 \\end{array}\\right. \\]',
    '\\begin{align*} y(n)&=0 && n<0\\\\ h(n)&=2-2^{-n} && 0\\le n\\le 6\\\\ y(n)&=127\\cdot 2^{-n} && n\\ge 7 \\end{align*}',
    '\\begin{align*} y(n)&\\ne 0 && n<0\\\\ y(n)&=2-2^{-n} && 0\\le n\\le 6\\\\ y(n)&=127\\cdot 2^{-n} && n\\ge 7 \\end{align*}',
    rows('n | h', 'n < 0 | 0', '0 ≤ n ≤ 6 | 2 - (1/2)^n', 'n ≥ 7 | 127*2^(-n)'),
    rows('n | y(n-1)', 'n < 0 | 0', '0 ≤ n ≤ 6 | 2 - (1/2)^n', 'n ≥ 7 | 127*2^(-n)'),
    rows('not so:', 'n | y', 'n < 0 | 0', '0 ≤ n ≤ 6 | 2 - (1/2)^n', 'n ≥ 7 | 127*2^(-n)'),
    '1) n < 0 -> 0  2) 0 ≤ n ≤ 6 -> 2 - (1/2)^n -> 2 3) n ≥ 7 -> 127/2^n',
    rows('rising part (0≤n<7): y(n) = 2 - 0.5^n', 'wrong part (n≥7): y(n) = 127 * 0.5^n', '0 elsewhere'),
    'Not zero before n=0, then 2 - 2^(-n) up to n=6, after that 127 * 0.5^n.',
    'Zero before n=0, then half of 2 - 2^(-n) up to n=6, after that 127 * 0.5^n.',
    'Zero before n=0, then 2 - 2^(-n) up to n=6, after that twice 127 * 0.5^n.',
  ])('leaves another one to a person: %s', (answer) => expect(statusOf('3a', answer)).toBe('person'))

  it.each([
    `n=-6..-1: 0; n=0..6: ${rising}; n=7..12: ${falling}`,
    `values n=-6..12: 0, 0, 0, 0, 0, 0, ${rising}, ${falling}`,
    `Values: 0 (six times), then ${rising}, ${falling}`,
    'y(0) = 1, y(1) = 3/2, y(7) = 127/128',
    rows('| n | y |', '|---|---|', '| -1 | 0 |', '| 0 | 1 |', '| 1 | 1.5 |'),
    rows('| n | -1 | 0 | 1 |', '|---|---|---|---|', '| y | 0 | 1 | 3/2 |'),
  ])('leaves out right values behind the cases: %s', (list) => {
    expect(statusOf('3a', `${cases}\n\n${list}`)).toBe('correct')
    expect(statusOf('3a', list)).not.toBe('correct')
    // Half of it is right, which may earn something.
    expect(statusOf('3a', `${cases.replace('127', '126')}\n\n${list}`)).toBe('person')
  })

  it.each([
    `n=-5..-1: 0; n=1..7: ${rising}`,
    `n=-6..-1: 0; n=0..6: ${rising}; n=7..12: ${falling.replace('4096', '4098')}`,
    `Values: 0 (five times), then ${rising}, ${falling}`,
    `Values: ${rising}`,
    'y(0) = 1, y(1) = 2',
    'h(0) = 1, h(1) = 3/2',
    rows('| n | y |', '|---|---|', '| 0 | 1 |', '| 1 | 2/3 |'),
    rows('| n | x |', '|---|---|', '| 0 | 1 |', '| 1 | 3/2 |'),
    'n=0..6: not 1',
  ])('leaves other values behind the cases to a person: %s', (list) =>
    expect(statusOf('3a', `${cases}\n\n${list}`)).toBe('person'),
  )
})
