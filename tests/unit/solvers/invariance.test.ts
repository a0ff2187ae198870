import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import invariance from '../../../solvers/invariance.ts'
import type { Exact } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import type { Solution } from '../../../src/model.ts'

const solve = (images: unknown, features: unknown): Solution =>
  invariance.solve(invariance.input.parse({ images, features }))
const texts = (quantities: readonly { name: string; value: Exact }[]): Record<string, string> =>
  Object.fromEntries(quantities.map(({ name, value }) => [name, toText(value)]))

const [height, width] = [7, 8]
const picture = (pixel: (row: number, column: number) => boolean): number[][] =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => (pixel(row, column) ? 1 : 0)),
  )
const row = (at: number) => picture((i) => i === at)
const column = (at: number) => picture((_, j) => j === at)
const known = { x1: ['0.8', 0, 0], x2: [0, '0.8', 0] }

describe('homework 4, problem 4 f (posted solution): lines near the border', () => {
  const solved = solve({ x1: row(2), x2: column(2), x3: column(6), x4: row(5) }, known)

  test('the column has the features of the column, the row of the row', () => {
    expect(texts(solved.answers)).toMatchObject({ g3: '[0, 4/5, 0]', g4: '[4/5, 0, 0]' })
    expect(toText(solved.answers[2]?.value ?? { kind: 'truth', value: false })).toBe(
      '[x3 is x2 shifted 4 columns to the right, x4 is x1 shifted 3 rows down]',
    )
  })

  test('the other way round is a known slip', () => {
    const slip = solved.alternatives.find(({ says }) => says.includes('confused'))
    expect(texts(slip?.answers ?? [])).toEqual({ g3: '[4/5, 0, 0]', g4: '[0, 4/5, 0]' })
  })

  test('a diagonal is not determined', () => {
    const { answers } = solve({ x1: row(2), x2: column(2), x3: picture((i, j) => i === j) }, known)
    expect(texts(answers)).toMatchObject({
      g3: 'not determined',
      shifts: '[x3 is no circular shift of an image with known features]',
    })
  })
})

test('JSON and slash text say the same', () => {
  const json = solve(
    {
      x1: [
        [1, 0, 0],
        [0, 0, 0],
      ],
      x2: [
        [0, 0, 1],
        [0, 0, 0],
      ],
    },
    { x1: ['1/3'] },
  )
  expect(texts(solve('x1=1 0 0; 0 0 0; x2=[[0,0,1],[0,0,0]]', 'x1=[1/3]').answers)).toEqual(
    texts(json.answers),
  )
  expect(
    texts(solve('{"x1": [[1,0,0],[0,0,0]], "x2": [[0,0,1],[0,0,0]]}', '{"x1": ["1/3"]}').answers),
  ).toEqual(texts(json.answers))
  expect(texts(json.answers)).toMatchObject({
    g2: '[1/3]',
    shifts: '[x2 is x1 shifted 1 column to the left]',
  })
})

test('a real network of this kind gives a shifted image the same features', () => {
  /** 2×2 convolution with circular padding, ReLU, global average: f in doubles, by its definition. */
  const f = (x: readonly (readonly number[])[], w: readonly number[]): number => {
    let sum = 0
    for (const [i, line] of x.entries())
      for (const j of line.keys()) {
        const at = (di: number, dj: number) => x[(i + di) % x.length]?.[(j + dj) % line.length] ?? 0
        const value = w.reduce((total, weight, k) => total + weight * at(k >> 1, k & 1), 0)
        sum += Math.max(0, value)
      }
    return sum / x.length
  }
  const pixels = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  })
  const weights = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(pixels, pixels, weights, (x1, x2, w) => {
      const { answers } = solve({ x1, x2 }, { x1: [1] })
      if (texts(answers).g2 !== 'not determined') expect(f(x2, w)).toBeCloseTo(f(x1, w), 12)
    }),
  )
})

describe('refused, by name', () => {
  test.each([
    ['a feature of no image', { x1: [[1]] }, { x5: [1] }, 'domain', 'features'],
    ['contradictory features', { x1: [[1, 0]], x2: [[0, 1]] }, { x1: [1], x2: [2] }, 'domain', 'features'],
    [
      'features of two lengths',
      { x1: [[1, 0]], x2: [[1, 1]] },
      { x1: [1], x2: [2, 3] },
      'domain',
      'features',
    ],
  ])('%s', (_, images, features, kind, field) => {
    expect(() => solve(images, features)).toThrow(expect.objectContaining({ kind, field }))
  })

  test.each([
    ['[[1,0]]'],
    ['x1=[[1],[1,2]]'],
    ['x1=[1,2]'],
    ['x1=[[1]]; x1=[[2]]'],
    [''],
    [[1, 2]],
    ['{"x1":'],
  ])('images: %j', (images) => {
    const read = invariance.input.safeParse({ images, features: { x1: [1] } })
    expect(read.error?.issues[0]?.path).toEqual(['images'])
  })
})
