import { expect, test } from 'vitest'
import { z } from 'zod'
import { toText } from '../../src/exact/write/write.ts'
import { axesField, sizeField, tensorField } from '../../src/fields.ts'

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
