import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../../src/explain/upstream.ts'

// RFC 9110, section 10.2.3: seconds, or a date in the form of section 5.6.7.
describe('the wait that a server asks for', () => {
  const now = Date.parse('Fri, 31 Dec 1999 23:59:00 GMT')
  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }, 59_000],
    [{ 'retry-after': 'Fri, 31 Dec 1999 23:00:00 GMT' }, 0],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '-3' }, 0],
    [{ 'retry-after': '1', 'retry-after-ms': '250' }, 250],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j', (headers, wait) => expect(retryAfterMs(new Headers(headers), now)).toBe(wait))
})
