import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import convlayer from '../../../solvers/convlayer.ts'
import mup from '../../../solvers/mup.ts'
import poollayer from '../../../solvers/poollayer.ts'
import { checkAnswer } from '../../../src/check/answer.ts'
import { refutations } from '../../../src/check/refutations.ts'
import type { Reference } from '../../../src/model.ts'
import { reference } from '../../labelled-rows.ts'
import { solveInput } from '../solve-input.ts'

const ramp = '1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20; 21 22 23 24 25'
const image: Reference = {
  command: 'conv',
  solution: solveInput(conv, { x: ramp, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }),
}
const muon: Reference = { command: 'mup', solution: solveInput(mup, { update: 'muon' }), asks: ['alpha'] }
const step: Reference = { command: 'mup', solution: solveInput(mup, { update: 'sign' }), asks: ['alpha'] }
const bound: Reference = { command: 'mup', solution: solveInput(mup, {}), asks: ['spectral_bound'] }
const backward: Reference = {
  command: 'mup',
  solution: solveInput(mup, {}),
  asks: ['backward_growth', 'backward_scale'],
}

const pooled: Reference = {
  command: 'poollayer',
  solution: solveInput(poollayer, {}),
  asks: ['out_width', 'out_height', 'out_channels'],
}

describe('checkAnswer', () => {
  it.each([
    ['the matrix itself', '[[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]', 'agrees', image],
    ['the matrix by name', 'y = [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]', 'agrees', image],
    ['a size', '3x3', 'agrees', image],
    ['another size', '5x5', 'disagrees', image],
    ['the matrix of a forgotten flip', '40 40 40; 40 40 40; 40 40 40', 'disagrees', image],
    ['another matrix', '[[-40,-48,-32],[-120,-144,-96],[-200,-240,-160]]', 'disagrees', image],
    ['a word', 'blah', 'unverified', image],
    ['nothing', '', 'unverified', image],
    ['another form', 'd_out^(1/2)', 'agrees', muon],
    ['LaTeX', '\\sqrt{d_{out}}', 'agrees', muon],
    ['a posted key that counts c twice', 'sqrt(d_out*d_in)', 'disagrees', muon],
    ['the general form, with c as the problem defines it', '(1/c) sqrt(d_out/d_in)', 'agrees', bound],
    ['both that are asked for, in order', 'sqrt(d_out), 1/sqrt(d_out)', 'agrees', backward],
    ['one of the two', 'sqrt(d_out)', 'incomplete', backward],
  ] as const)('%s', (_, text, verdict, reference) => {
    expect(checkAnswer(text, [reference]).verdict).toBe(verdict)
  })

  // α = 1/√d_in, and the largest ‖ΔW‖₂ is √d_out: Yang, Simon, Bernstein, "A Spectral Condition for Feature Learning".
  it.each([
    ['alpha^2 = 1/sqrt(d_in)', step],
    ['$\\log\\alpha = 1/\\sqrt{d_{in}}$', step],
    ['sqrt(alpha) = 1/sqrt(d_in)', step],
    ['alpha >= 1/sqrt(d_in)', step],
    ['$\\|\\Delta W\\|_F \\le \\sqrt{d_{out}}$', bound],
    ['$\\|c\\Delta W\\|_2 \\le \\sqrt{d_{out}}$', bound],
    ['||ΔW||_2 >= sqrt(d_out)', bound],
  ])('takes the right value of something else for nothing: %s', (text, reference) => {
    expect(checkAnswer(text, [reference]).verdict).toBe('unverified')
  })

  it.each([
    ['$\\alpha \\neq 1/\\sqrt{d_{in}}$', step],
    ['||ΔW||_2 != sqrt(d_out)', bound],
  ])('finds wrong what denies the answer: %s', (text, reference) => {
    expect(checkAnswer(text, [reference]).verdict).toBe('disagrees')
  })

  it.each([
    ['floor((W-K)/S)+1 x floor((H-K)/S)+1 x C', 'agrees'],
    [
      '$\\left\\lfloor\\frac{W-K}{S}\\right\\rfloor+1 \\times \\left\\lfloor\\frac{H-K}{S}\\right\\rfloor+1 \\times C$',
      'agrees',
    ],
    ['(floor((W-K)/S)+1) × (floor((H-K)/S)+1) × C', 'agrees'],
    ['WxHxC', 'disagrees'],
    ['floor((H-K)/S)+1 x floor((W-K)/S)+1 x 1', 'disagrees'],
  ])('reads %s as a shape where its sizes are asked for', (text, verdict) => {
    expect(checkAnswer(text, [pooled]).verdict).toBe(verdict)
  })

  it('says of a wrong shape not that its sizes are missing', () => {
    const asks = ['weights', 'biases', 'out_width', 'out_height', 'out_channels']
    const { findings } = checkAnswer('28x28x10', [
      { command: 'convlayer', solution: solveInput(convlayer, {}), asks },
    ])
    expect(findings.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['disagrees', 'out_shape'],
      ['incomplete', 'weights'],
      ['incomplete', 'biases'],
    ])
  })

  it('names the slip', () => {
    const { findings } = checkAnswer('[[40,40,40],[40,40,40],[40,40,40]]', [image])
    expect(findings[0]?.because).toMatch(/^Without the flip/)
  })
})

describe('refutations', () => {
  it('shows a rival value failing on numbers: at √(d_out·d_in) the worst case is √d_in', () => {
    const verdict = checkAnswer('sqrt(d_out*d_in)', [muon])
    const [witness] = refutations(verdict, [muon])
    // 4 × 9, c = 1/3: α = 6 moves the output to RMS 3 = √9.
    expect(witness?.says).toContain('RMS(Δy) = 3, not 1')
  })

  it('has nothing to refute in a right answer', () => {
    expect(refutations(checkAnswer('sqrt(d_out)', [muon]), [muon])).toEqual([])
  })
})

// Two products of c·d_out²·d_in each (by counting): the class alone does not make 3c right.
describe('a cost and its class, both asked for', () => {
  const both = [reference('newtonschulz', {}, ['cost_direct', 'class_direct'])]

  it.each([
    '3c d_out^2 d_in',
    'The cost is $3c\\,d_{out}^2d_{in}$.',
    'The cost is 3c d_out^2 d_in, so Theta(d_out^2 d_in).',
  ])('%s is wrong', (text) => {
    const { verdict, findings } = checkAnswer(text, both)
    expect(verdict).toBe('disagrees')
    expect(findings[0]).toMatchObject({ kind: 'disagrees', quantity: 'cost_direct' })
  })

  it('are right together, and one by itself leaves the other out', () => {
    expect(checkAnswer('The cost is 2c d_out^2 d_in, so Theta(d_out^2 d_in).', both).verdict).toBe('agrees')
    expect(checkAnswer('2c d_out^2 d_in', both).verdict).toBe('incomplete')
    expect(checkAnswer('Theta(d_out^2 d_in)', both).verdict).toBe('incomplete')
  })

  it('never agree by growth alone where nothing in particular is asked for', () => {
    const all = [reference('newtonschulz', {})]
    for (const text of ['4c d_out^2 d_in', 'T = 3c d_out^2 d_in'])
      expect(checkAnswer(text, all).verdict).not.toBe('agrees')
  })
})
