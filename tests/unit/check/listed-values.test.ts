import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const pulse = [reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y'])]
const pieces = '$y(n)=2-2^{-n}$ for $0\\le n\\le6$, $y(n)=127\\cdot2^{-n}$ for $n\\ge7$, and 0 for $n<0$.'

// The values are 2 − 2⁻ⁿ up to n = 6 and 127·2⁻ⁿ from there on.
describe('a list of places set equal to a list of values', () => {
  it.each([
    'all of them',
    '$y(0),\\dots,y(6)=1,\\frac32,\\frac74,\\frac{15}8,\\frac{31}{16},\\frac{63}{32},\\frac{127}{64}$',
    '$y(0),y(1),y(2)=1,\\frac32,\\frac74$',
    '$y(5),\\ldots,y(8)=\\frac{63}{32},\\ldots,\\frac{127}{256}$',
  ])('gives each its value: %s', (text) => {
    expect(check(`${pieces} ${text}.`, pulse).verdict).toBe('agrees')
  })

  it.each([
    '$y(0),y(1),y(2)=1,\\frac32,\\frac54$',
    '$y(0),\\dots,y(3)=1,\\frac32,\\frac74,\\frac{15}{16}$',
    '$y(5),\\ldots,y(8)=\\frac{63}{32},\\ldots,\\frac{127}{128}$',
  ])('one of which may be wrong: %s', (text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(`${pieces} ${text}.`, pulse).verdict)
  })

  it('says nothing where the lists have different lengths', () => {
    expect(check(`${pieces} $y(0),y(1),y(2)=1,\\frac74$.`, pulse).verdict).not.toBe('contradicts-itself')
  })
})
