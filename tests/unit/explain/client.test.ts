import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type ErrorResponse, LLMock } from '@copilotkit/aimock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createModel, type ModelClient, type Usage } from '../../../src/explain/client.ts'

const prompt = { system: 'Explain.', user: 'The solution.', quantities: ['y'], version: 'full 1' }
const text = 'The kernel is flipped, then slid.'

const faultOf = (answer: Promise<string>): Promise<unknown> =>
  answer.then(
    (written) => ({ written }),
    (error: unknown) => (error instanceof UpstreamError ? error.kind : error),
  )

describe('against aimock', () => {
  let mock: LLMock
  beforeEach(async () => {
    mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
    await mock.start()
  })
  afterEach(() => mock.stop())

  const client = (): ModelClient =>
    createModel({ baseUrl: `${mock.url}/v1`, apiKey: 'none', model: 'm', backoffMs: 1 })
  let used: Usage[] = []
  const write = async (withinMs = 20_000): Promise<string> => {
    used = []
    const { draft } = await client().write(prompt, { withinMs, onUsage: (usage) => used.push(usage) })
    return draft.prose
  }
  const requests = (): number => mock.getRequests().length

  it('gives the text', async () => {
    mock.onMessage(/solution/, { content: text })
    expect(await write()).toBe(text)
    expect(mock.getLastRequest()?.body).toMatchObject({
      model: 'm',
      messages: [
        { role: 'system', content: 'Explain.' },
        { role: 'user', content: expect.stringMatching(/^The solution\.\n\n.*JSON/s) },
      ],
      response_format: { type: 'json_schema' },
    })
  })

  it('reads the structure, and leaves the structure out where a server refuses it', async () => {
    const structured = { prose: text, values: [{ quantity: 'y', value: '3' }] }
    mock.onMessage(/JSON/, { content: JSON.stringify(structured) })
    expect((await client().write(prompt, { withinMs: 20_000 })).draft).toEqual(structured)
    mock.clearFixtures()
    mock.onMessage(/JSON/, { error: { message: 'response_format is not supported' }, status: 400 })
    mock.onMessage(/solution/, { content: text })
    const plain = client()
    for (const _ of [1, 2])
      expect((await plain.write(prompt, { withinMs: 20_000 })).draft).toEqual({ prose: text, values: [] })
    // The second time it is known.
    expect(requests()).toBe(1 + 2 + 1)
  })

  it.each(['{"prose": "The kernel', '{"text": "The kernel is flipped."}', '{"prose": 3}'])(
    'takes malformed JSON as refused: %s',
    async (content) => {
      mock.onMessage(/solution/, { content })
      expect(await faultOf(write())).toBe('refused')
    },
  )

  it('tells what every call took, of a broken one too', async () => {
    mock.onMessage(/solution/, { content: text, usage: { prompt_tokens: 120, completion_tokens: 30 } })
    await write()
    expect(used).toEqual([{ model: 'm', tokensIn: 120, tokensOut: 30 }])
    mock.clearFixtures()
    mock.onMessage(/solution/, { content: text.repeat(1000) })
    expect(await faultOf(write())).toBe('refused')
    expect(used).toMatchObject([{ model: 'm', tokensOut: expect.any(Number) }])
    expect(used[0]?.tokensOut).toBeGreaterThan(20_000 / 8)
  })

  it('leaves out the reasoning that some servers put in front', async () => {
    mock.onMessage(/solution/, { content: `<think>\n40 or -40? wait\n</think>\n\n${text}` })
    expect(await write()).toBe(text)
  })

  const failing = (error: ErrorResponse): void => {
    mock.on({ userMessage: /solution/, sequenceIndex: 0 }, error)
    mock.on({ userMessage: /solution/, sequenceIndex: 1 }, { content: text })
  }

  it('waits as long as it is told when rate-limited', async () => {
    failing({ error: { message: 'slow down', type: 'rate_limit_error' }, status: 429, retryAfter: 1 })
    expect(await write()).toBe(text)
    expect(requests()).toBe(2)
  })

  it('does not wait past its deadline', async () => {
    failing({ error: { message: 'slow down', type: 'rate_limit_error' }, status: 429, retryAfter: 120 })
    expect(await faultOf(write())).toBe('rate-limited')
    expect(requests()).toBe(1)
  })

  it('tries a server error once more', async () => {
    failing({ error: { message: 'oops' }, status: 500 })
    expect(await write()).toBe(text)
    expect(requests()).toBe(2)
  })

  it('and only once', async () => {
    mock.onMessage(/solution/, { error: { message: 'oops' }, status: 500 })
    expect(await faultOf(write())).toBe('refused')
    expect(requests()).toBe(2)
  })

  it('does not try again with a spent quota', async () => {
    failing({
      error: {
        message: 'You exceeded your current quota',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      },
      status: 429,
      retryAfter: 1,
    })
    expect(await faultOf(write())).toBe('refused')
    expect(requests()).toBe(1)
  })

  it.each([
    [401, 'not-configured', 1],
    [404, 'not-configured', 1],
    // A server that knows no structure says so by this status, hence the second request.
    [400, 'refused', 2],
  ])('takes %i as %s', async (status, kind, count) => {
    mock.onMessage(/solution/, { error: { message: 'no' }, status })
    expect(await faultOf(write())).toBe(kind)
    expect(requests()).toBe(count)
  })

  it('takes a stream that is cut as refused', async () => {
    mock.on(
      { userMessage: /solution/ },
      { content: text.repeat(20) },
      { chunkSize: 5, truncateAfterChunks: 3 },
    )
    expect(await faultOf(write())).toBe('refused')
  })

  it.each([
    ['an empty answer', { content: '  \n' }],
    ['a filtered answer', { content: text, finishReason: 'content_filter' }],
    ['an answer cut by its length', { content: text, finishReason: 'length' }],
    ['an endless answer', { content: text.repeat(1000) }],
  ])('takes %s as refused', async (_, response) => {
    mock.onMessage(/solution/, response)
    expect(await faultOf(write())).toBe('refused')
  })

  it('gives up at its deadline while the answer trickles in', async () => {
    mock.on({ userMessage: /solution/ }, { content: text.repeat(20) }, { chunkSize: 1, latency: 200 })
    expect(await faultOf(write(700))).toBe('timeout')
  })

  it('gives up when it is called off', async () => {
    mock.on({ userMessage: /solution/ }, { content: text }, { latency: 5000 })
    const caller = new AbortController()
    const answer = faultOf(
      client()
        .write(prompt, { signal: caller.signal, withinMs: 20_000 })
        .then(({ draft }) => draft.prose),
    )
    caller.abort()
    expect(await answer).toBe('timeout')
  })
})

