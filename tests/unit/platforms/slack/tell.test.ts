import { webApi } from '@slack/bolt'
import { expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { createDelivery } from '../../../../src/platforms/slack/deliver.ts'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'
import { settleProgress, tellPerson } from '../../../../src/platforms/slack/tell.ts'
import { reply } from './stub-exacta.ts'

/** Slack's Web API as far as a direct message needs it; `answer` says how a method is refused. */
const slackThat = (answer: (method: string) => Response | undefined) => {
  const methods: string[] = []
  const client = new webApi.WebClient('xoxb-test', {
    retryConfig: { retries: 0 },
    fetch: async (url) => {
      const method = new URL(String(url)).pathname.replace('/api/', '')
      methods.push(method)
      return (
        answer(method) ??
        Response.json({ ok: true, channel: method === 'conversations.open' ? { id: 'D1' } : 'D1', ts: '7.7' })
      )
    },
  })
  const delivery = createDelivery(
    client,
    createReferences(),
    Object.assign(async () => undefined, { hasRoom: () => true }),
  )
  const posts = () => methods.filter((method) => method === 'chat.postMessage').length
  return { delivery, posts, methods }
}
const refused = (error: string) => Response.json({ ok: false, error })
const graded = () => reply({ private: true, files: [{ name: 'a.csv', about: 'Answers', text: 'a,b\n' }] })

const telling = { key: 'one key', mark: 'Batch k3m8qa', again: false }
const message = { metadata: { event_type: 'exacta_told', event_payload: { key: 'one key' } } }
const files = { text: 'Batch k3m8qa', files: [{ name: 'a.csv' }] }
const history = (...messages: object[]) => Response.json({ ok: true, messages })

it('gives the message once, however often its files fail', async () => {
  const { delivery, posts } = slackThat((method) => {
    if (method === 'files.getUploadURLExternal') return new Response('', { status: 503 })
    return method === 'conversations.history' ? history(message) : undefined
  })
  for (const again of [false, true, true])
    await expect(tellPerson(delivery, 'U1', graded(), { ...telling, again })).rejects.toThrow(UpstreamError)
  expect(posts()).toBe(1)
})

it('sends nothing of what is there already', async () => {
  const { delivery, methods } = slackThat((method) =>
    method === 'conversations.history' ? history(files, message) : undefined,
  )
  expect(await tellPerson(delivery, 'U1', graded(), { ...telling, again: true })).toBe(true)
  expect(methods).toEqual(['conversations.open', 'conversations.history'])
})

const progress = JSON.stringify({ channel: 'D1', ts: '5.5' })

it('edits the message that showed progress, of whichever process it is', async () => {
  const { delivery, methods } = slackThat(() => undefined)
  await settleProgress(delivery, progress, reply({ private: true }))
  expect(methods).toEqual(['chat.update'])
})

it('leaves a message that is gone, and asks again where Slack is away', async () => {
  const gone = slackThat(() => refused('message_not_found'))
  await settleProgress(gone.delivery, progress, reply({ private: true }))
  const away = slackThat(() => new Response('', { status: 503 }))
  await expect(settleProgress(away.delivery, progress, reply({ private: true }))).rejects.toThrow(
    UpstreamError,
  )
})

it.each([
  ['another message', { metadata: { event_type: 'exacta_told', event_payload: { key: 'another' } } }],
  ['another app’s message', { metadata: { event_type: 'told', event_payload: { key: 'one key' } } }],
  ['no metadata', { text: 'Batch k3m8qa' }],
])('is not misled by %s', async (_, other) => {
  const { delivery, posts } = slackThat((method) =>
    method === 'conversations.history' ? history(other, files) : undefined,
  )
  expect(await tellPerson(delivery, 'U1', graded(), { ...telling, again: true })).toBe(true)
  expect(posts()).toBe(1)
})

it('does not take the files of another batch for its own', async () => {
  const { delivery, methods } = slackThat((method) => {
    if (method === 'files.getUploadURLExternal') return refused('missing_scope')
    return method === 'conversations.history'
      ? history(message, { ...files, text: 'Batch k3m8qb' })
      : undefined
  })
  await expect(tellPerson(delivery, 'U1', graded(), { ...telling, again: true })).rejects.toThrow()
  expect(methods).toContain('files.getUploadURLExternal')
})

it('leaves a refusal as what it is: the same again ends the same', async () => {
  const { delivery } = slackThat((method) =>
    method === 'files.getUploadURLExternal' ? refused('missing_scope') : undefined,
  )
  const failure = await tellPerson(delivery, 'U1', graded(), telling).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(UpstreamError)
})

it.each(['messages_tab_disabled', 'is_archived'])('cannot tell whose messages say %s', async (error) => {
  const { delivery } = slackThat((method) => (method === 'chat.postMessage' ? refused(error) : undefined))
  expect(await tellPerson(delivery, 'U1', graded(), telling)).toBe(false)
})
