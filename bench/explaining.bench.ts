import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createChecker } from '../src/checker.ts'
import type { Exacta } from '../src/exacta.ts'
import { createAllowance } from '../src/explain/allowance.ts'
import { createModel, type ModelClient, type Usage } from '../src/explain/client.ts'
import { createExplainer, type Explainer } from '../src/explain/explainer.ts'
import { createLedger } from '../src/explain/ledger.ts'
import { createLog } from '../src/log.ts'
import { chatEntries, createExacta } from '../src/pipeline.ts'
import { isTopic, loadRegistry, writeCall } from '../src/registry.ts'
import { createSandbox } from '../src/sandbox.ts'
import { type Figure, milliseconds, quantile } from './measure.ts'

const log = createLog('silent')
const registry = await loadRegistry()

/** Writes what the prompt holds: every step with its formula, then the answers. */
const proseOf = (body: string): string => {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] }
  const json = /```json\n([\s\S]*?)\n```/.exec(messages.at(-1)?.content ?? '')?.[1] ?? '{}'
  const {
    idea,
    steps = [],
    answers = [],
  } = JSON.parse(json) as {
    idea: string
    steps?: { says: string; latex: string }[]
    answers?: { symbol: string; latex: string }[]
  }
  return [
    idea,
    ...steps.map(({ says, latex }) => `${says}\n$$${latex}$$`),
    ...answers.map(({ symbol, latex }) => `So $${symbol} = ${latex}$.`),
  ].join('\n\n')
}

/** A model that answers at once: all time that is measured is ours, the client's and the network's. */
const serve = async (): Promise<Server> => {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const send = (delta: unknown, finish_reason: string | null): void => {
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`)
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const prose = JSON.stringify({ prose: proseOf(body) })
    for (let at = 0; at < prose.length; at += 40) send({ content: prose.slice(at, at + 40) }, null)
    send({}, 'stop')
    response.end('data: [DONE]\n\n')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const distinct = 246

/** As many different questions as the course's homework has parts: the solvers' examples first. */
const questions = (): readonly string[] => {
  const examples = [...registry].flatMap(([name, { command }]) =>
    isTopic(command) && !command.solver.sandboxed
      ? command.solver.examples.map(({ input }) => writeCall(name, input))
      : [],
  )
  const others = Array.from(
    { length: distinct },
    (_, at) => `/conv x:[[1,2],[3,${at}]] kernel:[[1,0],[0,-1]]`,
  )
  return [...new Set([...examples, ...others])].slice(0, distinct)
}

/** Zipf with exponent 1: the question of rank r is asked in proportion to 1/r. A fixed seed, by Lehmer's generator. */
const zipf = (count: number): readonly number[] => {
  let state = 20_250_901
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const shares = Array.from({ length: distinct }, (_, rank) => 1 / (rank + 1))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return Array.from({ length: count }, () => {
    let left = random() * total
    const found = shares.findIndex((share) => {
      left -= share
      return left <= 0
    })
    return found < 0 ? distinct - 1 : found
  })
}

/** US dollars for a million tokens, as a large model cost in autumn 2025. */
const price = { input: 1.25, output: 10 }

type Tally = { calls: number; tokensIn: number; tokensOut: number; waited: number[] }

const costOf = ({ tokensIn, tokensOut }: Tally): string =>
  `$ ${((tokensIn * price.input + tokensOut * price.output) / 1e6).toFixed(2)}`

export const measure = async (): Promise<readonly Figure[]> => {
  const server = await serve()
  const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
  const checker = createChecker({ log })
  const { port } = server.address() as AddressInfo // it listens on TCP
  const real = createModel({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'none', model: 'bench' })
  const tally: Tally = { calls: 0, tokensIn: 0, tokensOut: 0, waited: [] }
  const model: ModelClient = {
    name: 'bench',
    async write(prompt, options) {
      const from = performance.now()
      try {
        return await real.write(prompt, {
          ...options,
          onUsage: ({ tokensIn, tokensOut }: Usage) => {
            tally.calls += 1
            tally.tokensIn += tokensIn
            tally.tokensOut += tokensOut
          },
        })
      } finally {
        tally.waited.push(performance.now() - from)
      }
    },
  }
  const explainer = (): Explainer =>
    createExplainer({
      model,
      timeoutMs: 60_000,
      allowance: createAllowance({ size: 1e6, refillMs: 1, now: () => 0 }),
      ledger: createLedger({ log, now: () => new Date() }),
      log,
    })
  const exactaWith = (own: Explainer): Exacta =>
    createExacta({
      registry,
      sets: [],
      sandbox,
      explainer: own,
      checker,
      log,
      now: () => new Date(),
      mostEntries: chatEntries,
    })

  const asked = questions()
  const drawn = zipf(1000).map((rank) => asked[rank] ?? '')
  const reset = (): Tally => Object.assign(tally, { calls: 0, tokensIn: 0, tokensOut: 0, waited: [] })
  const run = async (next: () => Exacta): Promise<{ total: Tally; overhead: number[]; green: number }> => {
    reset()
    const overhead: number[] = []
    let green = 0
    for (const question of drawn) {
      const [from, before] = [performance.now(), tally.waited.length]
      const reply = await next().explain(question, { onProgress: () => undefined })
      const waited = tally.waited.slice(before).reduce((sum, ms) => sum + ms, 0)
      overhead.push(performance.now() - from - waited)
      if (reply.tone === 'green') green += 1
    }
    return { total: { ...tally }, overhead: overhead.sort((a, b) => a - b), green }
  }
  try {
    await exactaWith(explainer()).explain(asked[0] ?? '')
    const without = await run(() => exactaWith(explainer()))
    const one = exactaWith(explainer())
    const withCache = await run(() => one)
    const figures = (name: string, { total }: Awaited<ReturnType<typeof run>>): Figure[] => [
      { what: `${name}: calls for 1,000 questions`, value: String(total.calls) },
      { what: `${name}: tokens in / out`, value: `${total.tokensIn} / ${total.tokensOut}` },
      { what: `${name}: cost at $ ${price.input} / ${price.output} for a million`, value: costOf(total) },
    ]
    return [
      { what: 'different questions among 1,000 drawn by Zipf', value: String(new Set(drawn).size) },
      ...figures('without the cache', without),
      ...figures('with the cache', withCache),
      { what: 'ours over the raw call: p50', value: milliseconds(quantile(without.overhead, 0.5)) },
      {
        what: 'ours over the raw call: p95',
        value: milliseconds(quantile(without.overhead, 0.95)),
        aim: '60 ms',
      },
      { what: 'ours over the raw call: p99', value: milliseconds(quantile(without.overhead, 0.99)) },
      { what: 'from the cache: p95', value: milliseconds(quantile(withCache.overhead, 0.95)) },
      { what: 'green among 1,000', value: String(without.green) },
    ]
  } finally {
    server.close()
    server.closeAllConnections()
    await Promise.all([sandbox.stop(), checker.stop()])
  }
}
