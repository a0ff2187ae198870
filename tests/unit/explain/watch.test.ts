import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWatch, type SoFar } from '../../../src/explain/watch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Finds every sentence that ends in a full stop sound. */
const sound = async (begun: string): Promise<SoFar> => ({
  text: begun.slice(0, begun.lastIndexOf('.') + 1),
  agree: 1,
  unverified: 0,
})

const watching = (look: (begun: string) => Promise<SoFar | undefined> = sound) => {
  const told: (string | undefined)[] = []
  const looked: string[] = []
  const watch = createWatch(
    (begun) => {
      looked.push(begun)
      return look(begun)
    },
    (soFar) => told.push(soFar?.text),
    400,
  )
  return { watch, told, looked, pass: (ms = 400) => vi.advanceTimersByTimeAsync(ms) }
}

describe('the watch on an answer', () => {
  it('looks now and then, however many pieces come, and tells only of what is new', async () => {
    const { watch, told, looked, pass } = watching()
    const text = 'One. Two. Thr'
    for (let end = 1; end <= text.length; end++) watch.take(text.slice(0, end))
    expect(looked).toEqual([])
    await pass()
    expect(looked).toEqual([text])
    watch.take(`${text}e`)
    await pass()
    expect(looked).toHaveLength(2)
    expect(told).toEqual(['One. Two.'])
    await pass(10_000)
    expect(looked).toHaveLength(2)
  })

  it('is never looking twice at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<SoFar>()
    const { watch, told, looked, pass } = watching(() => promise)
    watch.take('One. ')
    await pass()
    for (const answer of ['One. T', 'One. Tw', 'One. Two. ']) {
      watch.take(answer)
      await pass()
    }
    expect(looked).toEqual(['One. '])
    resolve({ text: 'One.', agree: 1, unverified: 0 })
    await pass()
    expect(looked).toEqual(['One. ', 'One. Two. '])
    expect(told).toEqual(['One.'])
  })

  it('takes back what no longer holds, and what another endpoint did not write', async () => {
    let holds = true
    const { watch, told, pass } = watching(async (begun) =>
      holds ? sound(begun) : { text: '', agree: 0, unverified: 0 },
    )
    watch.take('One. ')
    await pass()
    holds = false
    watch.take('One. Wait. ')
    await pass()
    holds = true
    watch.take('One. Wait. Two. ')
    await pass()
    watch.take('Another. T')
    await pass()
    expect(told).toEqual(['One.', undefined, 'One. Wait. Two.', undefined, 'Another.'])
  })

  it('leaves all as it is where a look tells nothing, or fails', async () => {
    const { watch, told, pass } = watching(async (begun) => {
      if (begun.includes('fails')) throw new Error('a bug')
      return begun.includes('unread') ? undefined : sound(begun)
    })
    for (const answer of ['One. ', 'One. unread. ', 'One. fails. ', 'One. Two. ']) {
      watch.take(answer)
      await pass()
    }
    expect(told).toEqual(['One.', 'One. Two.'])
  })

  it('tells nothing after its end', async () => {
    const { watch, told, looked, pass } = watching()
    watch.take('One. ')
    watch.end()
    await pass()
    watch.take('One. Two. ')
    await pass()
    expect([told, looked]).toEqual([[], []])
  })
})
