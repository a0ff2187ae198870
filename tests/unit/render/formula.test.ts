import { describe, expect, it } from 'vitest'
import { formulaText } from '../../../src/render/formula.ts'

describe('a formula as lines', () => {
  it('puts the rows of a matrix below each other', () => {
    expect(formulaText('h = \\begin{bmatrix}-1 & 0 \\\\ 0 & 12\\end{bmatrix}')).toBe(
      'h = [−1   0\n      0  12]',
    )
  })

  it('keeps rows apart where the columns cannot be told', () => {
    expect(formulaText('\\begin{bmatrix}a + b \\\\ 1\\end{bmatrix}')).toBe('[a + b\n 1]')
  })

  it('puts the pieces of a definition below each other', () => {
    expect(formulaText('y = \\begin{cases}1&x>0\\\\0&\\text{otherwise}\\end{cases}')).toBe(
      'y = { 1 for x > 0\n      0 otherwise',
    )
  })

  it('leaves one line as it is', () => {
    expect(formulaText('2 \\cdot 3 = 6')).toBe('2·3 = 6')
  })
})
