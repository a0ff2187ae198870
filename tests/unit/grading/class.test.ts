import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gradeAnswer } from '../../../src/grading/grade/grade-answer.ts'
import { type SetKey, solveSet } from '../../../src/grading/grade/part-key.ts'
import { loadSets } from '../../../src/sets/load-sets.ts'
import type { ProblemSet } from '../../../src/sets/problem-set.ts'
import { type Started, start } from '../../../src/start.ts'
import { classOf } from '../../class/class.ts'
import { hw4Answers } from '../../class/hw4-answers.ts'

// scipy.signal.convolve2d of the 5 × 5 ramp, padded by 1, and every second row and column of it.
const padded =
  '[[-19,-28,-32,-36,-29],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[49,68,72,76,59]]'
const strided = '[[-19,-32,-29],[-30,-40,-30],[49,72,59]]'

describe('a class and homework 4', () => {
  let started: Started
  let key: SetKey
  let set: ProblemSet

  beforeAll(async () => {
    started = await start({ logLevel: 'silent' })
    const [first] = await loadSets(fileURLToPath(new URL('../../../courses/', import.meta.url)))
    if (!first) throw new Error('no set')
    set = first
    key = await solveSet(set, started.exacta)
  })
  afterAll(() => started.stop())

  const statusOf = (part: string, answer: string): string => {
    const one = key.get(part)
    if (!one) throw new Error(`no part ${part}`)
    return gradeAnswer(one, answer).status
  }

  const written = Object.entries(hw4Answers).flatMap(([part, { right, partial = [], wrong }]) => [
    ...right.map((answer) => ['correct', part, answer] as const),
    ...partial.map((answer) => ['partial', part, answer] as const),
    ...wrong.map((answer) => ['wrong', part, answer] as const),
  ])

  it.each(written)('is %s or for a person: %s, %s', (expected, part, answer) => {
    expect([expected, 'person']).toContain(statusOf(part, answer))
  })

  it('never takes for right an answer beside another one that is wrong', () => {
    const both = Object.entries(hw4Answers).flatMap(([part, { right, wrong }]) =>
      right.flatMap((one) =>
        // A number in front may be that of a list.
        wrong
          .filter((other) => other !== '1')
          .flatMap((other) =>
            [', ', '; ', '\n', ' = ', ' and ', '. '].flatMap((between) => [
              [part, `${one}${between}${other}`],
              [part, `${other}${between}${one}`],
            ]),
          ),
      ),
    )
    expect(both.length).toBeGreaterThan(1000)
    const taken = both.filter(([part = '', answer = '']) => statusOf(part, answer) === 'correct')
    expect(taken).toEqual([])
  }, 120_000)

  const equations = [...classOf(8, 5)].flatMap(({ part, expected, answer }) =>
    // Definitions by cases have relations of their own.
    expected !== 'correct' || /^(?:3a|3b|7c)$/.test(part)
      ? []
      : [...answer.matchAll(/(?<![<>!:=])=(?!=)/g)].map(({ index }) => ({ part, answer, index })),
  )

  it.each(['≠', '!=', '>=', '≥', '\\neq ', '\\ge ', '>', '=/=', '≉', '<>'])(
    'takes no relation with %s for a value',
    (sign) => {
      expect(equations.length).toBeGreaterThan(40)
      const taken = equations
        .map(
          ({ part, answer, index }) =>
            [part, answer.slice(0, index) + sign + answer.slice(index + 1)] as const,
        )
        .filter(([part, answer]) => /^(?:correct|wrong)$/.test(statusOf(part, answer)))
      expect(taken).toEqual([])
    },
    60_000,
  )

  const named = [...classOf(8, 5)].flatMap(({ part, expected, answer }) => {
    const found = /^(?:\$|\\\(|`)?([A-Za-z\\][\w\\{}]*)\s*=/.exec(answer)
    return expected === 'correct' && found?.[1] && !/^(?:3a|3b|7c)$/.test(part)
      ? [{ part, answer, name: found[1], at: answer.indexOf(found[1]) }]
      : []
  })

  it.each([
    ['a square', (name: string) => `${name}^2`],
    ['a root', (name: string) => `sqrt(${name})`],
    ['a logarithm', (name: string) => `log(${name})`],
    ['a multiple', (name: string) => `2*${name}`],
    ['another name', (name: string) => `${name}'`],
    ['what is denied', (name: string) => `not ${name}`],
    ['other words', (name: string) => `${name} ist nicht`],
  ])(
    'takes the value of %s for no value of what is asked',
    (_, change) => {
      expect(named.length).toBeGreaterThan(4)
      const taken = named
        .map(
          ({ part, answer, name, at }) =>
            [part, answer.slice(0, at) + change(name) + answer.slice(at + name.length)] as const,
        )
        .filter(([part, answer]) => /^(?:correct|wrong)$/.test(statusOf(part, answer)))
      expect(taken).toEqual([])
    },
    60_000,
  )

  it.each([
    ['2b', 'c^2 = 1/d_in'],
    ['2d', 'alpha^2 = 1/d_in'],
    ['2d', 'log alpha = -1/2 log d_in'],
    ['2c', '||ΔW||_2^2 <= d_out'],
    ['4c', 'R^2 = (L(K-1)+1)^2'],
    ['4b', 'C x (W-K)/S+1 x (H-K)/S+1'],
    ['1a', '2*c*d_out^2*d_in, Theta(c*d_out^2*d_in)'],
    ['1a', '2*c*d_out^2*d_in, Ω(d_out^2 d_in)'],
    ['2c', '||ΔW||_F <= sqrt(d_out)'],
    ['2c', '||c ΔW||_2 <= sqrt(d_out)'],
    ['3d', `(ii) ${padded} (i) ${strided}`],
    ['3d', `stride 2: ${padded}; stride 1: ${strided}`],
  ])('leaves to a person what is true of something else, or in another order: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('person')
  })

  it.each([
    ['2b', 'Var = 1/sqrt(d_in)'],
    ['2b', 'the variance of the weights is 1/sqrt(d_in)'],
    ['2b', 'maybe 1/sqrt(d_in)'],
    ['2b', 'Answer: $\\boxed{\\frac{1}{\\sqrt{d_{in}}}}$ * 2'],
    ['2b', '-$c = \\frac{1}{\\sqrt{d_{in}}}$'],
    ['2c', 'min spectral norm = sqrt(d_out)'],
    ['2g', 'scale: sqrt(d_out), growth: 1/sqrt(d_out)'],
    ['2g', 'constant: √d_out, factor: 1/√d_out'],
    ['3a', '2y(n) = 0 for n<0, 2-2^(-n) for 0<=n<=6, 127*2^(-n) for n>=7'],
    ['3a', 'y(n+1) = 0 for n<0, 2-2^(-n) for 0<=n<=6, 127*2^(-n) for n>=7'],
    ['4a', 'K²CF weights per filter, F biases; output (W−K+2P)/S+1 × (H−K+2P)/S+1 × F'],
    ['4b', 'not (W-K)/S+1 x (H-K)/S+1 x C'],
    ['4c', 'at most L(K-1)+1'],
    ['4e', 'parameters 100, 0, 910, 0, 1473; activations 28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3'],
    ['4f', 'f(x4) = [0,0.8,0], f(x3) = [0.8,0,0]'],
    ['7b', 'Var = (n-k+1)^2 σ_x^2 σ_g^2, sd = (n-k+1) σ_x σ_g, Θ(n)'],
    [
      '1a',
      '$T = c d_{out}^2 d_{in} + c d_{out}^2 d_{in} = 3c d_{out}^2 d_{in} \\in \\Theta(d_{out}^2 d_{in})$',
    ],
  ])('takes no label, guess, part or wrong end for the answer: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).not.toBe('correct')
  })

  it.each([
    ['3c', '[[-40. -40. -40.]\n [-40. -40. -40.]\n [-40. -40. -40.]]'],
    ['3c', '[[-40 -40 -40] [-40 -40 -40] [-40 -40 -40]]'],
    ['2e', 'α = √d_out because all singular values of UVᵀ are 1'],
    ['2d', 'learning rate α <= 1/sqrt(d_in)'],
    ['2c', '||ΔW||_2 <= sqrt(d_out)'],
    ['2b', 'the scale c = 1/√d_in'],
    ['3d', `(i) ${padded} (ii) ${strided}`],
  ])('knows a value by its own name: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('correct')
  })

  it.each([
    ['2b', 'sqrt(d_in) = 1/sqrt(d_in)'],
    ['4c', 'K^L = L*(K-1)+1'],
    ['3c', '[[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]], 40 40 40; 40 40 40; 40 40 40'],
    ['2b', 'c = 1/sqrt(d_in) or rather 1/d_in'],
    ['2b', 'c = 1/√d_in \\boxed{1/d_in}'],
    ['2c', 'sqrt(d_out) ~ d_out'],
    ['2d', '$\\alpha = \\frac{1}{\\sqrt{d_{in}}}$\t1/d_in'],
  ])('nor one that is set equal to it: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('person')
  })

  it.each([
    ['2b', 'The variance of the output is c^2 d_in, so c = 1/sqrt(d_in).'],
    ['2b', 'Var(y) = d_in c^2 = 1 => c = 1/sqrt(d_in)'],
    ['4c', 'Each layer adds K-1, so the receptive field is L(K-1)+1.'],
  ])('takes working for what it is: %s, %s', (part, answer) => {
    expect(['correct', 'person']).toContain(statusOf(part, answer))
  })

  it('gives 300 students with 18 parts, in many notations, what each answer was made to earn', () => {
    const rows = [...classOf(300)]
    expect(rows).toHaveLength(300 * 18)
    expect(new Set(rows.map(({ part, answer }) => `${part} ${answer}`)).size).toBeGreaterThan(4000)
    const graded = rows.map((row) => {
      const one = key.get(row.part)
      if (!one) throw new Error(`no part ${row.part}`)
      return { ...row, most: one.points, grade: gradeAnswer(one, row.answer) }
    })
    const decided = graded.filter(({ grade }) => grade.status !== 'person')
    const wrongly = decided.filter(
      ({ grade, expected, share, most }) =>
        grade.status !== expected || Math.abs(grade.points - most * share) > 0.005,
    )
    expect(wrongly.map(({ part, answer, expected, grade }) => [part, answer, expected, grade])).toEqual([])
    expect(graded.length - decided.length).toBeLessThanOrEqual(graded.length * 0.02)
    for (const expected of ['correct', 'partial', 'wrong'])
      expect(decided.filter((row) => row.expected === expected).length).toBeGreaterThan(300)
  }, 240_000)

  it.each([
    ['3c', '[[-40,-40],[-40,-40]]', 'wrong'],
    ['3c', '\\begin{bmatrix}-40&-40&-40&-40\\\\-40&-40&-40&-40\\end{bmatrix}', 'wrong'],
    ['4c', 'L*(K-1) + 1 pixels', 'correct'],
    ['2e', 'dout**(1/2)', 'correct'],
    ['2c', 'So ||ΔW||_2 = n_in', 'wrong'],
    [
      '7b',
      'mean = 0; variance = (n-k+1)^2 sigma_x^2 sigma_g^2; std = (n-k+1) sigma_x sigma_g; growth O(1)',
      'partial',
    ],
    [
      '4a',
      'weights K^2*C*F, biases C, width floor((W-K+2P)/S)+1, height floor((H-K+2P)/S)+1, channels F',
      'partial',
    ],
  ])('decides what is plainly said: %s, %s is %s', (part, answer, expected) => {
    expect(statusOf(part, answer)).toBe(expected)
  })

  it('gives points by parts and names the slip', () => {
    const one = (part: string, answer: string) => {
      const found = key.get(part)
      if (!found) throw new Error(part)
      return gradeAnswer(found, answer)
    }
    expect(one('1a', 'c d_out^2 d_in, Theta(d_out^2 d_in)')).toMatchObject({ status: 'partial', points: 1 })
    expect(one('2e', 'sqrt(d_out*d_in)')).toMatchObject({ status: 'wrong', points: 0 })
    expect(one('2e', 'sqrt(d_out*d_in)').misconception).toMatch(/counted twice/)
    expect(one('3c', '[[40,40,40],[40,40,40],[40,40,40]]').convention).toMatch(/flip/)
    expect(one('3c', '')).toMatchObject({ status: 'wrong', points: 0 })
    expect(one('2a', 'because')).toMatchObject({ status: 'person', points: 0 })
  })

  it.each([
    '-40',
    'the constant -40',
    'y = -40',
    '4x4, the constant -40',
    'a 5 × 5 matrix, constant -40',
    'the constant -40 in a 2x2 output',
  ])('leaves to a person what names the entries of a matrix and gives no matrix: %s', (answer) => {
    expect(statusOf('3c', answer)).toBe('person')
  })

  it.each([
    ['2b', '- 1/sqrt(d_in)', 'person'],
    ['2b', '− 1/sqrt(d_in)', 'person'],
    ['2b', '-1/sqrt(d_in)', 'wrong'],
    ['2b', '- c = 1/sqrt(d_in)', 'correct'],
    ['1a', '- 2 c d_out^2 d_in\n- Theta(d_out^2 d_in)', 'correct'],
  ])('takes no minus for the mark of a list: %s, %s is %s', (part, answer, expected) => {
    expect(statusOf(part, answer)).toBe(expected)
  })

  it.each([
    ['2b', '1/sqrt(d_in)!'],
    ['2b', '1/sqrt(d_in) % final'],
    ['2b', '— 1/sqrt(d_in)'],
    ['2b', 'd_in^(-1/2)\nd_in^(-1/2)'],
    ['2c', '√d_out\n√d_out'],
    ['4e', 'PARAMETERS 100, 0, 910, 0, 0, 1473; ACTIVATIONS 28X28X10, 14X14X10, 14X14X10, 7X7X10, 490, 3'],
    ['4e', 'params: [100, 0, 910, 0, 0, 1473]; activations: [28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3],'],
  ])('never takes for wrong what is right under other signs: %s, %s', (part, answer) => {
    expect(['correct', 'person']).toContain(statusOf(part, answer))
  })

  it.each([
    ['2b', '1/\nsqrt(d_in)'],
    ['4c', 'L(K-1)\n+ 1'],
    ['2b', '1/sqrt(d_in),'],
  ])('reads a formula over two lines, and past a last comma: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('correct')
  })

  it('tells the person what such an answer names', () => {
    const one = key.get('3c')
    if (!one) throw new Error('no 3c')
    expect(gradeAnswer(one, '-40').reason).toMatch(/^It names -40, the value of every entry/)
    expect(gradeAnswer(one, '-41').reason).toMatch(/could not be read/)
  })

  it('accepts a convention that the part accepts, and gives credit for another as the set says', async () => {
    const wrong = '[[40,40,40],[40,40,40],[40,40,40]]'
    const graded = async (change: Partial<ProblemSet>) => {
      const other = (await solveSet({ ...set, ...change }, started.exacta)).get('3c')
      if (!other) throw new Error('no 3c')
      return gradeAnswer(other, wrong)
    }
    const parts = set.parts.map((part) => ({ ...part, accepts: ['cross-correlation'] }))
    expect(await graded({ parts })).toMatchObject({ status: 'correct', points: 2 })
    expect(await graded({ conventionCredit: 0.5 })).toMatchObject({ status: 'partial', points: 1 })
  })

  it.each([
    ['2b', 'not 1/sqrt(d_in)'],
    ['2b', 'I am not sure, maybe 1/sqrt(d_in) or 1/d_in'],
    ['2b', 'half of 1/sqrt(d_in)'],
    ['2b', 'q'],
    ['2b', 'the square root of d_in'],
    ['4c', 'L(K-1)+1 or L*K'],
    ['3c', 'I do not know'],
  ])('never takes for right what is hedged, denied or changed by a word: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).not.toBe('correct')
  })
})
