import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const cost = [reference('newtonschulz', {}, ['cost_direct'])]
const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const scale = [reference('xavier', {}, ['scale'])]
const bound = [reference('mup', {}, ['spectral_bound'])]
const spread = [reference('gradstats', {}, ['mean', 'variance', 'std'])]
const gradient = [reference('convgrad', {}, ['dw'])]
const delayed = [
  reference('signal', { x: 'u[n-5] - u[n-L-5]', h: '(1/2)^n u[n]', L: 7, from: 0, to: 17 }, ['y']),
]
const image = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const ramp = [reference('conv', { x: image, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }, ['y'])]

const total = 'The total is $2c\\,d_{out}^2d_{in}$. '
const stacked = '$R=L(K-1)+1$. '
const fanIn = '$c=1/\\sqrt{d_{in}}$. '
const most = '$\\|\\Delta W\\|_2\\le\\sqrt{d_{out}}$. '
const moments =
  'Mean $0$, variance $(n-k+1)^2\\sigma_x^2\\sigma_g^2$, standard deviation $(n-k+1)\\sigma_x\\sigma_g$. '
const derivative = '$$dw_{h,l}=\\sum_{i=1}^{m}\\sum_{j=1}^{m}dy_{i,j}\\,x_{i+h-1,\\,j+l-1}.$$ '
const everywhere = 'All nine entries are $-40$. '
const table = '\n\n| place | sum | value |\n|---|---|---|\n'

describe('equations between formulas', () => {
  it.each([
    // 9 − 1 = 8 in any letter, 3·9 = 27, and a letter that cancels.
    [stacked, 'With $C$ channels three layers need $3\\cdot9\\,C^2=27C^2$ weights.', field],
    [everywhere, 'At entry $a$ we get $a+2(a+1)+(a+2)-(a+10)-2(a+11)-(a+12)=-40$.', ramp],
    [total, 'For instance $d_{out}=4$, $d_{in}=3$ costs $2c\\cdot16\\cdot3=96c$.', cost],
    [
      most,
      'For $d_{in}=64$: $c\\,\\|\\Delta W\\|_2\\cdot8=\\tfrac18\\,\\|\\Delta W\\|_2\\cdot8=\\|\\Delta W\\|_2$.',
      bound,
    ],
    [fanIn, 'Every $y_j$ has variance $\\tfrac1{784}\\cdot784\\,\\mathrm{Var}(x)=\\mathrm{Var}(x)$.', scale],
    // What holds for some values of the letters is no identity.
    [fanIn, 'We need $c^2d_{in}=1$.', scale],
    [moments, 'Here $E[dy]\\,E[x]=0$.', spread],
    ['', `${derivative}With $m=n-k+1$.`, gradient],
    ['', `${derivative}With $n=28$ and $k=5$, $m=24$.`, gradient],
    ['', `${derivative}With full padding there would be $m=n+k-1$.`, gradient],
    [everywhere, `${table}| (0,0) | 1+4+3−11−24−13 | −40 |\n| (0,1) | 2+6+4−12−26−14 | −40 |`, ramp],
    // Both columns are parts of the third.
    [
      everywhere,
      `\n\n| place | top | bottom | y |\n|---|---|---|---|\n| (0,0) | 1+4+3 | 11+24+13 | −40 |\n| (0,1) | 2+6+4 | 12+26+14 | −40 |`,
      ramp,
    ],
    [moments, 'Xavier is another matter: He takes variance $2/d_{in}$.', spread],
  ])('holds: %s%s', (formula, text, references) =>
    expect(check(formula + text, references).verdict).toBe('agrees'),
  )

  it.each([
    [stacked, 'With $C$ channels three layers need $3\\cdot1\\,C^2=27C^2$ weights.', field],
    [everywhere, 'At entry $a$ we get $a+2(a+1)+(a+2)-(a+10)-2(a-11)-(a+12)=-40$.', ramp],
    [total, 'For instance $d_{out}=4$, $d_{in}=3$ costs $4c\\cdot16\\cdot3=96c$.', cost],
    [total, 'Adding both rows, $c\\,d_{out}^2d_{in}-c\\,d_{out}^2d_{in}=2c\\,d_{out}^2d_{in}$.', cost],
    [
      most,
      'For $d_{in}=64$: $c\\,\\|\\Delta W\\|_2\\cdot8=\\tfrac18\\,\\|\\Delta W\\|_2\\cdot6=\\|\\Delta W\\|_2$.',
      bound,
    ],
    [fanIn, 'Every $y_j$ has variance $\\tfrac1{392}\\cdot784\\,\\mathrm{Var}(x)=\\mathrm{Var}(x)$.', scale],
    ['', `${derivative}With $m=n+k+1$.`, gradient],
    ['', `${derivative}With $n=28$ and $k=5$, $m=25$.`, gradient],
    [everywhere, `${table}| (0,0) | 1+4+3−11−24−17 | −40 |\n| (0,1) | 2+6+4−12−26−14 | −40 |`, ramp],
    [fanIn, 'Xavier wants variance $4/d_{in}$.', scale],
    [moments, '\n\n**Summary:** mean $3$, variance $(n-k+1)^2\\sigma_x^2\\sigma_g^2$.', spread],
    [moments, 'For $n=28$, $k=3$ the variance is $673\\,\\sigma_x^2\\sigma_g^2$.', spread],
  ])('does not hold: %s%s', (formula, text, references) =>
    expect(check(formula + text, references).verdict).toMatch(/disagrees|contradicts-itself/),
  )
})

