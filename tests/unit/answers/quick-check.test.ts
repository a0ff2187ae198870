import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import convlayer from '../../../solvers/convlayer.ts'
import gradstats from '../../../solvers/gradstats.ts'
import mup from '../../../solvers/mup.ts'
import newtonschulz from '../../../solvers/newtonschulz.ts'
import poollayer from '../../../solvers/poollayer.ts'
import signal from '../../../solvers/signal.ts'
import xavier from '../../../solvers/xavier.ts'
import { quickCheck } from '../../../src/answers/quick-check.ts'
import type { Reference } from '../../../src/model.ts'
import { solveInput } from '../solve-input.ts'

const step: Reference = { command: 'mup', solution: solveInput(mup, { update: 'sign' }), asks: ['alpha'] }
const bound: Reference = { command: 'mup', solution: solveInput(mup, {}), asks: ['spectral_bound'] }
const cost: Reference = {
  command: 'newtonschulz',
  solution: solveInput(newtonschulz, {}),
  asks: ['cost_direct', 'class_direct'],
}
const pooled: Reference = {
  command: 'poollayer',
  solution: solveInput(poollayer, {}),
  asks: ['out_width', 'out_height', 'out_channels'],
}
const layer: Reference = {
  command: 'convlayer',
  solution: solveInput(convlayer, {}),
  asks: ['weights', 'biases', 'out_width', 'out_height', 'out_channels'],
}
const statistics: Reference = {
  command: 'gradstats',
  solution: solveInput(gradstats, {}),
  asks: ['mean', 'variance', 'std'],
}

const sequence: Reference = {
  command: 'signal',
  solution: solveInput(signal, { x: 'u[n] - u[n-7]', h: '(1/2)^n u[n]' }),
  asks: ['y'],
}

describe('quickCheck', () => {
  it('shows unit steps as they are read', () => {
    const { verdict, wrote } = quickCheck('(2-2^-n)u[n] - (2-2^-(n-7))u[n-7]', [sequence])
    expect(verdict.verdict).toBe('agrees')
    expect(wrote).toEqual({ kind: 'read', text: '(2 − 2⁻ⁿ)·u(n) − (2 − 2⁷⁻ⁿ)·u(n − 7)' })
  })

  it.each([
    ['a value', step, '1/sqrt(d_in)', 'agrees'],
    ['a value by its name', step, 'learning rate α = 1/√d_in', 'agrees'],
    ['the largest one as a bound', step, 'α <= 1/sqrt(d_in)', 'agrees'],
    [
      'a value with a reason',
      step,
      '1/√d_in because the sign of a rank-one matrix has norm √(d_in d_out)',
      'agrees',
    ],
    ['a cost and its class', cost, '2*c*d_out^2*d_in = O(d_out^2*d_in)', 'agrees'],
    ['a cost alone', cost, '2*c*d_out^2*d_in', 'incomplete'],
    [
      'counts and sizes in order',
      layer,
      'K^2*C*F; F; (W-K+2P)/S+1 x (H-K+2P)/S+1 x F',
      'differs-by-convention',
    ],
    ['one value of three that is wrong', statistics, '0, (n-k+1) σ_x² σ_g², (n-k+1) σ_x σ_g', 'disagrees'],
    ['what denies the answer', bound, '||ΔW||_2 != sqrt(d_out)', 'disagrees'],
    ['a slip', step, 'sqrt(d_in)', 'disagrees'],
  ] as const)('judges %s', (_, reference, text, verdict) => {
    expect(quickCheck(text, [reference]).verdict.verdict).toBe(verdict)
  })

  it.each([
    ['a square', step, 'α^2 = 1/d_in'],
    ['the square of another value', step, 'α^2 = 1/sqrt(d_in)'],
    ['a root', step, 'sqrt(α) = 1/sqrt(d_in)'],
    ['a logarithm', step, 'log α = -1/2 log d_in'],
    ['a lower bound', step, 'α >= 1/sqrt(d_in)'],
    ['what is denied', step, 'not α = 1/sqrt(d_in)'],
    ['a guess', step, 'maybe 1/sqrt(d_in)'],
    ['another norm', bound, '||ΔW||_F <= sqrt(d_out)'],
    ['sizes in another order', pooled, 'C x (W-K)/S+1 x (H-K)/S+1'],
  ] as const)('decides nothing of %s', (_, reference, text) => {
    expect(quickCheck(text, [reference], { accepts: ['Without the floor'] }).verdict.verdict).toBe(
      'unverified',
    )
  })

  it('takes what is accepted for right', () => {
    const text = '(W-K)/S+1 x (H-K)/S+1 x C'
    expect(quickCheck(text, [pooled], { accepts: ['Without the floor'] })).toMatchObject({
      verdict: { verdict: 'agrees', claims: { agree: 3 } },
      wrote: { text: 'out width: (W − K)/S + 1; out height: (H − K)/S + 1; out channels: C' },
    })
  })

  it('tells several values back by their names, and of each wrong one what it is', () => {
    const { verdict, wrote } = quickCheck('0, (n-k+1) σ_x² σ_g², (n-k+1) σ_x σ_g', [statistics])
    expect(wrote).toEqual({
      kind: 'read',
      several: true,
      text: 'mean: 0; variance: (n − k + 1)·σ_x²·σ_g²; std: (n − k + 1)·σ_x·σ_g',
    })
    expect(verdict.claims).toEqual({ agree: 2, disagree: 1, unverified: 0 })
    expect(verdict.findings).toMatchObject([{ quantity: 'variance', quote: '(n − k + 1)·σ_x²·σ_g²' }])
  })

  const signal: Reference = {
    command: 'conv',
    solution: solveInput(conv, { x: [1, 2, 3], kernel: [1, -1] }),
  }
  const image: Reference = {
    command: 'conv',
    solution: solveInput(conv, {
      x: [
        [1, 2],
        [3, 4],
      ],
      kernel: [[1]],
    }),
  }
  const scale: Reference = {
    command: 'xavier',
    solution: solveInput(xavier, { fan_in: 519 }),
    asks: ['scale'],
  }
  it.each([
    ['a vector', signal, '[1,1]', '[1, 1]'],
    ['a wrong one', signal, '[2,5]', '[2, 5]'],
    ['sizes', image, '[2,2]', '2 × 2'],
    ['a decimal', scale, '0.0439', '0.0439'],
    ['a decimal with its name', scale, 'c = 0.04', 'c = 0.04'],
    ['a decimal in several values', statistics, '0; 0.5; 1', 'mean: 0; variance: 0.5; std: 1'],
    ['a label', signal, '(i) -40', '(i) -40'],
    ['a root', bound, 'sqrt(d_in)', '√d_in'],
  ] as const)('tells %s back as what it is', (_, reference, text, shown) => {
    expect(quickCheck(text, [reference]).wrote).toMatchObject({ kind: 'read', text: shown })
  })

  it('tells an answer back without the label of its part', () => {
    const { wrote } = quickCheck('(c) sqrt(d_in)', [bound], { accepts: [], part: '2c' })
    expect(wrote).toMatchObject({ kind: 'read', text: '√d_in' })
  })
})
