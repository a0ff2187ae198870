import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { toText } from '../../src/exact/write/write.ts'
import { axesField, sizeField, tensorField } from '../../src/fields.ts'
import { readNamed } from '../../src/topics/invariance/read-named.ts'

const about = { about: 'a size', example: '3' }

test.each(['3x5', '3×5', '3, 5', '3 5', '[3, 5]'])('two sizes as %s', (typed) => {
  expect(z.parse(axesField(about), typed).map(toText)).toEqual(['3', '5'])
})

test.each([
  ['KxK', ['K', 'K']],
  ['K', ['K', 'K']],
  ['2*K', ['2 * K', '2 * K']],
])('symbols as %s', (typed, read) => {
  expect(z.parse(axesField(about), typed).map(toText)).toEqual(read)
})

test('a length along one axis is no shape, while a count may be its product', () => {
  const length = sizeField({ ...about, meaning: { kind: 'length' } })
  expect(z.safeParse(length, '3x3').error?.issues[0]?.message).toMatch(/^This is one size along an axis/)
  expect(toText(z.parse(sizeField(about), '28x28'))).toBe('784')
})

test.each(['[1/0]', '[1, 2/(1-1)]', '[a/0, 1]', '[sqrt(1/0)]'])(
  '%s has no values: division by zero',
  (typed) => {
    const schema = z.strictObject({ x: tensorField({ about: 'Signal', example: '[1,2]' }, [1]) })
    expect(schema.safeParse({ x: typed }).error?.issues[0]?.message).toBe('Division by zero.')
    expect(schema.safeParse({ x: '[1/3, a/2]' }).success).toBe(true)
  },
)

describe('an array without brackets', () => {
  const schema = z.strictObject({ x: tensorField({ about: 'Signal', example: '[1,2]' }, [1, 2]) })
  test.each([
    ['1 2 3', '[1, 2, 3]'],
    ['1,2, 3', '[1, 2, 3]'],
    ['1, 2, 3,', '[1, 2, 3]'],
    ['1 -1', '[1, -1]'],
    ['0.5 -1/4', '[1/2, -1/4]'],
    ['a b', '[a, b]'],
    ['1 -1; 2 0', '[[1, -1], [2, 0]]'],
    ['2*[1, 2]', '[2, 4]'],
  ])('%s', (typed, read) => {
    const value = schema.parse({ x: typed }).x
    expect(toText(value)).toBe(read)
  })

  test.each(['1 - 1', '1-1', '7', '1 2 *'])('%s is no row: the error says how to write one', (typed) => {
    expect(schema.safeParse({ x: typed }).error?.issues[0]?.message).toMatch(
      /A vector is written \[1, 2, 3\]\.$/,
    )
  })

  test('is a vector after a name too', () => {
    const named = [...readNamed('x1=1 2, x2=3 -4', 1)].map(([name, value]) => [name, toText(value)])
    expect(named).toEqual([
      ['x1', '[1, 2]'],
      ['x2', '[3, -4]'],
    ])
  })
})
