import { describe, expect, it } from 'vitest'
import { normalForm, type SymbolDomain, sameForm } from '../../../src/exact/normal-form.ts'
import { readScalar } from '../../read-scalar.ts'

const key = (text: string, domain: SymbolDomain = 'integer'): string | undefined =>
  normalForm(readScalar(text), domain)?.key
const agree = (a: string, b: string, domain: SymbolDomain): boolean | undefined => {
  const [x, y] = [normalForm(readScalar(a), domain), normalForm(readScalar(b), domain)]
  return x && y && sameForm(x, y)
}

// Identities of elementary algebra; the spellings are those that CHECKING.md asks to reach one form.
describe('one spelling', () => {
  it.each([
    ['1/sqrt(d_in)', 'd_in^(-1/2)'],
    ['sqrt(d_out*d_in)', 'sqrt(d_out)*sqrt(d_in)'],
    ['2^(7-n)*127/128', '(2^7-1)*2^(-n)'],
    ['(1/2)^n', '2^(-n)'],
    ['4^n', '2^(2n)'],
    ['6^n', '2^n*3^n'],
    ['2-2^(-n)', '(1-(1/2)^(n+1))/(1-1/2)'],
    ['F*K^2*C+F', 'F*(K^2*C+1)'],
    ['(-1)^(2n+1)', '-1'],
    ['floor((n+2p-k)/s)+1', 'floor((n+2p-k+s)/s)'],
    ['ceil(n/2)', 'n-floor(n/2)'],
    ['floor(3n/2)', 'n+floor(n/2)'],
    ['(n+1)!', '(n+1)*n!'],
    ['2/(sqrt(5)-1)', '(1+sqrt(5))/2'],
    ['1/(sqrt(2)+sqrt(3)+sqrt(5))', '(2*sqrt(3)+3*sqrt(2)-sqrt(30))/12'],
    ['log2(8n)', '3+ln(n)/ln(2)'],
    ['x^ln(y)', 'y^ln(x)'],
    ['floor((x^2-1)/(2(x-1)))', 'floor((x+1)/2)'],
  ])('%s and %s', (a, b) => {
    expect(key(a)).toBeDefined()
    expect(key(a)).toBe(key(b))
  })

  it.each([
    ['n*(n+1)/2', '\\sum_{i=1}^{n} i'],
    ['n*(n+1)*(2n+1)/6', '\\sum_{i=1}^{n} i^2'],
    ['2^(n+1)-1', '\\sum_{k=0}^{n} 2^k'],
    ['n*(n-1)/2', '\\sum_{i=0}^{n-1} i'],
    ['2', '\\sum_{k=0}^{\\infty} 2^{-k}'],
  ])('%s and the sum %s', (a, b) => expect(key(b)).toBe(key(a)))
})

describe('equality of forms', () => {
  it.each<[string, string, SymbolDomain]>([
    ['sqrt(x^2)', 'abs(x)', 'real'],
    ['1/sqrt(x)', 'sqrt(1/x)', 'real'],
    ['sqrt(x+1)*sqrt(x+1)', 'x+1', 'real'],
    ['sigmoid(x)*(1-sigmoid(x))', '1/(4*cosh(x/2)^2)', 'real'],
    ['1-tanh(x)^2', '4/(e^x+e^(-x))^2', 'real'],
    ['max(0,x)', '(x+abs(x))/2', 'real'],
    ['cos(x)^2+sin(x)^2', '1', 'real'],
    ['(x-a)^6000', '(a-x)^6000', 'real'],
    ['1/(sqrt(x+1)+sqrt(x))', 'sqrt(x+1)-sqrt(x)', 'positive'],
    ['ln(a*b)', 'ln(a)+ln(b)', 'positive'],
  ])('%s is %s for %s symbols', (a, b, domain) => expect(agree(a, b, domain)).toBe(true))

  it.each<[string, string, SymbolDomain]>([
    ['sqrt(x^2)', 'x', 'real'],
    ['(a^b)^c', 'a^(b*c)', 'real'],
    ['sqrt(a*b)', 'sqrt(a)*sqrt(b)', 'real'],
    ['sqrt(a*b)', 'a*b', 'positive'],
    ['2^n', 'n^2', 'integer'],
  ])('%s and %s are kept apart for %s symbols', (a, b, domain) => expect(agree(a, b, domain)).toBe(false))

  it('tells which differences are proofs', () => {
    expect(normalForm(readScalar('2^n/sqrt(d)'))?.decisive).toBe(true)
    expect(normalForm(readScalar('floor(n/2)'))?.decisive).toBe(false)
  })
})

describe('limits', () => {
  it.each(['9^9^9^9', '2^100000000', '100000!', 'sqrt(-1)', '1/(x-x)', '0^(-1)', 'ln(0)', '2*inf'])(
    '%s has no form',
    (text) => expect(normalForm(readScalar(text))).toBeUndefined(),
  )
})
