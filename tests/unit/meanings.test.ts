import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { readOptions } from '../../src/parse.ts'
import { loadRegistry } from '../../src/registry.ts'

const registry = await loadRegistry()

const refusal = (command: string, options: Record<string, unknown>): string | undefined => {
  const entry = registry.get(command)
  if (!entry) throw new Error(`there is no ${command}`)
  try {
    readOptions(entry, options, 100)
    return undefined
  } catch (error) {
    if (error instanceof InputError && error.kind === 'domain') return `${error.field}: ${error.message}`
    throw error
  }
}

describe('one symbol with two meanings', () => {
  test.each([
    ['convlayer', { kernel: 'P' }, /^kernel: P stands for `padding`, which was left out/],
    ['convlayer', { channels: 'W' }, /^channels: W stands for `width`/],
    ['convlayer', { kernel: ['K', 'S'] }, /^kernel: S stands for `stride`/],
    ['convlayer', { kernel: 'K', filters: 'K' }, /^kernel: K cannot stand for `kernel` and for `filters`/],
    ['poollayer', { kernel: 'S' }, /^kernel: S stands for `stride`/],
    ['receptive', { depth: 'K' }, /^depth: K stands for `kernel`/],
    ['gradstats', { var_x: 'k' }, /^var_x: k stands for `k`/],
    ['newtonschulz', { d_out: 'c' }, /^d_out: c stands for `cost`/],
    ['mup', { d_in: 'c', c: 'c' }, /^d_in: c cannot stand for `d_in` and for `c`/],
    ['pool', { kernel: 'i', kind: 'average' }, /^kernel: i stands for something else in the formulas/],
    ['convgrad', { rate: 'w' }, /^rate: w stands for something else in the formulas/],
  ])('%s %j', (command, options, because) => {
    expect(refusal(command, options)).toMatch(because)
  })
})

describe('one symbol with one meaning', () => {
  test.each([
    ['a square input', 'convlayer', { width: 'n', height: 'n' }],
    ['a window as large as its step', 'poollayer', { stride: 'K' }],
    ['a padding that keeps the size', 'convlayer', { padding: '(K-1)/2', stride: 1 }],
    ['K filters of size F, as some courses call them', 'convlayer', { filters: 'K', kernel: 'F' }],
    ['a filter for each channel', 'convlayer', { groups: 'C', filters: 'C' }],
    ['a square layer', 'mup', { d_in: 'n', d_out: 'n', c: '1/sqrt(n)' }],
    ['a stack after other layers', 'receptive', { layers: '2/2', start_field: 'R', start_jump: 'J' }],
  ])('%s', (_, command, options) => {
    expect(refusal(command, options)).toBeUndefined()
  })
})

describe('what is no size', () => {
  test.each([
    ['convlayer', { width: 'sqrt(2)' }, 'width: This must be a whole number; √2 is not.'],
    ['convlayer', { padding: '-P' }, 'padding: This must be at least 0; −P is negative.'],
    ['mup', { c: 'sqrt(-2)' }, 'c: An even root of a negative number is no real number.'],
  ])('%s %j', (command, options, because) => {
    expect(refusal(command, options)).toBe(because)
  })
  test('words for a padding are told as numbers', () => {
    expect(refusal('convlayer', { padding: 'same' })).toContain('"same" is (K-1)/2')
  })
})
