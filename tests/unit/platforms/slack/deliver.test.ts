import { webApi } from '@slack/bolt'
import { expect, test } from 'vitest'
import { createDelivery, type Place } from '../../../../src/platforms/slack/deliver.ts'
import type { Illustrate } from '../../../../src/platforms/slack/pictures.ts'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'
import { reply } from './stub-exacta.ts'

type Sent = readonly [method: string, fields: Readonly<Record<string, string>>]

/** Slack's Web API as far as these tests need it; `refuses` names the error of a method, per channel. */
const slackThat = (
  refuses: (method: string, channel: string) => string | undefined,
  illustrate?: Illustrate,
  room = true,
) => {
  const sent: Sent[] = []
  const client = new webApi.WebClient('xoxb-test', {
    retryConfig: { retries: 0 },
    fetch: async (url, init) => {
      const method = new URL(String(url)).pathname.replace('/api/', '')
      const fields = Object.fromEntries(new URLSearchParams(String(init?.body ?? '')))
      sent.push([method, fields])
      const error = refuses(method, fields.channel ?? '')
      const channel = method === 'conversations.open' ? { id: 'D0ALICE' } : fields.channel
      return Response.json(error === undefined ? { ok: true, channel, ts: '7.7' } : { ok: false, error })
    },
  })
  const pace = Object.assign(async () => undefined, { hasRoom: () => room })
  const delivery = createDelivery(client, createReferences(), pace, illustrate)
  return { delivery, sent, methods: () => sent.map(([method, { channel }]) => [method, channel ?? '']) }
}

const place: Place = { channel: 'C1', user: 'U1' }

test('a reply is posted where it was asked for, without previews, markup or mentions', async () => {
  const { delivery, sent } = slackThat(() => undefined)
  await delivery.deliver({ ...place, thread: '1.1' }, reply())
  expect(sent).toMatchObject([
    [
      'chat.postMessage',
      {
        channel: 'C1',
        thread_ts: '1.1',
        mrkdwn: 'false',
        parse: 'none',
        link_names: 'false',
        unfurl_links: 'false',
        unfurl_media: 'false',
      },
    ],
  ])
})

test('where the app is not a member, the reply goes to the person who asked', async () => {
  const { delivery, methods } = slackThat((_, channel) => (channel === 'C1' ? 'not_in_channel' : undefined))
  await delivery.deliver(place, reply())
  expect(methods()).toEqual([
    ['chat.postMessage', 'C1'],
    ['conversations.open', ''],
    ['chat.postMessage', 'D0ALICE'],
  ])
})

test('a private reply is shown to its reader only, or sent to them directly', async () => {
  const open = slackThat(() => undefined)
  await open.delivery.deliver(place, reply({ private: true }))
  expect(open.sent).toMatchObject([['chat.postEphemeral', { channel: 'C1', user: 'U1' }]])

  const shut = slackThat((method) => (method === 'chat.postEphemeral' ? 'user_not_in_channel' : undefined))
  await shut.delivery.deliver(place, reply({ private: true }))
  expect(shut.methods().at(-1)).toEqual(['chat.postMessage', 'D0ALICE'])
  expect(shut.methods()).not.toContainEqual(['chat.postMessage', 'C1'])
})

test('a response URL that does not answer is no reason to lose a reply', async () => {
  const { delivery, methods } = slackThat(() => undefined)
  // Port 9 (discard) is not served here.
  await delivery.deliver({ ...place, responseUrl: 'http://127.0.0.1:9/' }, reply())
  expect(methods()).toEqual([['chat.postMessage', 'C1']])
})

test('progress is announced only where it can be replaced', async () => {
  const open = slackThat(() => undefined)
  expect(await open.delivery.announce(place, reply())).toEqual({ channel: 'C1', ts: '7.7' })
  const shut = slackThat(() => 'channel_not_found')
  expect(await shut.delivery.announce(place, reply())).toBeUndefined()
})

test('progress that somebody deleted is no reason to lose the explanation', async () => {
  const { delivery, methods } = slackThat((method) =>
    method === 'chat.update' ? 'message_not_found' : undefined,
  )
  await delivery.replace({ channel: 'C1', ts: '7.7' }, place, reply())
  expect(methods()).toEqual([
    ['chat.update', 'C1'],
    ['chat.postMessage', 'C1'],
  ])
})

test('other refusals are not taken for a closed channel', async () => {
  const { delivery } = slackThat(() => 'invalid_blocks')
  await expect(delivery.deliver(place, reply())).rejects.toThrow('invalid_blocks')
})

const image = { type: 'image', slack_file: { id: 'F1' }, alt_text: 'y is 3 in every entry' } as const

test('pictures come into the message by an update, after the text', async () => {
  const { delivery, sent } = slackThat(
    () => undefined,
    async () => [image],
  )
  await delivery.deliver(place, reply())
  expect(sent.map(([method]) => method)).toEqual(['chat.postMessage', 'chat.update'])
  const [, update] = sent
  expect(update?.[1]).toMatchObject({ channel: 'C1', ts: '7.7' })
  expect(update?.[1].blocks).toContain(JSON.stringify(image))
  expect(update?.[1].blocks).toContain('-40  -40  -40')
  expect(sent[0]?.[1].blocks).not.toContain('slack_file')
})

test('pictures of a private reply are for its reader only', async () => {
  const { delivery, sent } = slackThat(
    () => undefined,
    async () => [image],
  )
  await delivery.deliver(place, reply({ private: true }))
  expect(sent).toMatchObject([
    ['chat.postEphemeral', { channel: 'C1', user: 'U1' }],
    ['chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'y is 3 in every entry' }],
  ])
})
