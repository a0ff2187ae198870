import { expect, test } from 'vitest'
import { kept, keptBy } from '../../../src/exact/kept.ts'

test('a result is computed once, also where it is undefined', () => {
  const asked: string[] = []
  const find = kept((text) => {
    asked.push(text)
    return text === 'a' ? undefined : text.length
  })
  expect([find('a'), find('bc'), find('a'), find('bc')]).toEqual([undefined, 2, undefined, 2])
  expect(asked).toEqual(['a', 'bc'])
})

test('long texts and more than the most are computed anew', () => {
  const asked: string[] = []
  const find = kept(
    (text) => {
      asked.push(text)
      return text
    },
    { most: 2, longest: 3 },
  )
  for (const text of ['long', 'long', 'a', 'b', 'c', 'a']) find(text)
  expect(asked).toEqual(['long', 'long', 'a', 'b', 'c', 'a'])
})

test('what one reads by is told from what another reads by', () => {
  const find = keptBy((text: string, by: { readonly sign: string }) => `${by.sign}${text}`)
  const [plus, minus] = [{ sign: '+' }, { sign: '-' }]
  expect([find('1', plus), find('1', minus), find('1', plus)]).toEqual(['+1', '-1', '+1'])
})
