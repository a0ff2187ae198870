import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import convlayer from '../../../solvers/convlayer.ts'
import mup from '../../../solvers/mup.ts'
import { checkAnswer } from '../../../src/check/answer.ts'
import { wrote } from '../../../src/check/wrote.ts'
import type { Reference } from '../../../src/model.ts'
import { solveInput } from '../solve-input.ts'

const bound: Reference = { command: 'mup', solution: solveInput(mup, {}), asks: ['spectral_bound'] }
const image: Reference = {
  command: 'conv',
  solution: solveInput(conv, { x: '[[1,2],[3,4]]', kernel: '[[1]]' }),
}
const of = (text: string, reference = bound) => wrote(text, checkAnswer(text, [reference]), [reference])

describe('wrote', () => {
  it.each([
    ['sqrt(d_out)', { kind: 'read', text: '√d_out' }],
    ['$\\sqrt{d_{out}}$', { kind: 'read', text: '√d_out' }],
    ['d_out/sqrt(d_out)', { kind: 'read', text: 'd_out/√d_out', form: '√d_out' }],
    ['(1/c) sqrt(d_out/d_in)', { kind: 'read', form: '√d_out' }],
    ['d_out', { kind: 'read', text: 'd_out' }],
  ])('tells %s back as it was read, with the solution’s form of a right one', (text, expected) => {
    expect(of(text)).toMatchObject(expected)
    if (!('form' in expected)) expect(of(text)).not.toHaveProperty('form')
  })

  it.each(['sqrt(d_out', 'd_out ^^ 2', '3 + + * 2'])('says why %s cannot be read, and repeats it', (text) => {
    expect(of(text)).toMatchObject({ kind: 'unreadable', text, because: expect.stringMatching(/./) })
  })

  it.each(['', 'I think it is the square root of the width', 'because the norm says so'])(
    'leaves prose to its claims: %s',
    (text) => expect(of(text)).toBeUndefined(),
  )

  it.each([
    ['28x28x1', '28 × 28 × 1'],
    ['(28, 28, 10)', '28 × 28 × 10'],
    ['28*28', '28 × 28'],
  ])('shows the sizes %s as a shape where there is one', (text, shown) => {
    const layer: Reference = { command: 'convlayer', solution: solveInput(convlayer, {}) }
    expect(of(text, layer)).toMatchObject({ kind: 'read', text: shown })
    expect(of('28*28')).toMatchObject({ kind: 'read', text: '784' })
  })

  it('shows a matrix as a matrix', () => {
    expect(of('1 2; 3 4', image)).toEqual({ kind: 'read', text: '[[1, 2], [3, 4]]' })
  })
})
