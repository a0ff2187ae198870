import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { type Announce, type Notes, sealAddress, tell } from '../../../../src/grading/chat/tell.ts'
import { createLog } from '../../../../src/log.ts'
import type { Reply } from '../../../../src/reply.ts'
import { createSeal } from '../../../../src/store/seal.ts'

const file = (name: string, megabytes: number) => ({
  name,
  about: name,
  bytes: new Uint8Array(megabytes * 2 ** 20),
})
const reply: Reply = {
  title: 'Graded',
  tone: 'green',
  blocks: [{ kind: 'text', runs: ['All is graded.'] }],
  actions: [],
  files: [],
  private: true,
}
const seal = createSeal('a key of sixteen signs')
const address = sealAddress(seal, { platform: 'slack', place: 'U1' })
const unsent = { names: [], begun: false }
const nothing: Notes = {
  id: 'k3m8qa',
  told: unsent,
  begin: async () => true,
  note: async () => undefined,
}
const tellBy = (announce: Announce, told = reply, notes: Notes = nothing) =>
  tell(
    address,
    told,
    notes,
    { seal, announcers: new Map([['slack', { announce }]]), log: createLog('silent') },
    new AbortController().signal,
  )

it('tries again while a platform is away', async () => {
  const places: string[] = []
  const told = await tellBy(async (place) => {
    places.push(place)
    if (places.length === 1) throw new UpstreamError('timeout', 'away')
    return true
  })
  expect(told).toBe(true)
  expect(places).toEqual(['U1', 'U1'])
})

it('looks for what an earlier try may have sent, also one of another process', async () => {
  const tries: boolean[] = []
  const announce: Announce = async (_place, _reply, { again }) => {
    tries.push(again)
    if (tries.length === 1) throw new UpstreamError('timeout', 'away')
    return true
  }
  await tellBy(announce)
  await tellBy(announce, reply, { ...nothing, told: { names: [], begun: true } })
  expect(tries).toEqual([false, true, true])
})

it('notes that it begins before anything is sent', async () => {
  const order: string[] = []
  const announce: Announce = async () => order.push('sent') > 0
  await tellBy(announce, reply, { ...nothing, begin: async () => order.push('noted') > 0 })
  expect(order).toEqual(['noted', 'sent'])
  expect(await tellBy(announce, reply, { ...nothing, begin: async () => false })).toBeUndefined()
  expect(order).toHaveLength(2)
})

it('takes a refusal for an answer', async () => {
  let tries = 0
  const told = await tellBy(async () => {
    tries++
    throw new Error('An API error occurred: missing_scope')
  })
  expect([told, tries]).toEqual([false, 1])
})

describe('an end with more files than one message takes', () => {
  const end = { ...reply, files: [file('graded.csv', 6), file('canvas.csv', 3), file('gradescope.zip', 6)] }
  /** What a platform got, as in a message with the text or without it. */
  const platform = (most = Number.POSITIVE_INFINITY) => {
    const messages: { readonly says: boolean; readonly files: string; readonly key: string }[] = []
    const noted: string[] = []
    const announce: Announce = async (_, { blocks, files }, { key, mark }) => {
      if (messages.length >= most) throw new Error('killed')
      expect(blocks.at(-1)).toEqual({ kind: 'text', runs: [mark] })
      messages.push({ says: blocks.length > 1, files: files.map(({ name }) => name).join(), key })
      return true
    }
    const notes: Notes = {
      ...nothing,
      note: async (names: readonly string[]) => void noted.push(...names),
    }
    return { announce, messages, noted, notes }
  }

  it('is told in several, and noted after each', async () => {
    const { announce, messages, noted, notes } = platform()
    expect(await tellBy(announce, end, notes)).toBe(true)
    expect(messages).toMatchObject([
      { says: true, files: 'graded.csv,canvas.csv' },
      { says: false, files: 'gradescope.zip' },
    ])
    expect(messages[0]?.key).not.toBe(messages[1]?.key)
    expect(noted).toEqual(['graded.csv', 'canvas.csv', 'gradescope.zip'])
  })

  it('goes on with what is not noted, without the text', async () => {
    const first = platform(1)
    expect(await tellBy(first.announce, end, first.notes)).toBe(false)
    const second = platform()
    expect(
      await tellBy(second.announce, end, {
        ...second.notes,
        told: { names: first.noted, begun: true },
      }),
    ).toBe(true)
    expect(second.messages).toMatchObject([{ says: false, files: 'gradescope.zip' }])
  })

  it('has nothing to tell where all of it is noted', async () => {
    const { announce, messages, notes } = platform()
    const names = ['graded.csv', 'canvas.csv', 'gradescope.zip']
    expect(await tellBy(announce, end, { ...notes, told: { names, begun: true } })).toBe(true)
    expect(messages).toEqual([])
  })

  it('says by its key that a message is the same one', async () => {
    const [first, again] = [platform(), platform()]
    await tellBy(first.announce, end, { ...first.notes, note: async () => undefined })
    await tellBy(again.announce, end, { ...again.notes, note: async () => undefined })
    expect(again.messages.map(({ key }) => key)).toEqual(first.messages.map(({ key }) => key))
    for (const { key } of first.messages) expect(key.length).toBeLessThanOrEqual(25)
  })
})
