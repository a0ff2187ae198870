import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'

const verdictOf = (formula: string): string => check(`The products cost ${formula}.`, []).verdict

// Expected values from the definitions: f = Θ(g) when f/g stays between two positive bounds, f = O(g) when below one.
describe('a formula and its class', () => {
  it.each([
    '$2c\\,m^2n=\\Theta(mn)$',
    '2c·d_out²·d_in = Θ(d_out d_in)',
    '2c·d_out²·d_in ∈ Θ(d_out d_in²)',
    '$m^2n+n^3=O(n^2)$',
    '$n^2m=\\Omega(n^3m)$',
    '$m^2n+mn^2=\\Theta(mn)$',
    '$n\\log n=\\Theta(n)$',
    '$\\Theta(m^2n)=\\Theta(mn)$',
  ])('refutes %s', (formula) => expect(verdictOf(formula)).toBe('disagrees'))

  it.each([
    ['the same class', '$2c\\,m^2n=\\Theta(m^2n)$'],
    ['a lower term', '$K^2CF+F=\\Theta(K^2CF)$'],
    ['an upper bound', '$2m^2n=O(m^3n)$'],
    ['a lower bound', '$m^3n=\\Omega(m^2)$'],
    ['a size that counts as a constant', '$9CF=\\Theta(F)$'],
    ['which size is larger decides', '$m^2n+n^3=\\Theta(n^3)$'],
    ['a stated relation of the sizes', '$m^2n=\\Theta(m^3)$ with $m$ proportional to $n$'],
    ['a condition', '$m^2n=\\Theta(m^3)$ for square matrices'],
    ['an assumption', '$n=\\Theta(m)$'],
  ])('lets pass %s', (_, formula) => expect(verdictOf(formula)).not.toBe('disagrees'))
})
