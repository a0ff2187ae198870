import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import conv from '../../../solvers/conv.ts'
import convgrad from '../../../solvers/convgrad.ts'
import type { Expression } from '../../../src/exact/expression.ts'
import * as q from '../../../src/exact/rational.ts'
import { entryAt, rationalsOf } from '../../../src/exact/tensor.ts'
import { isExpression, type Tensor } from '../../../src/exact/value.ts'
import type { Quantity, Solution } from '../../../src/model.ts'
import { oracle, refusalOf, rivals, solveWith, texts } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly input: {
    readonly op: string
    readonly x: readonly unknown[]
    readonly w: readonly unknown[]
    readonly gradOutput: readonly unknown[]
    readonly stride: readonly number[]
    readonly padding: readonly number[]
    readonly dilation: readonly number[]
    readonly groups: number
  }
  readonly expected: {
    readonly dx: readonly unknown[]
    readonly dw: readonly unknown[]
    readonly db?: readonly unknown[]
  }
}

const written = (nested: unknown): string =>
  Array.isArray(nested) ? `[${nested.map(written).join(', ')}]` : String(nested)

const tensorOf = (quantities: readonly Quantity[] | undefined, name: string): Tensor => {
  const value = quantities?.find((one) => one.name === name)?.value
  if (value?.kind !== 'tensor') throw new Error(`no array ${name}`)
  return value
}
const numbersOf = (quantities: readonly Quantity[] | undefined, name: string): readonly q.Rational[] =>
  rationalsOf(tensorOf(quantities, name)) ?? []
const add = (a: readonly q.Rational[], b: readonly q.Rational[]): readonly q.Rational[] =>
  b.map((one, at) => q.add(one, a[at] ?? q.zero))

describe('torch.autograd through conv1d and conv2d (PyTorch 1.13)', () => {
  const cases = oracle<Case>('conv_grads')
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected }) => {
    const { stride, padding, dilation, groups } = input
    // A batch is as many images; the kernel's gradient is the sum of theirs.
    const solutions = input.x.map(
      (x, at): Solution =>
        solveWith(convgrad, {
          x,
          kernel: input.w,
          dy: input.gradOutput[at],
          stride: pair(stride),
          padding: pair(padding),
          dilation: pair(dilation),
          groups,
        }),
    )
    expect(solutions.map(({ answers }) => texts(answers).dx)).toEqual(expected.dx.map(written))
    const sum = (pick: (one: Solution) => readonly q.Rational[]) =>
      solutions.map(pick).reduce(add).map(q.formatRational).join(', ')
    expect(sum(({ answers }) => numbersOf(answers, 'dw'))).toBe(written(expected.dw).replace(/[[\]]/g, ''))
    if (expected.db)
      expect(sum(({ related }) => numbersOf(related, 'db'))).toBe(written(expected.db).replace(/[[\]]/g, ''))
    expect(tensorOf(solutions[0]?.answers, 'dw').shape).toEqual(shapeOf(input.w))
  })
  test('a batch of one may stay one', () => {
    for (const { input, expected } of cases.filter(({ input }) => input.x.length === 1)) {
      const { x, w: kernel, gradOutput: dy, groups } = input
      const { answers } = solveWith(convgrad, {
        x,
        kernel,
        dy,
        groups,
        stride: pair(input.stride),
        padding: pair(input.padding),
        dilation: pair(input.dilation),
      })
      expect(texts(answers)).toMatchObject({ dx: written(expected.dx), dw: written(expected.dw) })
    }
  })
  test('how many', () => {
    console.info(`convgrad: gradients of ${cases.length} layers as PyTorch has them`)
    expect(cases.length).toBeGreaterThan(30)
  })
})

const pair = (sizes: readonly number[]): unknown => (sizes.length === 1 ? sizes[0] : sizes)
const shapeOf = (nested: unknown): number[] =>
  Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : []

const x = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
]
const kernel = [
  [1, 0],
  [0, -1],
]
const dy = [
  [1, 2],
  [3, 4],
]

describe('one channel', () => {
  // scipy.signal.correlate2d(x, dy, 'valid'), convolve2d(dy, w, 'full'), SciPy 1.10.
  test('x and dy alone give dw', () => {
    expect(texts(solveWith(convgrad, { x, dy }).answers)).toEqual({ dw: '[[37, 47], [67, 77]]' })
  })
  test('kernel and dy alone give dx', () => {
    expect(texts(solveWith(convgrad, { kernel, dy }).answers)).toEqual({
      dx: '[[1, 2, 0], [3, 3, -2], [0, -3, -4]]',
    })
  })
  test('a symbolic rate stays in the new kernel', () => {
    expect(texts(solveWith(convgrad, { x, kernel, dy }).answers).w_new).toBe(
      '[[1 - 37 * eta, -47 * eta], [-67 * eta, -77 * eta - 1]]',
    )
  })
  test('many entries', () => {
    // Ones everywhere: dw counts the 300·300 positions, and every filter's bias sees each of them.
    const ones = (size: number) => Array.from({ length: size }, () => new Array(size).fill(1))
    const { answers, related } = solveWith(convgrad, { x: ones(301), dy: ones(300) })
    expect(texts([...answers, ...(related ?? [])])).toEqual({
      dw: '[[90000, 90000], [90000, 90000]]',
      db: '90000',
    })
  })
  test('symbols as entries', () => {
    expect(
      texts(solveWith(convgrad, { x: ['a', 'b', 'c'], dy: ['p', 'q'], kernel: ['u', 'v'] }).answers),
    ).toMatchObject({
      dw: '[p * a + q * b, p * b + q * c]',
      dx: '[u * p, v * p + u * q, v * q]',
    })
  })
  test('a layer that flips its kernel has the flipped dw', () => {
    const flipped = solveWith(convgrad, { x, dy, operation: 'convolution' })
    expect(texts(flipped.answers)).toEqual({ dw: '[[77, 67], [47, 37]]' })
    expect(rivals(flipped, 'dw')).toContain('[[37, 47], [67, 77]]')
  })
})

