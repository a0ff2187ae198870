import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import mup from '../../../solvers/mup.ts'
import { num, over, squareRoot, sym, times } from '../../../src/exact/algebra.ts'
import * as q from '../../../src/exact/rational.ts'
import { type Exact, isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import type { Solution, Witness } from '../../../src/model.ts'

const solve = (input: Record<string, unknown>): Solution => mup.solve(mup.input.parse(input))
const texts = (quantities: readonly { name: string; value: Exact }[]): Record<string, string> =>
  Object.fromEntries(quantities.map(({ name, value }) => [name, toText(value)]))
const rmsOf = (witness: Witness | undefined): string | undefined => texts(witness?.quantities ?? []).rms_dy

const d_in = sym('d_in')
const d_out = sym('d_out')

describe('the layer y = Wx/√d_in (homework 4, problem 2 c–g, posted solution; 2e from its own premises)', () => {
  test.each([
    ['sign', { spectral_bound: 'sqrt(d_out)', step_norm: 'sqrt(d_in * d_out)', alpha: '1/sqrt(d_in)' }],
    ['muon', { spectral_bound: 'sqrt(d_out)', step_norm: '1', alpha: 'sqrt(d_out)' }],
  ])('%s', (update, expected) => {
    expect(texts(solve({ update }).answers)).toEqual({
      ...expected,
      backward_growth: 'sqrt(d_out)',
      backward_scale: '1/sqrt(d_out)',
    })
  })

  test('what holds for every update is answered without one, and the update assumed is said', () => {
    const { answers, conventions, related } = solve({})
    expect(texts(answers)).toMatchObject({ spectral_bound: 'sqrt(d_out)', backward_scale: '1/sqrt(d_out)' })
    expect(conventions.find(({ name }) => name === 'update')?.says).toContain('No update was named')
    expect(texts(related ?? [])).toMatchObject({
      c: '1/sqrt(d_in)',
      x_norm: 'sqrt(d_in)',
      direction: 'explode',
    })
  })
})

describe('a general c', () => {
  test('stays in every answer', () => {
    expect(texts(solve({ update: 'sign', c: 'c' }).answers)).toEqual({
      spectral_bound: 'sqrt(d_out/d_in)/c',
      step_norm: 'sqrt(d_in * d_out)',
      alpha: '1/(c * d_in)',
      backward_growth: 'c * sqrt(d_in * d_out)',
      backward_scale: '1/(c * sqrt(d_in * d_out))',
    })
  })

  test('c = 1 is the spectral condition ‖ΔW‖ = √(fan-out/fan-in) of Yang, Simon and Bernstein (2023)', () => {
    expect(texts(solve({ update: 'muon', c: 1 }).answers)).toMatchObject({ alpha: 'sqrt(d_out/d_in)' })
  })

  test('an expression in the sizes takes their numbers; its sign does not matter', () => {
    const glorot = { d_in: 6, d_out: 2, update: 'muon' }
    expect(texts(solve({ ...glorot, c: 'sqrt(2/(d_in+d_out))' }).answers)).toMatchObject({
      alpha: '2 * sqrt(3)/3',
      backward_growth: 'sqrt(3)',
    })
    expect(texts(solve({ ...glorot, c: '-1/2' }).answers)).toMatchObject({ alpha: '2 * sqrt(3)/3' })
  })

  test('of which nothing is known, nothing is said about explosion', () => {
    expect(texts(solve({ c: 'c' }).related ?? []).direction).toBeUndefined()
    expect(texts(solve({ c: '1/100', d_in: 4, d_out: 9 }).related ?? []).direction).toBe('vanish')
  })

  test('0 is refused, by name', () => {
    expect(() => solve({ c: 0 })).toThrow(expect.objectContaining({ kind: 'domain', field: 'c' }))
  })
})

describe('witnesses', () => {
  test('for UVᵀ the answer gives RMS 1 and √(d_in·d_out) gives √d_in', () => {
    const { witnesses = [] } = solve({ update: 'muon' })
    expect(witnesses.map(rmsOf)).toEqual(['1', '3'])
    expect(texts(witnesses[1]?.quantities ?? [])).toMatchObject({ d_in: '9', d_out: '4', alpha: '6' })
  })

  test('a claimed value is refuted on an instance where it differs', () => {
    const muon = solve({ update: 'muon' })
    expect(rmsOf(muon.refute?.('alpha', squareRoot(times(d_in, d_out))))).toBe('3')
    expect(rmsOf(muon.refute?.('spectral_bound', squareRoot(d_in)))).toBe('3/2')
    expect(muon.refute?.('alpha', squareRoot(d_out))).toBeUndefined()
    expect(muon.refute?.('alpha', sym('beta'))).toBeUndefined()
    expect(muon.refute?.('backward_scale', over(num(1), squareRoot(times(d_in, d_out))))?.says).toContain(
      '= 1/2, not 1/6',
    )
  })

  /** RMS(c·α·S·x)/RMS(x) by the product itself, for the S and x that the witness names. */
  const product = (update: string, rows: number, columns: number, c: number, alpha: number): number => {
    const S = (row: number, column: number): number => (update === 'sign' ? 1 : row === column ? 1 : 0)
    const x = Array.from({ length: columns }, (_, at) =>
      update === 'sign' ? 1 : at === 0 ? Math.sqrt(columns) : 0,
    )
    const dy = Array.from({ length: rows }, (_, row) =>
      x.reduce((sum, value, column) => sum + c * alpha * S(row, column) * value, 0),
    )
    return Math.sqrt(dy.reduce((sum, value) => sum + value * value, 0) / rows)
  }

  test('α at the answer gives RMS(Δy) = 1 by matrix product, for square sizes', () => {
    const root = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(root, root, fc.constantFrom('sign', 'muon'), (a, b, update) => {
        const [rows, columns] = [a * a, b * b]
        const alpha = solve({ d_out: rows, d_in: columns, update }).answers.find(
          ({ name }) => name === 'alpha',
        )
        const value = alpha && isExpression(alpha.value) ? alpha.value : undefined
        if (value?.kind !== 'number') throw new Error('a square size has a rational α')
        expect(product(update, rows, columns, 1 / b, q.toNumber(value.value))).toBeCloseTo(1, 12)
      }),
    )
  })
})

