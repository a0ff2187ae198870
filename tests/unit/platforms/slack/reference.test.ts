import { expect, test } from 'vitest'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'

test('a short text is its own reference, a long one is looked up', () => {
  const references = createReferences()
  expect(references.refer('abc', 10)).toBe('=abc')
  const long = references.refer('abcdefghijkl', 10)
  expect(long).not.toContain('abc')
  expect(references.resolve(long)).toBe('abcdefghijkl')
})

test('a reference never exceeds its limit where the text may be inline', () => {
  const references = createReferences()
  expect(references.refer('x'.repeat(1999), 2000)).toHaveLength(2000)
  expect(references.refer('x'.repeat(2000), 2000).length).toBeLessThan(60)
})

test('memory is bounded: the text used longest ago is forgotten', () => {
  const references = createReferences(2)
  const [first, second, third] = ['aa', 'bb', 'cc'].map((text) => () => references.refer(text, 0))
  const a = first?.() ?? ''
  const b = second?.() ?? ''
  expect(references.resolve(a)).toBe('aa')
  const c = third?.() ?? ''
  expect(references.resolve(b)).toBeUndefined()
  expect(references.resolve(a)).toBe('aa')
  expect(references.resolve(c)).toBe('cc')
})
