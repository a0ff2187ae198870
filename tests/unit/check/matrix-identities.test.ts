import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import type { Verdict } from '../../../src/model.ts'
import { solve } from '../../labelled-rows.ts'

const reference = { command: 'newtonschulz', solution: solve('newtonschulz', {}), asks: ['cost_gram'] }
const cost = 'The new runtime is $2c\\,d_{out}d_{in}^2$.'
const verdict = (equation: string): Verdict => check(`${equation} ${cost}`, [reference])

// Horn and Johnson, Matrix Analysis, 0.2: products of matrices are associative and do not commute.
describe('equations between formulas in matrices', () => {
  it.each([
    '$(WW^\\top)W=W(W^\\top W)$.',
    '$p(W)=\\frac12(3I_{d_{out}}-WW^\\top)W=\\frac12W(3I_{d_{in}}-W^\\top W)$.',
    '$\\frac12(3I-WW^\\top)W=\\frac32W-\\frac12WW^\\top W$.',
    'With $W\\in\\mathbb R^{m\\times n}$, $\\frac12(3I_m-WW^\\top)W=\\frac12W(3I_n-W^\\top W)$.',
    '$(W^\\top W)^2=W^\\top WW^\\top W$.',
  ])('hold: %s', (equation) => {
    expect(verdict(equation).verdict).toBe('agrees')
  })

  it.each([
    ['$\\frac12(3I_{d_{out}}-WW^\\top)W=\\frac12(3I_{d_{in}}-W^\\top W)W$.', 'do not fit'],
    ['$p(W)=\\frac12W(3I_{d_{out}}-W^\\top W)$.', 'do not fit'],
    ['$WW^\\top W=W^\\top WW$.', 'do not fit'],
    ['$\\frac12(3I-WW^\\top)W=\\frac32W-WW^\\top W$.', 'different matrices'],
  ])('are false: %s', (equation, because) => {
    const { verdict: name, findings } = verdict(equation)
    expect(name).toBe('disagrees')
    expect(findings[0]?.because).toContain(because)
  })

  it.each(['$WX=XW$.', '$f(W)=W^\\top$.', '$\\|W\\|=\\|W^\\top\\|$.'])('cannot be told: %s', (equation) => {
    expect(verdict(equation).verdict).toBe('agrees')
  })
})