describe('alternatives', () => {
  const saying = (input: Record<string, unknown>, words: string): Record<string, string> =>
    texts(solve(input).alternatives.find(({ says }) => says.includes(words))?.answers ?? [])

  test.each([
    ['c is counted twice', { spectral_bound: 'sqrt(d_out * d_in)', alpha: 'sqrt(d_out * d_in)' }],
    ['dimension factors', { spectral_bound: 'sqrt(d_in)', alpha: 'sqrt(d_in)' }],
    ['c is left out', { spectral_bound: 'sqrt(d_out/d_in)', alpha: 'sqrt(d_out/d_in)' }],
    ['Frobenius', { step_norm: 'sqrt(min(d_in, d_out))' }],
    ['forgotten in the backward pass', { backward_scale: '1/sqrt(d_in * d_out)' }],
  ])('%s (muon)', (words, expected) => {
    expect(saying({ update: 'muon' }, words)).toMatchObject(expected)
  })

  test('the other update is a convention only while none is named', () => {
    const kinds = (input: Record<string, unknown>): string | undefined =>
      solve(input).alternatives.find(({ says }) => says.includes('Muon'))?.kind
    expect(kinds({})).toBe('convention')
    expect(kinds({ update: 'sign' })).toBe('misconception')
  })

  test('none repeats an answer', () => {
    const { answers, alternatives } = solve({ d_in: 1, d_out: 1, update: 'muon' })
    const truth = texts(answers)
    for (const { answers: wrong } of alternatives)
      for (const [name, value] of Object.entries(texts(wrong))) expect(value).not.toBe(truth[name])
  })
})

describe('names what it means', () => {
  test('the other update by its own symbol', () => {
    const symbolsFor = (update?: string): (string | undefined)[] =>
      solve(update === undefined ? {} : { update })
        .alternatives.filter(({ says }) => says.startsWith('This is what one gets for'))
        .map(({ answers }) => answers[0]?.symbol)
    expect(symbolsFor()).toEqual(['\\|U V^\\top\\|_2'])
    expect(symbolsFor('muon')).toEqual(['\\|\\operatorname{sign}(\\nabla_W L)\\|_2'])
  })

  test('c as it was given, though only its size counts', () => {
    const says = (c: string): string | undefined =>
      solve({ c }).conventions.find(({ name }) => name === 'layer')?.says
    expect(says('-1')).toBe('W is d_out × d_in and y = cWx with c = −1, of which only |c| = 1 enters a norm.')
    expect(says('1/2')).toBe('W is d_out × d_in and y = cWx with c = 1/2.')
  })
})
