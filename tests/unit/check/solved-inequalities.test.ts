import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'

const verdictOf = (text: string): string => check(text, []).verdict

describe('the solution of an inequality in a whole number', () => {
  it.each([
    ['one too many', 'To cover it one needs $2L+1\\ge31$, that is at least $L=16$ layers.'],
    ['one too few', 'We need $2L+1\\ge32$, so $L\\ge15$.'],
    ['one too many after an arrow', '$2L+1\\ge31\\Rightarrow L\\ge16$'],
    ['too large', '$3k-2\\le10$, hence at most $k=5$.'],
    ['a bound turned around', '$-2k+1\\le-9$, so $k\\le5$.'],
  ])('%s is wrong', (_, text) => expect(verdictOf(text)).toBe('disagrees'))

  it.each([
    ['the least whole number', 'To cover it one needs $2L+1\\ge31$, that is at least $L=15$ layers.'],
    ['the exact edge', '$2L+1\\ge32$, so $L\\ge15.5$, i.e. $L\\ge16$.'],
    ['a strict edge', '$2L+1>31$, so $L>15$, thus at least $L=16$.'],
    ['more than enough', '$2L+1\\ge31$, so $L=20$ is enough.'],
    ['the largest whole number', '$3k-2\\le10$, hence at most $k=4$.'],
    ['another quantity', '$2L+1\\ge31$, and $p\\ge1$.'],
    ['a later condition', '$2L+1\\ge31$ and the parity of it: $L\\ge16$.'],
    ['what is denied', 'It is not true that $2L+1\\ge31$ gives $L\\ge16$.'],
  ])('%s passes', (_, text) => expect(verdictOf(text)).not.toBe('disagrees'))
})
