import { expect, test } from 'vitest'
import { z } from 'zod'
import { toText } from '../../src/exact/write/write.ts'
import { axesField, sizeField } from '../../src/fields.ts'

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
