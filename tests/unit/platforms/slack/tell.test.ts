import { webApi } from '@slack/bolt'
import { expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { createDelivery } from '../../../../src/platforms/slack/deliver.ts'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'
import { tellPerson } from '../../../../src/platforms/slack/tell.ts'
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
  return { delivery, posts }
}
const refused = (error: string) => Response.json({ ok: false, error })
const graded = () => reply({ private: true, files: [{ name: 'a.csv', about: 'Answers', text: 'a,b\n' }] })

it('gives the message once, however often its files fail', async () => {
  const { delivery, posts } = slackThat((method) =>
    method === 'files.getUploadURLExternal' ? new Response('', { status: 503 }) : undefined,
  )
  const end = graded()
  for (let at = 0; at < 3; at++) await expect(tellPerson(delivery, 'U1', end)).rejects.toThrow(UpstreamError)
  expect(posts()).toBe(1)
})

it('leaves a refusal as what it is: the same again ends the same', async () => {
  const { delivery } = slackThat((method) =>
    method === 'files.getUploadURLExternal' ? refused('missing_scope') : undefined,
  )
  const failure = await tellPerson(delivery, 'U1', graded()).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(UpstreamError)
})

it.each(['messages_tab_disabled', 'is_archived'])('cannot tell whose messages say %s', async (error) => {
  const { delivery } = slackThat((method) => (method === 'chat.postMessage' ? refused(error) : undefined))
  expect(await tellPerson(delivery, 'U1', graded())).toBe(false)
})
