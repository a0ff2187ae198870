import { expect, test } from 'vitest'
import { remembered } from '../../../src/exact/remembered.ts'

const counted = () => {
  let calls = 0
  const nameOf = remembered((of: { readonly name: string }) => {
    calls += 1
    return of.name
  })
  return { nameOf, calls: () => calls }
}

test('what was asked for among the last 64 is not computed again', () => {
  const { nameOf, calls } = counted()
  const asked = Array.from({ length: 64 }, (_, at) => ({ name: `${at}` }))
  for (const one of [...asked, ...asked]) expect(nameOf(one)).toBe(one.name)
  expect(calls()).toBe(64)
})

test('what came long ago is forgotten, and computed again', () => {
  const { nameOf, calls } = counted()
  const first = { name: 'first' }
  nameOf(first)
  for (let at = 0; at < 200; at++) nameOf({ name: `${at}` })
  expect(nameOf(first)).toBe('first')
  expect(calls()).toBe(202)
})

test('two objects that look alike are two', () => {
  const { nameOf, calls } = counted()
  expect([nameOf({ name: 'x' }), nameOf({ name: 'x' })]).toEqual(['x', 'x'])
  expect(calls()).toBe(2)
})
