import { expect, test } from 'vitest'
import { powerTicks, raised } from '../../../../src/render/picture/powers.ts'

const decade = (power: number): number => 10 ** power
const named = (ticks: { readonly labelExpr: string }): unknown =>
  JSON.parse(ticks.labelExpr.slice(0, ticks.labelExpr.lastIndexOf('[')))

test('powers are raised', () => {
  expect([-12, 0, 345].map(raised)).toEqual(['⁻¹²', '⁰', '³⁴⁵'])
})

test('powers of ten are written out as far as their zeros are counted at a glance', () => {
  expect(named(powerTicks(10, -4, 4, 9, decade))).toEqual({
    '0.0001': '10⁻⁴',
    '0.001': '0.001',
    '0.01': '0.01',
    '0.1': '0.1',
    '1': '1',
    '10': '10',
    '100': '100',
    '1000': '1000',
    '10000': '10⁴',
  })
})

test('no more are named than there is room for, and evenly', () => {
  const { values } = powerTicks(2, -12, -1, 7, (power) => power)
  expect(values).toEqual([-12, -10, -8, -6, -4, -2])
})
