import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { solve } from '../../labelled-rows.ts'

const reference = { command: 'newtonschulz', solution: solve('newtonschulz', {}), asks: ['cost_direct'] }
const verdict = (sentence: string): string =>
  check(`The runtime is $2c\\,d_{out}^2d_{in}$. ${sentence}`, [reference]).verdict

// 2c·d_out²·d_in: quadratic in d_out, linear in d_in.
describe('what becomes of a quantity when a size of it is multiplied', () => {
  it.each([
    'Doubling $d_{out}$ quadruples the runtime.',
    'Doubling $d_{in}$ only doubles it.',
    'Halving $d_{in}$ halves the cost.',
    'Doubling $d_{out}$ doubles the number of rows.',
    'Doubling $k$ doubles the cost.',
  ])('is right, or of something else: %s', (sentence) => {
    expect(verdict(sentence)).toBe('agrees')
  })

  it.each([
    'Doubling $d_{out}$ only doubles the runtime.',
    'Doubling $d_{in}$ quadruples it.',
    'Halving $d_{out}$ halves the cost.',
  ])('is wrong: %s', (sentence) => {
    expect(verdict(sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
