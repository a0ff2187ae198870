import { expect, test } from 'vitest'
import { ByteCache } from '../../../../src/render/picture/byte-cache.ts'

test('the least recently used leave first, so that the bytes stay within bounds', () => {
  const cache = new ByteCache<string>(100)
  cache.set('a', 'A', 40)
  cache.set('b', 'B', 40)
  expect(cache.get('a')).toBe('A')
  cache.set('c', 'C', 40)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
  expect(cache.bytes).toBe(80)
})

test('what alone is too large is not kept, and what is set again counts once', () => {
  const cache = new ByteCache<string>(100)
  cache.set('a', 'A', 101)
  cache.set('b', 'B', 60)
  cache.set('b', 'B2', 70)
  expect([cache.get('a'), cache.get('b'), cache.bytes]).toEqual([undefined, 'B2', 70])
})
