import { describe, expect, it } from 'vitest'
import { createPace } from '../../../../src/grading/chat/pace.ts'

describe('createPace', () => {
  it('knows nothing before something is done', () => {
    const paceOf = createPace()
    expect(paceOf(0, 0, 100)).toBeUndefined()
    expect(paceOf(1000, 0, 100)).toBeUndefined()
  })

  it('gives answers a second and what is left at that', () => {
    const paceOf = createPace()
    paceOf(0, 0, 5400)
    expect(paceOf(2000, 400, 5400)).toEqual({ perSecond: 200, secondsLeft: 25 })
  })

  it('forgets how it was long ago', () => {
    const paceOf = createPace()
    paceOf(0, 0, 100_000)
    paceOf(20_000, 100, 100_000)
    expect(paceOf(30_000, 10_100, 100_000)?.perSecond).toBe(1000)
  })
})
