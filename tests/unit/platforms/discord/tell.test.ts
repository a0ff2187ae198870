import { DiscordAPIError, HTTPError } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { createMemory } from '../../../../src/platforms/discord/source.ts'
import { tellPerson } from '../../../../src/platforms/discord/tell.ts'
import type { Reply } from '../../../../src/reply.ts'

const graded = (): Reply => ({
  title: 'Graded',
  tone: 'green',
  blocks: [],
  actions: [],
  files: [{ name: 'a.csv', about: 'Answers', text: 'a,b' }],
  private: true,
})
const request = { body: undefined, files: undefined }
const refusal = (code: number, status: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', 'https://discord.test', request)

/** Discord as far as a direct message needs it; each send fails with the next of `failures`, where there is one. */
const discordThat = (failures: readonly Error[] = [], there: readonly object[] = []) => {
  const left = [...failures]
  const sent: object[] = []
  const send = async (message: object) => {
    const failure = left.shift()
    if (failure) throw failure
    sent.push(message)
  }
  // Only what telling calls is there.
  const client = {
    user: { id: 'bot' },
    users: { createDM: async () => ({ send, messages: { fetch: async () => there } }) },
  } as unknown as Parameters<typeof tellPerson>[0]
  const tell = (reply: Reply, again = false) =>
    tellPerson(client, createMemory(), 'ada', reply, { key: 'one key', mark: 'Batch k3m8qa', again })
  return { sent, tell }
}

it.each([
  new HTTPError(503, 'Service Unavailable', 'POST', 'https://discord.test', request),
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
])('asks for the same again where Discord is away: %s', async (failure) => {
  const { sent, tell } = discordThat([failure])
  await expect(tell(graded())).rejects.toThrow(UpstreamError)
  expect(await tell(graded())).toBe(true)
  // A message that arrived though its answer did not is sent once: Discord compares nonces.
  expect(sent).toMatchObject([{ nonce: 'one key', enforceNonce: true, files: [{ name: 'a.csv' }] }])
})

it.each([
  [40005, 413],
  [50035, 400],
  [50278, 403],
])('leaves error %i as what it is: the same again ends the same', async (code, status) => {
  const { tell } = discordThat([refusal(code, status)])
  await expect(tell(graded())).rejects.toThrow(DiscordAPIError)
})

it('knows who takes no direct messages', async () => {
  expect(await discordThat([refusal(50007, 403)]).tell(graded())).toBe(false)
})

describe('what was sent before', () => {
  /** A message as discord.js gives it. */
  const message = (author: string, description: string, ...names: string[]) => ({
    author: { id: author },
    embeds: [{ description }],
    attachments: names.map((name) => ({ name })),
  })

  it('is not sent again where it is there', async () => {
    const { sent, tell } = discordThat([], [message('bot', 'All is graded.\n\nBatch k3m8qa', 'a.csv')])
    expect(await tell(graded(), true)).toBe(true)
    expect(sent).toEqual([])
  })

  it.each([
    ['of another batch', message('bot', 'Batch k3m8qb', 'a.csv')],
    ['with other files of it', message('bot', 'Batch k3m8qa', 'b.zip')],
    ['of the person', message('ada', 'Batch k3m8qa', 'a.csv')],
  ])('is told from a message %s', async (_, other) => {
    const { sent, tell } = discordThat([], [other])
    expect(await tell(graded(), true)).toBe(true)
    expect(sent).toHaveLength(1)
  })
})
