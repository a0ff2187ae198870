import { DiscordAPIError, HTTPError } from 'discord.js'
import { expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { createMemory } from '../../../../src/platforms/discord/source.ts'
import { tellPerson } from '../../../../src/platforms/discord/tell.ts'
import type { Reply } from '../../../../src/reply.ts'

const file = (name: string) => ({ name, about: name, bytes: new Uint8Array(6 * 2 ** 20) })
const graded = (): Reply => ({
  title: 'Graded',
  tone: 'green',
  blocks: [],
  actions: [],
  files: [file('a.csv'), file('b.csv')],
  private: true,
})
const request = { body: undefined, files: undefined }
const refusal = (code: number, status: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', 'https://discord.test', request)

/** Discord as far as a direct message needs it; each send fails with the next of `failures`, where there is one. */
const discordThat = (...failures: (Error | undefined)[]) => {
  const sent: string[] = []
  const send = async ({ files }: { files: readonly { name: string }[] }) => {
    const failure = failures.shift()
    if (failure) throw failure
    sent.push(files.map(({ name }) => name).join())
  }
  // Only what telling calls is there.
  const client = { users: { createDM: async () => ({ send }) } } as unknown as Parameters<
    typeof tellPerson
  >[0]
  return { sent, tell: (reply: Reply) => tellPerson(client, createMemory(), 'ada', reply) }
}

it('goes on where it stopped when Discord is back', async () => {
  const failures = [
    undefined,
    new HTTPError(503, 'Service Unavailable', 'POST', 'https://discord.test', request),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  ]
  const { sent, tell } = discordThat(...failures)
  const reply = graded()
  await expect(tell(reply)).rejects.toThrow(UpstreamError)
  await expect(tell(reply)).rejects.toThrow(UpstreamError)
  expect(await tell(reply)).toBe(true)
  expect(sent).toEqual(['a.csv', 'b.csv'])
})

it.each([
  [40005, 413],
  [50035, 400],
  [50278, 403],
])('leaves error %i as what it is: the same again ends the same', async (code, status) => {
  const { tell } = discordThat(refusal(code, status))
  await expect(tell(graded())).rejects.toThrow(DiscordAPIError)
})

it('knows who takes no direct messages', async () => {
  expect(await discordThat(refusal(50007, 403)).tell(graded())).toBe(false)
})
