import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { withBreaker } from '../../../src/explain/breaker.ts'
import type { ModelClient, WriteOptions } from '../../../src/explain/client.ts'
import { withFallback } from '../../../src/explain/fallback.ts'
import { fakeLog, fakeModel } from './fake-model.ts'

const prompt = { system: '', user: '', quantities: [], version: 'full 1' }
const down = new UpstreamError('timeout', 'the model did not finish within 1 s')
const write = (model: ModelClient, options: Partial<WriteOptions> = {}) =>
  model.write(prompt, { withinMs: 1000, ...options }).then(
    ({ draft, model: by }) => `${by}: ${draft.prose}`,
    (error: unknown) => (error instanceof UpstreamError ? error.message : error),
  )

describe('the breaker', () => {
  const setUp = (answers: Parameters<typeof fakeModel>[0]) => {
    let time = 0
    const model = fakeModel(answers)
    const guarded = withBreaker(model, { faults: 3, restMs: 30_000, now: () => time })
    return { model, guarded, pass: (ms: number) => (time += ms) }
  }

  it('leaves a dead endpoint alone, and tries it again later, once', async () => {
    const { model, guarded, pass } = setUp([down])
    for (const _ of [1, 2, 3]) await write(guarded)
    expect(await write(guarded)).toBe('the model endpoint is down for now')
    expect(model.asked).toHaveLength(3)
    pass(30_001)
    const answers = await Promise.all([write(guarded), write(guarded)])
    expect(answers).toEqual([down.message, 'the model endpoint is down for now'])
    expect(model.asked).toHaveLength(4)
  })

  it('lets all through again after one that succeeds', async () => {
    const { model, guarded, pass } = setUp([down, down, down, 'text'])
    for (const _ of [1, 2, 3]) await write(guarded)
    pass(30_001)
    expect(await write(guarded)).toBe('fake: text')
    expect(await write(guarded)).toBe('fake: text')
    expect(model.asked).toHaveLength(5)
  })

  it('counts faults in a row only, and none of those who gave up', async () => {
    const { model, guarded } = setUp([down, down, 'text', down, down, down])
    for (const _ of [1, 2, 3, 4, 5]) await write(guarded)
    const signal = AbortSignal.abort()
    await write(guarded, { signal })
    await write(guarded)
    expect(model.asked).toHaveLength(7)
  })
})

describe('the fallback', () => {
  it('is asked where the first fails, within what is left of the deadline', async () => {
    let left = 0
    const second: ModelClient = {
      name: 'second',
      write: async (_, { withinMs }) => {
        left = withinMs
        return { draft: { prose: 'text', values: [] }, model: 'second' }
      },
    }
    const both = withFallback(fakeModel([down]), second, fakeLog().log)
    expect(await write(both, { withinMs: 1000 })).toBe('second: text')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(1000)
  })

  it('is not asked otherwise, nor when nobody waits any more', async () => {
    const second = fakeModel(['text'], 'second')
    await write(withFallback(fakeModel(['first']), second, fakeLog().log))
    await write(withFallback(fakeModel([down]), second, fakeLog().log), { signal: AbortSignal.abort() })
    expect(second.asked).toEqual([])
  })
})
