import { describe, expect, it } from 'vitest'
import { calledBy, namesInQuestion } from '../../../src/answers/question-names.ts'

describe('names in a question', () => {
  it.each([
    ['The layer is $y = c W x$.', ['W', 'c', 'x', 'y']],
    [
      '$\\mathrm{RMS}(v) = \\|v\\|_2 / \\sqrt{\\dim v}$ and $\\Delta y = c\\,\\Delta W x$',
      ['DeltaW', 'Deltay', 'RMS', 'c', 'v', 'x'],
    ],
    ['Each $W_n \\in d_{out} \\times d_{in}$ with $\\sigma_x^2$, $\\alpha$', ['W', 'alpha', 'd', 'sigma']],
    ['No formula, a word.', []],
  ])('%s', (statement, names) => expect([...namesInQuestion(statement)].sort()).toEqual(names))

  it.each([
    ['W_{ij}', 'W'],
    ['RMS(x)', 'RMS'],
    ['Δy', 'Deltay'],
    ["y'", 'y'],
    ['α', 'alpha'],
    ['‖ΔW‖', 'norm'],
  ])('%s is called by %s', (name, base) => expect(calledBy(name)).toBe(base))
})