describe('equations between numbers', () => {
  it.each([
    'If $L$ were 4 one would have $4\\cdot2+1=8$.',
    'It must not exceed $\\sqrt4=8$.',
    'Without the last layer the sum would be $90+900=980$.',
  ])('do not hold where they are only supposed or bounded: %s', (text) =>
    expect(check(stacked + text, field).verdict).toMatch(/disagrees|contradicts-itself/),
  )

  it.each([
    'If $L$ were 4 one would have $4\\cdot2+1=9$.',
    'A common mistake is $3\\cdot3=6$.',
    'The student wrote $3\\cdot3=6$.',
    'It is not $3\\cdot3=6$.',
  ])('are not held against whoever quotes them: %s', (text) =>
    expect(check(stacked + text, field).verdict).toBe('agrees'),
  )
})

describe('a definition by cases', () => {
  const pieces = (last: string, first = '5'): string =>
    `$$y_2(n)=\\begin{cases}0&n<${first}\\\\2-2^{-(n-5)}&5\\le n\\le11\\\\${last}&n\\ge12\\end{cases}$$`

  it('is checked link by link, and may leave no hole', () => {
    const verdict = (text: string) => check(text, delayed).verdict
    expect(verdict(pieces('127\\cdot2^{5-n}'))).toBe('agrees')
    expect(verdict(pieces('2^{5-n}(1+2+124)=127\\cdot2^{5-n}'))).toBe('agrees')
    expect(verdict(pieces('2^{5-n}(1+2-4)=127\\cdot2^{5-n}'))).toBe('disagrees')
    expect(verdict(pieces('127\\cdot2^{5-n}', '2'))).toBe('disagrees')
  })
})

describe('two formulas that a text calls the same', () => {
  const right = `$$y_2(n)=\\begin{cases}0&n<5\\\\2-2^{-(n-5)}&5\\le n\\le11\\\\127\\cdot2^{5-n}&n\\ge12\\end{cases}$$\n\n`
  const same = (formula: string): string =>
    check(
      `${right}For $n\\ge12$, $y_2(n)=127\\left(\\tfrac12\\right)^{n-5}$. This is the same as ${formula}.`,
      delayed,
    ).verdict

  it('are compared, also across sentences', () => {
    expect(same('$4064\\left(\\tfrac12\\right)^n$')).toBe('agrees')
    expect(same('$\\tfrac{127}{32}\\left(\\tfrac12\\right)^n$')).toBe('contradicts-itself')
  })
})

describe('a formula with a letter that the answer does not have', () => {
  const muon = [reference('mup', { update: 'muon' }, ['alpha'])]

  it.each([
    '$\\alpha=\\sqrt{d_{out}/r}$. For a gradient of rank one ($r=1$) this is $\\sqrt{d_{out}}$.',
    'With $r=\\operatorname{rank}G$, $\\alpha=\\sqrt{d_{out}/r}$. For $r=1$, $\\alpha=\\sqrt{d_{out}}$.',
  ])('is wrong, whatever it is in one case: %s', (text) =>
    expect(check(text, muon).verdict).toMatch(/disagrees|contradicts-itself/),
  )
})

describe('a letter that no text explains', () => {
  it('agrees only where it is right for every size that it may stand for', () => {
    expect(check('$\\|\\Delta W\\|_2\\le\\sqrt n$', bound).verdict).not.toBe('agrees')
    expect(check('$c=1/\\sqrt n$', scale).verdict).not.toBe('agrees')
    expect(check('Let $n$ be the number of inputs. $c=1/\\sqrt n$', scale).verdict).toBe('agrees')
    expect(check('$R=l(k-1)+1$', field).verdict).toBe('agrees')
  })
})

describe('a formula without a value', () => {
  it.each([
    '$dx_{ij}=\\frac10\\,dy_{ij}$',
    '$L\\ge\\frac{8}{K-1}$ with $K=1$',
    '$c=1/0$',
    'A layer with $K=3$, $S=0$ on $55\\times55\\times96$ gives $27\\times27\\times96$.',
  ])('is one that cannot be read: %s', (text) =>
    expect(check(stacked + text, field).verdict).toBeTypeOf('string'),
  )
})
