import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

const cases = 'y(n) = 0 for n<0; 2-2^(-n) for 0<=n<=6; 127/2^n for n>=7'
// scipy.signal.convolve of seven ones and (1/2)^n, from n = -6 to 12.
const values =
  '0,0,0,0,0,0,1,3/2,7/4,15/8,31/16,63/32,127/64,127/128,127/256,127/512,127/1024,127/2048,127/4096'
const decimals =
  '0 0 0 0 0 0 1 1.5 1.75 1.875 1.9375 1.96875 1.984375 0.9921875 0.49609375 0.248046875 0.1240234375 0.06201171875 0.031005859375'
const sizes = "W' = (W-K)/S + 1, H' = (H-K)/S + 1, C' = C"
const counts =
  'Biases: F (one per filter); weights: K^2CF; width (W-K+2P)/S+1; height (H-K+2P)/S+1; channels F'

describe('what stands beside the values of an answer', () => {
  const statusOf = homework()

  it.each([
    `${cases}\n[${values}]`,
    `${cases}\nvalues ${values}`,
    `${cases}, values {${values}}`,
    `${cases}. List from -6 to 12: ${decimals}`,
    `${cases}\nnumbers: six zeros, then ${values.slice(12)}`,
    `${cases}\ny(-6..-1)=0, y(0)=1, y(1)=3/2`,
    `${cases}\n\n| n | y |\n|---|---|\n| -6 to -1 | 0 |\n| 0 | 1 |\n| 1 | 3/2 |`,
  ])('is a list of the values at all places: %s', (answer) => {
    expect(statusOf('3a', answer)).toBe('correct')
    expect(statusOf('3a', answer.replace(/3\/2|1\.5/, '4/3'))).toBe('person')
  })

  it.each([
    ['4b', `${sizes} (channels unchanged)`, 'W-K', 'W-P'],
    ['4a', counts, 'K^2CF', 'K^2F'],
    ['2c', 'sqrt(d_out/(c^2 d_in)) (c > 0)', 'd_out', 'd_in'],
    ['4b', '{Floor[(W-K)/S]+1, Floor[(H-K)/S]+1, C}', '+1', '-1'],
    ['2e', 'alpha = 1/c * Sqrt[dout/din]', 'dout/din', 'din/dout'],
    [
      '4b',
      '\\lfloor (W-K)/S \\rfloor + 1 \\text{ by } \\lfloor (H-K)/S \\rfloor + 1 \\text{ by } C',
      '+ 1',
      '- 1',
    ],
    ['4f', 'x₃ ↦ [0, 0.8, 0]ᵀ, x₄ ↦ [0.8, 0, 0]ᵀ', '[0, 0.8', '[0.8, 0'],
  ])('says nothing of them in %s: %s', (part, answer, right, wrong) => {
    expect(statusOf(part, answer)).toBe('correct')
    expect(statusOf(part, answer.replace(right, wrong))).not.toBe('correct')
  })

  it('is a condition that changes them', () => {
    expect(statusOf('4a', counts.replace('(one per filter)', '(per filter)'))).toBe('person')
    expect(statusOf('2c', 'sqrt(d_out) (c > 1)')).toBe('person')
  })
})
