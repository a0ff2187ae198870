import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { start } from '../src/start.ts'
import { type Figure, milliseconds, quantile, timesOf } from './measure.ts'

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`
const cli = new URL('../src/cli.ts', import.meta.url).pathname

/** From the start of the process to the first answer of `solve`. */
const timeToFirstAnswer = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, [cli, 'solve'], { stdio: ['pipe', 'pipe', 'ignore'] })
    child.on('error', reject)
    createInterface({ input: child.stdout }).once('line', () => {
      resolve(performance.now() - from)
      child.stdin.end()
    })
    child.stdin.write('{"command":"conv","input":{"x":[1,2],"kernel":[1]}}\n')
  })

const conv = (at: number): string => `/conv x:${at} 2 3; 4 5 6; 7 8 9 kernel:[[1,0],[0,-1]]`

/** Answers to others while hostile expressions are worked on. */
const besideHostile = async (): Promise<{ hostile: number; others: readonly number[] }> => {
  const { exacta, stop } = await start({ logLevel: 'silent' })
  await exacta.ask('/calc 1+1')
  const from = performance.now()
  const hostile = ['1:999999999999', '9^9^9^9', 'zeros(1e9)', 'factorial(1e9)', '('.repeat(100_000)].map(
    (text) => exacta.ask(`/calc ${text}`).then(() => performance.now() - from),
  )
  const others = await timesOf(200, () => exacta.ask(conv(1)))
  const worst = Math.max(...(await Promise.all(hostile)))
  await stop()
  return { hostile: worst, others }
}

export const measure = async (): Promise<readonly Figure[]> => {
  const ready: number[] = []
  for (let at = 0; at < 5; at++) ready.push(await timeToFirstAnswer())
  const { exacta, stop } = await start({ logLevel: 'silent' })
  await exacta.ask(conv(0))
  globalThis.gc?.()
  const rest = process.memoryUsage.rss()
  const times: number[] = []
  for (let at = 0; at < 10_000; at++) times.push(...(await timesOf(1, () => exacta.ask(conv(at)))))
  globalThis.gc?.()
  const after = process.memoryUsage.rss()
  await stop()
  const sorted = times.sort((a, b) => a - b)
  const { hostile, others } = await besideHostile()
  return [
    {
      what: 'process start to first answer, median of 5',
      value: milliseconds(
        quantile(
          ready.sort((a, b) => a - b),
          0.5,
        ),
      ),
      aim: '1.5 s',
    },
    { what: '/conv to reply in process, p50', value: milliseconds(quantile(sorted, 0.5)) },
    { what: '/conv to reply in process, p99', value: milliseconds(quantile(sorted, 0.99)) },
    { what: 'memory at rest', value: megabytes(rest), aim: '200 MB' },
    { what: 'memory after 10,000 commands', value: megabytes(after) },
    {
      what: 'five hostile /calc at once, the last one answered after',
      value: milliseconds(hostile),
      aim: '2 s',
    },
    { what: '/conv beside them, slowest of 200', value: milliseconds(others.at(-1) ?? 0), aim: '100 ms' },
  ]
}
