import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

// y = 0 before 0, 2 − 2⁻ⁿ up to 6, 127·2⁻ⁿ from 7 on: the geometric sum, by hand.
const box = [reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y'])]
// scipy.signal.convolve2d([[1,2,3],[4,5,6],[7,8,10]], [[1,0],[0,-1]], 'valid')
const image = [
  reference(
    'conv',
    {
      x: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 10],
      ],
      kernel: [
        [1, 0],
        [0, -1],
      ],
    },
    ['y'],
  ),
]
const rise = 'For $0\\le n\\le 6$: $y[n]=2-2^{-n}$.'
const tail = 'For $n\\ge7$: $y[n]=127\\cdot 2^{-n}$.'

describe('what is given in part', () => {
  it.each([
    ['one case', box, rise],
    ['where it is zero', box, 'For $n<0$: $y[n]=0$.'],
    ['one value', box, '$y[0]=1$'],
    ['one entry', image, '$y[0,0]=4$'],
  ])('is not all: %s', (_, references, text) => {
    const { verdict, findings } = check(text, references)
    expect(verdict).toBe('unverified')
    expect(findings[0]?.because).toMatch(/is given in part/)
  })

  it.each([
    ['in words', `${rise} After that the pulse has passed and the output decays to zero.`, 'incomplete'],
    // Each of these may say what comes after.
    ['by halves', `${rise} After that each value is half of the one before.`, 'unverified'],
    ['by a value', `${rise} After that come $127/128$ and smaller ones.`, 'unverified'],
    ['by a formula', `${rise} After that it is $q^n$.`, 'unverified'],
  ])('is left out where nothing in the text may give it: %s', (_, text, verdict) => {
    expect(check(`For $n<0$: $y[n]=0$. ${text}`, box).verdict).toBe(verdict)
  })

  it('is left out where the text comes to it', () => {
    const { verdict, findings } = check(`${rise} For $n\\ge7$ the output decays exponentially.`, box)
    expect(verdict).toBe('incomplete')
    expect(findings[0]?.because).toMatch(/is given in part only/)
  })

  it.each([
    ['all cases', box, `${rise} ${tail}`],
    ['a case by its values', box, `${rise} Then $y[7]=127/128$ and $y[8]=127/256$, each half of the last.`],
    ['a case by its formula', box, `${rise} Afterwards it decays as $127\\cdot2^{-n}$.`],
    [
      'in steps',
      box,
      '$y[n]=(2-2^{-n})u[n]-(2-2^{-(n-7)})u[n-7]$. For $n\\ge7$ the 2’s cancel: $y[n]=127\\cdot2^{-n}$.',
    ],
    ['every entry', image, '$y[0,0]=4$, $y[0,1]=4$, $y[1,0]=4$, $y[1,1]=5$'],
    ['entries and then the matrix', image, '$y[0,0]=4$, and in all\n\n[4 4]\n[4 5]'],
  ])('is all: %s', (_, references, text) => {
    expect(check(text, references).verdict).toBe('agrees')
  })
})

describe('sizes made of others', () => {
  it('are positive', () => {
    const spread = [reference('gradstats', {}, ['std'])]
    expect(check('Let N = (n−k+1)². Std[dw] = √N·σ_x·σ_g = (n−k+1)σ_xσ_g', spread).verdict).toBe('agrees')
    expect(check('Let N = (n−k+1). Std[dw] = √N·σ_x·σ_g', spread).verdict).toBe('disagrees')
  })
})
