import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import pool from '../../../solvers/pool.ts'
import * as q from '../../../src/exact/rational.ts'
import { rationalsOf } from '../../../src/exact/tensor.ts'
import type { Quantity, Solution } from '../../../src/model.ts'
import { oracle, refusalOf, rivals, solveWith, texts } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly expectedError?: boolean
  readonly input: {
    readonly op: string
    readonly x: readonly (readonly unknown[])[]
    readonly kernel: number | number[]
    readonly stride?: number | number[]
    readonly padding?: number | number[]
    readonly countIncludePad?: boolean
    readonly gradOutput?: readonly unknown[]
  }
  readonly expected: {
    readonly output?: readonly unknown[]
    readonly indices?: readonly unknown[]
    readonly dx?: readonly unknown[]
  }
}

const written = (nested: unknown): string =>
  Array.isArray(nested) ? `[${nested.map(written).join(', ')}]` : String(nested)

/** Channels by length, a 1-D input, is a matrix whose rows are pooled by themselves. */
const givenOf = ({ input }: Case) => {
  const rows = (value: number | number[], row: number) =>
    input.op.endsWith('1d') ? [row, Array.isArray(value) ? value[0] : value] : value
  return {
    x: input.x[0],
    kind: input.op.startsWith('max') ? 'max' : 'average',
    kernel: rows(input.kernel, 1),
    ...(input.stride === undefined ? {} : { stride: rows(input.stride, 1) }),
    ...(input.padding === undefined ? {} : { padding: rows(input.padding, 0) }),
    ...(input.gradOutput === undefined ? {} : { dy: input.gradOutput[0] }),
  }
}

/** PyTorch's `count_include_pad=False` is the other convention, where the padding makes a difference. */
const found = (solution: Solution, name: string, counted = true): string | undefined =>
  counted ? texts(solution.answers)[name] : (rivals(solution, name)[0] ?? texts(solution.answers)[name])

describe('torch.nn.functional pooling and its autograd (PyTorch 1.13)', () => {
  const forward = oracle<Case>('pool')
  const backward = oracle<Case>('pool_grads')
  test.each([...forward, ...backward].map((one) => [one.id, one] as const))('%s', (_, one) => {
    const given = givenOf(one)
    if (one.expectedError) {
      expect(refusalOf(pool, given)).toMatch(/^(kernel|padding): /)
      return
    }
    const solution = solveWith(pool, given)
    const { output, indices, dx } = one.expected
    const counted =
      one.input.countIncludePad !== false || !/[1-9]/.test(JSON.stringify(one.input.padding ?? 0))
    if (output) expect(found(solution, 'y', counted)).toBe(written(output[0]))
    if (indices) expect(found(solution, 'argmax')).toBe(written(indices[0]))
    if (dx) expect(found(solution, 'dx', counted)).toBe(written(dx[0]))
    expect(output ?? dx).toBeDefined()
  })
  test('how many', () => {
    console.info(`pool: ${forward.length} results and ${backward.length} gradients as PyTorch has them`)
    expect(forward.length + backward.length).toBeGreaterThan(45)
  })
})

describe('shapes of the input', () => {
  test('a vector', () => {
    // torch.nn.functional.max_pool1d(torch.tensor([[[1., 3, 2, 5]]]), 2), PyTorch 1.13.
    const solution = solveWith(pool, { x: [1, 3, 2, 5], dy: [7, 9] })
    expect(texts(solution.answers)).toEqual({ y: '[3, 5]', dx: '[0, 7, 0, 9]', argmax: '[1, 3]' })
  })
  test('a batch of one', () => {
    expect(
      texts(
        solveWith(pool, {
          x: [
            [
              [
                [1, 2],
                [3, 4],
              ],
            ],
          ],
          kind: 'average',
        }).answers,
      ).y,
    ).toBe('[[[[5/2]]]]')
  })
  test('symbols have an average', () => {
    expect(
      texts(
        solveWith(pool, {
          x: [
            ['a', 'b'],
            ['a', 2],
          ],
          kind: 'average',
          dy: [['g']],
        }).answers,
      ),
    ).toEqual({
      y: '[[(2 * a + b + 2)/4]]',
      dx: '[[g/4, g/4], [g/4, g/4]]',
    })
  })
})

