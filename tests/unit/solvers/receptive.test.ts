import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import receptive from '../../../solvers/receptive.ts'
import { num, substitute } from '../../../src/exact/algebra.ts'
import { isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import { oracle, refusalOf, rivals, solveWith, texts } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly input: {
    readonly layers: readonly { kernel: number; stride: number; padding: number; dilation: number }[]
  }
  readonly expected: { readonly rf: number; readonly jump: number }
}

describe('support of the gradient of one output (PyTorch 1.13)', () => {
  const cases = oracle<Case>('receptive_field')
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected }) => {
    const want = { receptive_field: String(expected.rf), jump: String(expected.jump) }
    expect(texts(solveWith(receptive, { layers: input.layers }).answers)).toMatchObject(want)
    const typed = input.layers
      .map(({ kernel, stride, dilation }) => `${kernel}/${stride}/${dilation}`)
      .join(', ')
    expect(texts(solveWith(receptive, { layers: typed }).answers)).toMatchObject(want)
  })
  test('how many', () => {
    console.info(`receptive: ${cases.length} stacks as PyTorch has them, typed in two ways`)
    expect(cases.length).toBeGreaterThan(25)
  })
})

describe('L layers with kernel K', () => {
  test('the general stack (homework 4, problem 4c, listed answer)', () => {
    const solution = solveWith(receptive, { kernel: 'K', depth: 'L' })
    expect(texts(solution.answers)).toMatchObject({ receptive_field: 'L * (K - 1) + 1', jump: '1' })
    expect(rivals(solution, 'receptive_field')).toEqual(
      expect.arrayContaining(['(L - 1) * (K - 1) + 1', 'K * L', 'L * (K - 1)']),
    )
  })

  test('is the stack written out', () => {
    const sizes = fc.record({ K: fc.integer({ min: 1, max: 11 }), L: fc.integer({ min: 1, max: 30 }) })
    const [general] = solveWith(receptive, {}).answers
    fc.assert(
      fc.property(sizes, ({ K, L }) => {
        const values = new Map([
          ['K', num(K)],
          ['L', num(L)],
        ])
        const written = solveWith(receptive, { layers: new Array(L).fill({ kernel: K }) })
        const counted = solveWith(receptive, { kernel: K, depth: L })
        expect(texts(counted.answers)).toEqual(texts(written.answers))
        expect(general && isExpression(general.value) ? toText(substitute(general.value, values)) : '').toBe(
          texts(written.answers).receptive_field,
        )
      }),
    )
  })
})

describe('a pooling layer', () => {
  test('adds K − 1 jumps and multiplies the jump (homework 4, problem 4d, listed answer)', () => {
    // What the listed answer claims in numbers is R' = R + (K − 1)J and J' = 2J; what is gained in work is words.
    const solution = solveWith(receptive, { layers: 'pool2', start_field: 'R', start_jump: 'J' })
    expect(texts(solution.answers)).toMatchObject({ receptive_field: 'R + J', jump: '2 * J' })
    // The key's phrase, "factor 2", is the jump's; said of the field it is the alternative.
    expect(rivals(solution, 'receptive_field')).toContain('2 * R')
  })

  test('with symbols', () => {
    const { answers } = solveWith(receptive, {
      layers: [
        { kernel: 'K', stride: 'S' },
        { kernel: 3, dilation: 'D' },
      ],
    })
    expect(texts(answers)).toMatchObject({ receptive_field: 'K + 2 * D * S', jump: 'S' })
  })

  test('the table has a row a layer', () => {
    // 3/1: R = 3, J = 1; 2/2: R = 4, J = 2; 3/1: R = 4 + 2·2 = 8 (Distill 2019, equation 2).
    expect(texts(solveWith(receptive, { layers: 'conv 3/1 -> pool 2 -> conv 3' }).answers).table).toBe(
      '[[3, 1, 1, 3, 1], [2, 2, 1, 4, 2], [3, 1, 1, 8, 2]]',
    )
  })
})

describe('refuses', () => {
  test.each([
    ['layers beside depth', { layers: '3/1', depth: 2 }, /^depth: .*contradicts/],
    ['layers beside kernel', { layers: '3/1', kernel: 2 }, /^kernel: .*contradicts/],
    ['no layer', { layers: [] }, /^layers: There must be at least one/],
    ['a stride of 0', { layers: '3/0' }, /^layers: .*stride.*at least 1; 0 is not/],
    ['a fractional kernel', { layers: [{ kernel: '3/2' }] }, /^layers: .*kernel.*3\/2 is not/],
    ['a layer without kernel', { layers: [{ stride: 2 }] }, /^layers: Every layer needs a kernel/],
    ['an unknown part of a layer', { layers: [{ kernel: 3, size: 2 }] }, /^layers: .*"size"/],
    ['a layer with four numbers', { layers: '3/1/1/1' }, /^layers: "3\/1\/1\/1" is no layer/],
    ['a depth of 0', { depth: 0 }, /^depth: This must be at least 1/],
    ['pages of symbols', { layers: new Array(65).fill('K/S') }, /^layers: With symbols there may be 64/],
    [
      'strides whose product fills pages',
      { layers: new Array(300).fill('3/10000') },
      /^layers: The jump would have more than 1200 digits/,
    ],
    ['too many layers', { layers: new Array(1001).fill('3') }, /^layers: There may be 1000/],
    ['an unknown field', { stride: 2 }, /stride/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(receptive, given)).toMatch(message)
  })
})

describe('tells what it starts from and what its table has', () => {
  const saysOf = (given: Parameters<typeof solveWith>[1]): string =>
    solveWith(receptive, given)
      .conventions.map(({ says }) => says)
      .join(' ')
  const layers = '3/1, 2/2'
  test.each([
    [{ layers }, 'Start: R = J = 1, one input entry.'],
    [{ layers, start_field: 5, start_jump: 2 }, 'Start: field 5, jump 2.'],
    [{ layers, start_field: 'R', start_jump: 'J' }, 'Start: field R, jump J.'],
    [{ layers }, 'The columns of the table are kernel K, stride S, dilation D, receptive field R and jump J'],
    [{ kernel: 3, depth: 2 }, 'The columns of the table are kernel K'],
  ])('%o', (given, says) => {
    expect(saysOf(given)).toContain(says)
  })

  test('no R is set equal to a sum with R in it', () => {
    const { answers, steps, alternatives } = solveWith(receptive, {
      layers,
      start_field: 'R',
      start_jump: 'J',
    })
    expect(answers.map(({ symbol }) => symbol)).toEqual(["R'", "J'", '\\text{table}'])
    expect(steps.at(-1)?.latex).toBe("R' = R + 3 J,\\quad J' = 2 J")
    expect(alternatives.flatMap((one) => one.answers).map(({ symbol }) => symbol)).not.toContain('R')
    expect(solveWith(receptive, { layers }).answers[0]?.symbol).toBe('R')
  })

  test('equal layers grow by the jump before them', () => {
    // From R = 1, J = 2: each layer of kernel 3 adds (3 − 1)·2 = 4.
    const { steps } = solveWith(receptive, { kernel: 3, depth: 2, start_jump: 2 })
    expect(steps.map(({ latex }) => latex)).toEqual([
      'R_1 = 1 + 4 = 5',
      'R_{l} = R_{l-1} + 4',
      'R = 1 + 2 \\cdot 4 = 9',
    ])
  })
})
