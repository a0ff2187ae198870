import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const pulse = [reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y'])]
const pieces = '$y(n)=2-2^{-n}$ for $0\\le n\\le6$, $y(n)=127\\cdot2^{-n}$ for $n\\ge7$, and 0 for $n<0$.'

// 2 − 2⁻ⁿ grows up to n = 6, where it is 127/64; 127·2⁻ⁿ falls from 127/128 on.
describe('where a sequence is said to be largest', () => {
  it.each([
    'The maximum is reached at $n=6$.',
    'It peaks at $n=6$, with $y(6)=127/64$, and then halves at each step.',
    'The overlap is largest at $n=7$ or later.',
    'For a longer pulse, say $L=10$, the maximum is reached at $n=9$.',
    'If the pulse had eight samples, the maximum would be at $n=7$.',
    'One might think that the maximum is at $n=7$, which is wrong.',
  ])('%s raises no alarm', (text) => {
    expect(['agrees', 'unverified']).toContain(check(`${pieces} ${text}`, pulse).verdict)
  })

  it.each([
    'The maximum is reached at $n=7$.',
    'The maximum is reached at $n=7$, with $y(7)=127/128$, where both overlap completely.',
    'Then it decays. The output peaks at $n=5$.',
    'So its peak is at $y(7)$.',
  ])('%s is wrong', (text) => {
    const { verdict, findings } = check(`${pieces} ${text}`, pulse)
    expect(['disagrees', 'contradicts-itself']).toContain(verdict)
    expect(findings.map(({ expected }) => expected)).toContain('n = 6')
  })

  // Five samples later: at n = 11.
  const late = [reference('signal', { x: 'u[n-5] - u[n-12]', h: '(1/2)^n u[n]', from: -6, to: 17 }, ['y'])]
  const later =
    '$y(n)=2-2^{5-n}$ for $5\\le n\\le11$, $y(n)=127\\cdot2^{5-n}$ for $n\\ge12$, and 0 for $n<5$.'

  it.each([
    [late, 'The peak $127/64$, which was at $n=6$, now sits at $n=11$.', 'agrees'],
    [late, 'The peak moves five places, from $n=6$ to $n=11$.', 'agrees'],
    [late, 'The peak of the input moves from $n=0$ to $n=5$.', 'agrees'],
    [pulse, 'With the input five samples later the peak moves from $n=6$ to $n=11$.', 'agrees'],
    [late, 'The peak $127/64$, which was at $n=6$, now sits at $n=12$.', 'contradicts-itself'],
    [late, 'The peak, which used to be at $n=6$, is now at $n=6$.', 'contradicts-itself'],
    [late, 'The maximum moves from $n=6$ to $n=12$.', 'contradicts-itself'],
  ])('is told after a delay too: %#', (references, text, verdict) =>
    expect(check(`${references === late ? later : pieces} ${text}`, references).verdict).toBe(verdict),
  )
})