describe('against servers that misbehave', () => {
  let server: Server
  let asked = 0
  const serve = async (respond: (response: ServerResponse) => void): Promise<string> => {
    asked = 0
    server = createServer((request, response) => {
      asked += 1
      request.resume()
      respond(response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://127.0.0.1:${address.port}/v1`
  }
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const write = async (baseUrl: string, withinMs: number): Promise<string> => {
    const model = createModel({ baseUrl, apiKey: 'none', model: 'm', backoffMs: 1 })
    return (await model.write(prompt, { withinMs })).draft.prose
  }
  const stream = { 'content-type': 'text/event-stream' }

  it('gives up on silence', async () => {
    const url = await serve(() => {})
    expect(await faultOf(write(url, 300))).toBe('timeout')
    expect(asked).toBe(1)
  })

  it('gives up on a body that never ends', async () => {
    const url = await serve((response) => {
      response.writeHead(200, stream).write('data: {"choices":[{"delta":{"content":"The"}}]}\n\n')
    })
    expect(await faultOf(write(url, 300))).toBe('timeout')
  })

  it.each([
    ['no stream', '<html>login</html>'],
    ['a stream of no JSON', 'data: {oops\n\n'],
    [
      'a stream that ends without an end',
      'data: {"choices":[{"delta":{"content":"The"}}]}\n\ndata: [DONE]\n\n',
    ],
    ['an error inside the stream', 'data: {"error":{"message":"overloaded"}}\n\n'],
    ['nothing', ''],
  ])('takes %s as refused', async (_, body) => {
    const url = await serve((response) => response.writeHead(200, stream).end(body))
    expect(await faultOf(write(url, 20_000))).toBe('refused')
  })

  it('takes a connection that is reset, then refused, as refused', async () => {
    const url = await serve((response) => response.destroy())
    expect(await faultOf(write(url, 20_000))).toBe('refused')
    expect(asked).toBe(2)
  })
})
