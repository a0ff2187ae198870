import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InputError } from '../../../../src/errors.ts'
import { handedFile, slacksOrigins } from '../../../../src/platforms/slack/handed-file.ts'

const client = new webApi.WebClient('xoxb-secret')
const answers = 'student,part'
const fetched: { address: string; authorization: string | null }[] = []

beforeEach(() => {
  fetched.length = 0
  vi.stubGlobal('fetch', async (address: string, options: RequestInit) => {
    fetched.push({ address, authorization: new Headers(options.headers).get('authorization') })
    return new Response(answers)
  })
})
afterEach(() => vi.unstubAllGlobals())

const read = async (file: Readonly<Record<string, unknown>>): Promise<string> => {
  const given = handedFile(
    { client, fileOrigins: slacksOrigins },
    { name: 'a.csv', size: answers.length, ...file },
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of given?.read() ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('handedFile', () => {
  it('reads what Slack keeps with the token', async () => {
    const address = 'https://files.slack.com/files-pri/T1-F1/download/a.csv'
    expect(await read({ mode: 'hosted', url_private_download: address })).toBe(answers)
    expect(fetched).toEqual([{ address, authorization: 'Bearer xoxb-secret' }])
  })

  it.each([
    ['an endpoint of Slack', { url_private: 'https://slack.com/api/auth.revoke' }],
    ['a page of a workspace', { url_private: 'https://team.slack.com/a.csv' }],
    ['another host', { url_private: 'https://files.slack.com.evil.example/a.csv' }],
    ['an unencrypted connection', { url_private: 'http://files.slack.com/a.csv' }],
    ['an external file', { mode: 'external', url_private: 'https://files.slack.com/a.csv' }],
    ['no address', {}],
  ])('fetches nothing for %s', async (_, file) => {
    await expect(read(file)).rejects.toThrow(InputError)
    expect(fetched).toEqual([])
  })

  it('is undefined for what is no file', () => {
    expect(handedFile({ client, fileOrigins: slacksOrigins }, undefined)).toBeUndefined()
  })
})