describe('in symbols (homework 4, problem 7a, listed answer)', () => {
  const solution = solveWith(convgrad, {})
  test('the listed sums and step', () => {
    expect(texts(solution.answers)).toEqual({
      dw: 'sum(sum(dy[i, j] * x[i + h - 1, j + l - 1], j, 1, m), i, 1, m)',
      dx: 'sum(sum(dy[i - h + 1, j - l + 1] * w[h, l], l, 1, k), h, 1, k)',
      w_new: 'w - eta * dw',
    })
    expect(texts(solution.related)).toMatchObject({ m: 'n - k + 1' })
  })

  /** Evaluates a finite sum over entries of arrays, counted from 1 and 0 outside. */
  const evaluate = (x: Expression, arrays: Record<string, Tensor>, at: Record<string, number>): number => {
    const value = (part: Expression): number => evaluate(part, arrays, at)
    switch (x.kind) {
      case 'number':
        return q.toNumber(x.value)
      case 'symbol':
        return at[x.name] ?? Number.NaN
      case 'sum':
        return x.terms.reduce((total, term) => total + value(term), 0)
      case 'product':
        return x.factors.reduce((total, factor) => total * value(factor), 1)
      case 'power':
        return value(x.base) ** value(x.exponent)
      case 'indexed': {
        const array = arrays[x.name]
        const [row = 0, column = 0] = x.indices.map(value)
        const [rows = 0, columns = 0] = array?.shape ?? []
        if (!array || row < 1 || column < 1 || row > rows || column > columns) return 0
        const entry = entryAt(array, (row - 1) * columns + column - 1)
        return entry.kind === 'number' ? q.toNumber(entry.value) : Number.NaN
      }
      case 'call': {
        const [body, index, from, to] = x.args
        if (x.name === 'floor' && body) return Math.floor(value(body))
        if (x.name !== 'sum' || !body || index?.kind !== 'symbol' || !from || !to) return Number.NaN
        let total = 0
        for (let k = value(from); k <= value(to); k++)
          total += evaluate(body, arrays, { ...at, [index.name]: k })
        return total
      }
      default:
        return Number.NaN
    }
  }

  test.each(['correlation', 'convolution'])('at numbers they are the numeric answer: %s', (operation) => {
    const problem = fc.record({
      n: fc.integer({ min: 3, max: 5 }),
      k: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 2 }),
      padding: fc.integer({ min: 0, max: 1 }),
      dilation: fc.integer({ min: 1, max: 2 }),
      entries: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 120, maxLength: 120 }),
    })
    fc.assert(
      fc.property(problem, ({ n, k, stride, padding, dilation, entries }) => {
        fc.pre(dilation * (k - 1) + 1 <= n + 2 * padding)
        const m = Math.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride) + 1
        const geometry = { stride, padding, dilation, operation }
        const matrix = (size: number, from: number) =>
          Array.from({ length: size }, (_, row) => entries.slice(from + row * size, from + (row + 1) * size))
        const given = { x: matrix(n, 0), kernel: matrix(k, 25), dy: matrix(m, 40) }
        const numeric = solveWith(convgrad, { ...geometry, ...given })
        const arrays = Object.fromEntries(
          Object.entries({ x: given.x, w: given.kernel, dy: given.dy }).map(([name, value]) => [
            name,
            tensorOf(solveWith(conv, { x: value, kernel: [[1]] }).answers, 'y'),
          ]),
        )
        for (const { name, value } of solveWith(convgrad, geometry).answers) {
          if (name === 'w_new' || !isExpression(value)) continue
          const { shape } = tensorOf(numeric.answers, name)
          const found = Array.from({ length: (shape[0] ?? 1) * (shape[1] ?? 1) }, (_, at) => {
            const [row, column] = [Math.floor(at / (shape[1] ?? 1)) + 1, (at % (shape[1] ?? 1)) + 1]
            const indices = name === 'dw' ? { h: row, l: column } : { i: row, j: column }
            return evaluate(value, arrays, { ...indices, m, k, n })
          })
          expect(found).toEqual(numbersOf(numeric.answers, name).map(q.toNumber))
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('adjointness', () => {
  const inner = (a: readonly q.Rational[], b: readonly q.Rational[]): q.Rational =>
    a.reduce((sum, one, at) => q.add(sum, q.multiply(one, b[at] ?? q.zero)), q.zero)
  const problem = fc.record({
    groups: fc.integer({ min: 1, max: 2 }),
    perGroup: fc.integer({ min: 1, max: 2 }),
    share: fc.integer({ min: 1, max: 2 }),
    size: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    window: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
    dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    operation: fc.constantFrom('correlation', 'convolution'),
    fractions: fc.boolean(),
    entries: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 97, maxLength: 97 }),
  })
  test('⟨y, dy⟩ = ⟨x, dx⟩ = ⟨w, dw⟩', () => {
    fc.assert(
      fc.property(
        problem,
        ({
          groups,
          perGroup,
          share,
          size,
          window,
          stride,
          padding,
          dilation,
          operation,
          fractions,
          entries,
        }) => {
          fc.pre(
            [0, 1].every(
              (at) =>
                (dilation[at] ?? 1) * ((window[at] ?? 1) - 1) + 1 <= (size[at] ?? 1) + 2 * (padding[at] ?? 0),
            ),
          )
          let next = 0
          const fill = (shape: readonly number[]): unknown => {
            const [length, ...rest] = shape
            if (length !== undefined) return Array.from({ length }, () => fill(rest))
            const entry = entries[next++ % entries.length] ?? 0
            return fractions ? `${entry}/7` : entry
          }
          const geometry = { stride, padding, dilation, operation, groups }
          const x = fill([groups * perGroup, ...size])
          const kernel = fill([groups * share, perGroup, ...window])
          const { answers } = solveWith(conv, { ...geometry, x, kernel })
          const dy = fill(tensorOf(answers, 'y').shape)
          const back = solveWith(convgrad, { ...geometry, x, kernel, dy })
          const flat = (nested: unknown): q.Rational[] =>
            [nested].flat(4).map((one) => q.parseRational(String(one)) ?? q.zero)
          const product = inner(numbersOf(answers, 'y'), flat(dy))
          expect(inner(flat(x), numbersOf(back.answers, 'dx'))).toEqual(product)
          expect(inner(flat(kernel), numbersOf(back.answers, 'dw'))).toEqual(product)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('refuses', () => {
  test.each([
    ['x without dy', { x }, /^dy: With x or a kernel/],
    ['dy alone', { dy }, /^x: With dy give x/],
    ['a gradient of another size', { x, kernel, dy: [[1]] }, /^dy: The output of this layer is 2×2.*1×1/],
    ['a kernel beyond the input', { x: [[1]], kernel, dy: [[1]] }, /^kernel: .*covers 2.*input, 1/],
    ['a kernel of another rank', { x, kernel: [1, 2], dy }, /^kernel: The kernel has 1 axes/],
    [
      'a matrix on a vector',
      { x: [1, 2, 3], kernel: [[1, 1, 1]], dy: [1] },
      /^kernel: The kernel has 2 axes/,
    ],
    ['dy of another rank', { x, dy: [1, 2] }, /^dy: dy has 1 axes/],
    [
      'channels that do not fit',
      { x: [x], kernel: [[kernel, kernel]], dy: [dy] },
      /^kernel: Each filter has 2 channels/,
    ],
    [
      'groups that do not divide',
      { x: [x], kernel: [[kernel]], dy: [dy], groups: 2 },
      /^groups: 2 groups must divide/,
    ],
    ['a stride of 0', { stride: 0 }, /^stride: This must be at least 1/],
    ['negative padding', { padding: -1 }, /^padding: This must be at least 0/],
    [
      'an unsettled kernel size',
      { x: [[1, 2, 3, 4, 5]], dy: [[1, 2]], stride: [1, 2] },
      /^kernel: Kernels of size 2 and 3 both fit/,
    ],
    ['an unsettled input size', { kernel, dy, stride: 2 }, /^x: With a stride/],
    ['an impossible dy', { x, dy: [[1, 1, 1, 1]] }, /^dy: No kernel turns 3 entries into the 4/],
    // 1 + 1·800 along each axis.
    [
      'a widely dilated kernel',
      {
        kernel: [
          [1, 1],
          [1, 1],
        ],
        dy: [[1]],
        dilation: 800,
      },
      /^dilation: .*801×801 entries/,
    ],
    [
      'a kernel as large as its padding',
      { x, dy: [[1]], padding: 400 },
      /^padding: dw would have 1×1×803×803/,
    ],
    [
      'a far stride',
      { x: [[1]], kernel: [[1]], dy: new Array(3).fill([1, 2, 3]), padding: 400, stride: 400 },
      /^padding: .*801×801 entries/,
    ],
    [
      'long sums of symbols',
      { x: new Array(34).fill(new Array(34).fill('a')), dy: new Array(17).fill(new Array(17).fill('b')) },
      /^dy: The gradients take 93636 products/,
    ],
    ['an unknown operation', { operation: 'product' }, /^operation: /],
    ['an unknown field', { bias: [1] }, /bias/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(convgrad, given)).toMatch(message)
  })
})
