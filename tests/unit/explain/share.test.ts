import { describe, expect, it } from 'vitest'
import { createShare } from '../../../src/explain/share.ts'

describe('shared work', () => {
  it('is done once for all who ask meanwhile, and anew afterwards', async () => {
    const share = createShare<number, string>()
    const { promise, resolve } = Promise.withResolvers<number>()
    let begun = 0
    const work = () => {
      begun += 1
      return promise
    }
    const all = Array.from({ length: 200 }, () => share.run('key', work))
    expect(share.isRunning('key')).toBe(true)
    resolve(7)
    expect(new Set(await Promise.all(all))).toEqual(new Set([7]))
    expect(begun).toBe(1)
    expect(share.isRunning('key')).toBe(false)
    await share.run('key', work)
    expect(begun).toBe(2)
  })

  it('goes on when one gives up, and ends when all have', async () => {
    const share = createShare<string, string>()
    let ending: AbortSignal | undefined
    const work = (signal: AbortSignal) => {
      ending = signal
      return new Promise<string>(() => undefined)
    }
    const [one, two] = [new AbortController(), new AbortController()]
    const first = share.run('key', work, { signal: one.signal })
    const second = share.run('key', work, { signal: two.signal })
    one.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    expect(ending?.aborted).toBe(false)
    two.abort(new Error('gone too'))
    await expect(second).rejects.toThrow('gone too')
    expect(ending?.aborted).toBe(true)
    expect(share.isRunning('key')).toBe(false)
  })

  it('tells all of a fault', async () => {
    const share = createShare<string, string>()
    const fail = () => Promise.reject(new Error('down'))
    const outcomes = await Promise.allSettled([share.run('key', fail), share.run('key', fail)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await share.run('key', () => Promise.resolve('up'))).toBe('up')
  })
})

describe('progress of shared work', () => {
  it('reaches all who wait, whoever began it and whenever they came', async () => {
    const share = createShare<number, string>()
    const { promise, resolve } = Promise.withResolvers<number>()
    let tell: (progress: string) => void = () => undefined
    const work = (_: AbortSignal, telling: typeof tell) => {
      tell = telling
      tell('begun')
      return promise
    }
    const told: Record<string, string[]> = { first: [], second: [], gone: [] }
    const listen = (name: string) => ({ onProgress: (progress: string) => told[name]?.push(progress) })
    const first = share.run('key', work, listen('first'))
    const leaving = new AbortController()
    const gone = share.run('key', work, { ...listen('gone'), signal: leaving.signal })
    tell('half')
    leaving.abort(new Error('gone'))
    await expect(gone).rejects.toThrow('gone')
    const second = share.run('key', work, listen('second'))
    tell('nearly')
    resolve(1)
    await Promise.all([first, second])
    tell('late')
    expect(told).toEqual({
      first: ['begun', 'half', 'nearly'],
      gone: ['begun', 'half'],
      second: ['half', 'nearly'],
    })
  })
})
