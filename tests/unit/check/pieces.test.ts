import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

// (u[n] − u[n−7]) * (1/2)^n u[n] is 2 − 2^−n for 0 ≤ n ≤ 6 and 127·2^−n from there on (geometric sums).
const y = reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y'])
const verdict = (text: string): string => check(text, [y]).verdict

const cases = (middle: string, range: string, tail: string): string =>
  `$$y[n]=\\begin{cases}0&n<0\\\\${middle}&${range}\\\\${tail}\\end{cases}$$`

describe('definitions by cases', () => {
  it.each([
    cases('2-2^{-n}', '0\\le n\\le 6', '127\\cdot2^{-n}&n\\ge7'),
    cases('2(1-2^{-(n+1)})', '0\\le n\\le L-1', '2(\\tfrac12)^{n-L+1}(1-2^{-L})&n\\ge L-1'),
    cases('2-2^{-n}', '0\\le n<6', '2^{7-n}\\cdot\\frac{127}{128}&n\\ge6'),
  ])('agree wherever their ranges hold', (text) => {
    expect(verdict(text)).toBe('agrees')
  })

  it.each([
    cases('2-2^{-n}', '0\\le n\\le 6', '127\\cdot2^{-n-1}&n\\ge7'),
    cases('2-2^{-n}', '0\\le n\\le 7', '127\\cdot2^{-n}&n\\ge8'),
    cases('2-2^{-n}', '0\\le n\\le 5', '127\\cdot2^{-n}&n\\ge7'),
  ])('are refuted by one place, or by a gap', (text) => {
    expect(verdict(text)).not.toBe('agrees')
    expect(verdict(text)).toBe('disagrees')
  })

  it('are not given by the number of a sample', () => {
    const right = cases('2-2^{-n}', '0\\le n\\le 6', '127\\cdot2^{-n}&n\\ge7')
    expect(verdict(`${right}\n\nIt is largest at sample 7 (n = 6).`)).toBe('agrees')
  })

  it('may stand in a list, in words, or in a table', () => {
    expect(
      verdict(
        '- $y[n]=0$ for $n<0$\n- $y[n]=2-2^{-n}$ for $0\\le n\\le6$\n- $y[n]=126\\cdot2^{-n}$ for $n\\ge7$',
      ),
    ).toBe('disagrees')
    expect(
      verdict(
        '| $n$ | $y[n]$ |\n|---|---|\n| $0\\le n\\le 6$ | $2-2^{-n}$ |\n| $n\\ge 7$ | $127\\cdot2^{-n}$ |',
      ),
    ).toBe('agrees')
  })

  it('are held to their values at points', () => {
    expect(check('$y(7)\\approx0.9922$', [y]).claims.disagree).toBe(0)
    expect(verdict('$y(7)\\approx0.9932$')).toBe('disagrees')
    expect(check('n = 12: 127/4096', [y]).claims.disagree).toBe(0)
  })
})
