import { describe, expect, it } from 'vitest'
import { mathText } from '../../../src/render/math-text.ts'

describe('mathText', () => {
  it.each([
    ['\\frac{1}{2}', '1/2'],
    ['\\frac1c\\sqrt{\\frac{d_{out}}{d_{in}}}', '(1/c)√(d_out/d_in)'],
    ['\\left\\lfloor \\frac{W-K+2P}{S}\\right\\rfloor+1', '⌊(W − K + 2P)/S⌋ + 1'],
    ['11 \\cdot (-1)', '11·(−1)'],
    ['2-2^{-n}', '2 − 2⁻ⁿ'],
    ['W^\\top W', 'WᵀW'],
    ['\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}', '[1 2; 3 4]'],
    ['\\begin{cases}0&n<0\\\\1&n\\ge0\\end{cases}', '{ 0 for n < 0; 1 for n ≥ 0'],
    ['\\begin{cases}1&x=y\\\\0&\\text{otherwise}\\end{cases}', '{ 1 for x = y; 0 otherwise'],
    ['\\begin{cases}1&\\text{if }x=y\\\\0&\\text{else}\\end{cases}', '{ 1 if x = y; 0 else'],
    ['\\sum_{i=1}^{m} x_i', 'Σᵢ₌₁ᵐ xᵢ'],
    ['\\Theta(n^2)', 'Θ(n²)'],
    ['\\text{out of } 9', 'out of 9'],
  ])('%s', (tex, text) => {
    expect(mathText(tex)).toBe(text)
  })

  it.each([
    ['\\frac{1}{'],
    ['\\undefinedmacro{x}'],
    ['}{'],
    ['\\href{http://x}{y}'],
    ['{'.repeat(5000)],
    ['x'.repeat(50_000)],
  ])('gives back or plainly writes what it cannot read (%#)', (tex) => {
    expect(mathText(tex)).not.toContain('<')
    expect(mathText(tex).length).toBeLessThanOrEqual(tex.length)
  })
})
