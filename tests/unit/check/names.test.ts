import { describe, expect, it } from 'vitest'
import { indexedName, nameKey } from '../../../src/check/names.ts'

describe('nameKey', () => {
  it.each([
    ['\\|\\Delta W\\|_2', '\\|\\Delta W\\|_{\\text{op}}'],
    ['\\|\\Delta W\\|_2', '‖ΔW‖'],
    ['\\alpha', 'α'],
    ['\\alpha_{\\max}', '\\alpha^*'],
    ['d_{out}', 'd_{\\text{out}}'],
    ['\\frac{\\partial L}{\\partial w_{h,l}}', 'dw_{h,l}'],
    ['\\mathrm{Var}(w)', '\\operatorname{Var}[w]'],
    ['UV^\\top', 'UV^T'],
  ])('spells %s and %s alike', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b))
  })

  it.each([
    ['\\|\\Delta W\\|_2', '\\|\\Delta W\\|_F'],
    ['d_{in}', 'd_{out}'],
    ['\\hat y', 'y'],
    ['g_3', 'g_4'],
  ])('tells %s from %s', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b))
  })
})

describe('indexedName', () => {
  it('reads places however they are written', () => {
    expect(indexedName('y[0,1]')).toMatchObject({ base: 'y', indices: ['0', '1'] })
    expect(indexedName('y[0][1]')).toMatchObject({ base: 'y', indices: ['0', '1'] })
    expect(indexedName('y_{01}')).toMatchObject({ base: 'y', indices: ['0', '1'] })
    expect(indexedName('y(7)')).toMatchObject({ base: 'y', indices: ['7'], style: 'call' })
    expect(indexedName('y')).toBeUndefined()
  })
})
