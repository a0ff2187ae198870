import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'

const isRed = (formula: string): boolean => check(`We get ${formula}.`, []).verdict === 'disagrees'

describe('links', () => {
  it.each([
    '$1+1=3$',
    '$\\frac12+\\frac13=\\frac56=\\frac46$',
    '$3\\cdot10^{-21}\\cdot32=9.6\\cdot10^{-21}$',
    '$406.4\\cdot2.214\\approx900.8$',
    '$\\frac{-6.907}{-0.0202}\\approx345$',
    '$2<1$',
    '(3−2)+(1−2)+0 = 1+0+0',
  ])('refutes %s', (formula) => {
    expect(isRed(formula)).toBe(true)
  })

  it.each([
    ['rounding', '$\\frac{127}{128}\\approx0.992$'],
    ['cutting', '$\\sqrt{0.9}\\approx0.948$'],
    ['rounded inputs', '$\\frac{700}{1.9\\times10^{-4}}\\approx3.7\\times10^6$'],
    ['round whole numbers', '$\\frac{350}{9}\\cdot1000\\approx39{,}000$'],
    ['an equation to solve', 'the condition $2x=x+3$'],
    ['a definition', '$m=n-k+1$'],
    ['matrices', '$X(V\\Sigma^{-2}V^T)=U\\Sigma^{-2}V^T$'],
    ['operators', '$\\mathrm{Var}(XY)=\\mathrm{Var}(X)\\mathrm{Var}(Y)$'],
    ['functions', '$f=\\sigma(-u)=1-\\sigma(u)$'],
    ['a name like a constant', '$e=-3$'],
    ['units', '0.073 s ≈ 14 tokens/s'],
    ['thousands', '300 × 400 = 120,000'],
  ])('lets pass %s', (_, formula) => {
    expect(isRed(formula)).toBe(false)
  })

  it('refutes a false identity inside a derivation', () => {
    expect(isRed('$s=2(a+b)=2a+b$')).toBe(true)
    expect(isRed('$s=2(a+b)=2a+2b$')).toBe(false)
  })
})