describe('in symbols (homework 4, problem 7c, listed answer)', () => {
  test('max: the whole gradient of window ⌈i/2⌉, ⌈j/2⌉ to its maximum', () => {
    expect(texts(solveWith(pool, {}).answers).dx).toBe(
      'x[i, j] == y[ceil(i/2), ceil(j/2)] ? dy[ceil(i/2), ceil(j/2)] : 0',
    )
  })
  test('average: a quarter of it; floor is the 0-based form', () => {
    const solution = solveWith(pool, { kind: 'average', kernel: 2 })
    expect(texts(solution.answers).dx).toBe('dy[ceil(i/2), ceil(j/2)]/4')
    expect(rivals(solution, 'dx')).toContain('dy[floor(i/2), floor(j/2)]/4')
  })
  test('any window', () => {
    expect(texts(solveWith(pool, { kind: 'average', kernel: ['K', 3] }).answers).dx).toBe(
      'dy[ceil(i/K), ceil(j/3)]/(3 * K)',
    )
  })
})

const entries = (quantities: readonly Quantity[], name: string): readonly q.Rational[] => {
  const value = quantities.find((one) => one.name === name)?.value
  return (value?.kind === 'tensor' && rationalsOf(value)) || []
}
const inner = (a: readonly q.Rational[], b: readonly q.Rational[]): q.Rational =>
  a.reduce((sum, one, at) => q.add(sum, q.multiply(one, b[at] ?? q.zero)), q.zero)

describe('the gradient is the finite difference', () => {
  const problem = fc.record({
    kind: fc.constantFrom('max', 'average'),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padded: fc.boolean(),
    x: fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 20, maxLength: 20 }),
    toward: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 20, maxLength: 20 }),
    dy: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 42, maxLength: 42 }),
  })
  const matrix = (values: readonly unknown[], columns: number) =>
    Array.from({ length: values.length / columns }, (_, row) =>
      values.slice(row * columns, (row + 1) * columns),
    )

  test('of entries that differ by more than the step', () => {
    fc.assert(
      fc.property(problem, ({ kind, kernel, stride, padded, x, toward, dy }) => {
        const geometry = { kind, kernel, stride, padding: padded ? Math.floor(kernel / 2) : 0 }
        const plain = solveWith(pool, { ...geometry, x: matrix(x, 5) })
        const y = entries(plain.answers, 'y')
        const columns = Math.floor((5 + 2 * geometry.padding - kernel) / stride) + 1
        const upstream = dy.slice(0, y.length)
        // Entries differ by 1 at least and move by 9/100 at most, so no maximum changes place.
        const moved = x.map((value, at) => `${100 * value + (toward[at] ?? 0)}/100`)
        const after = solveWith(pool, { ...geometry, x: matrix(moved, 5) })
        const change = entries(after.answers, 'y').map((value, at) => q.subtract(value, y[at] ?? q.zero))
        const back = solveWith(pool, { ...geometry, x: matrix(x, 5), dy: matrix(upstream, columns) })
        const step = toward.map((value) => q.rational(value, 100))
        expect(
          inner(
            change,
            upstream.map((value) => q.rational(value)),
          ),
        ).toEqual(inner(entries(back.answers, 'dx'), step))
      }),
    )
  })
})

describe('refuses', () => {
  const x = [
    [1, 2],
    [3, 4],
  ]
  test.each([
    ['a window beyond the input', { x, kernel: 3 }, /^kernel: .*3.*2/],
    ['padding of more than half a window', { x, padding: 2 }, /^padding: .*half/],
    ['a stride of 0', { x, stride: 0 }, /^stride: This must be at least 1/],
    ['a gradient of another size', { x, dy: [[1, 2]] }, /^dy: The output is 1×1.*1×2/],
    ['symbols under a maximum', { x: [['a', 'b']], kernel: [1, 2] }, /^x: A maximum needs rational numbers/],
    ['a symbolic window with x', { x, kernel: 'K' }, /^kernel: With x given/],
    ['ragged rows', { x: [[1, 2], [3]] }, /^x: /],
    ['a gradient without x', { dy: [[1]] }, /^x: Without x/],
    ['overlap without x', { stride: 1 }, /^x: Without x/],
    [
      'long exact sums',
      { x: new Array(48).fill(new Array(48).fill(1)), kernel: 48, padding: 24, stride: 1, kind: 'average' },
      /^kernel: The windows visit 5531904 entries/,
    ],
    ['an unknown kind', { x, kind: 'median' }, /^kind: This must be one of max, average/],
    ['an unknown field', { x, dilation: 2 }, /dilation/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(pool, given)).toMatch(message)
  })
})
