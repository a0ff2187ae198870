import { describe, expect, it } from 'vitest'
import { createAllowance } from '../../../src/explain/allowance.ts'

describe('an allowance of ten, one back every three minutes', () => {
  const minute = 60_000
  const setUp = () => {
    let time = 1e9
    const allowance = createAllowance({ size: 10, refillMs: 3 * minute, now: () => time })
    const take = (count: number, person = 'a') => Array.from({ length: count }, () => allowance.take(person))
    return { allowance, take, pass: (ms: number) => (time += ms) }
  }

  it('gives ten at once and says when the next comes', () => {
    const { take, pass } = setUp()
    expect(take(10)).toEqual(Array(10).fill(0))
    expect(take(1)).toEqual([3 * minute])
    pass(minute)
    expect(take(1)).toEqual([2 * minute])
    pass(2 * minute)
    expect(take(2)).toEqual([0, 3 * minute])
  })

  it('is full again after half an hour, and never more than full', () => {
    const { take, pass } = setUp()
    take(10)
    pass(300 * minute)
    expect(take(11).filter((wait) => wait === 0)).toHaveLength(10)
  })

  it('is for one person', () => {
    const { take } = setUp()
    take(10)
    expect(take(1, 'b')).toEqual([0])
  })

  it('takes back what was not used', () => {
    const { take, allowance } = setUp()
    take(10)
    allowance.giveBack('a')
    allowance.giveBack('somebody who took none')
    expect(take(2)).toEqual([0, 3 * minute])
  })
})
