import { Readable, Writable } from 'node:stream'
import { pumpLines } from '../src/lines/lines.ts'
import { spreadLines } from '../src/lines/threads.ts'
import type { Figure } from './measure.ts'

const lineCount = 20_000
/** A file that is worth other threads. */
const longCount = 60_000
const lineEnd = 10

const small = (at: number): object => ({
  id: at,
  command: 'conv',
  input: {
    x: [
      [at, 2, 3],
      [3, 4, 5],
      [5, 6, 7],
    ],
    kernel: [
      [1, 0],
      [0, -1],
    ],
  },
})

/** Every command, with numbers and with symbols; no line comes twice. */
const mixed: readonly ((at: number) => object)[] = [
  small,
  (at) => ({
    id: at,
    command: 'signal',
    input: { x: `u[n] - u[n-${(at % 40) + 2}]`, h: `(1/${(at % 7) + 2})^n u[n]`, from: 0, to: at % 9 },
  }),
  (at) => ({
    id: at,
    command: 'convlayer',
    input: { channels: 3, filters: at % 64 ? at : 'F', width: 32 + (at % 99) },
  }),
  (at) => ({ id: at, command: 'poollayer', input: { width: at + 2, kernel: 2, stride: at % 2 ? 2 : 'S' } }),
  (at) => ({
    id: at,
    command: 'pool',
    input: {
      x: [
        [at, 2, 3, 4],
        [5, 6, 7, 8],
        [1, 2, at % 11, 4],
        [5, 6, 7, 8],
      ],
      kind: at % 2 ? 'max' : 'average',
    },
  }),
  (at) => ({
    id: at,
    command: 'receptive',
    input: at % 2 ? { kernel: 3, depth: at } : { layers: `3/1, ${at + 1}/2, 3/1, 2/2` },
  }),
  (at) => ({
    id: at,
    command: 'cnn',
    input: { input: `${28 + (at % 64)}x28x1`, layers: `conv3-${at + 1} p1, pool2, flatten, fc-3` },
  }),
  (at) => ({
    id: at,
    command: 'invariance',
    input: {
      images: { x1: [[at, 1, 0]], x2: [[0, at, 1]], x3: [[1, 1, at]] },
      features: { x1: [`${at}/5`, 0] },
    },
  }),
  (at) => ({
    id: at,
    command: 'convgrad',
    input: {
      x: [
        [1, at, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      kernel: [
        [1, 0],
        [0, -1],
      ],
      dy: [
        [1, 2],
        [3, at % 9],
      ],
      rate: '1/10',
    },
  }),
  (at) => ({ id: at, command: 'gradstats', input: { n: at + 9, k: (at % 5) + 1, var_x: 1 } }),
  (at) => ({ id: at, command: 'xavier', input: { fan_in: at + 1, scheme: at % 2 ? 'glorot' : 'he' } }),
  (at) => ({ id: at, command: 'mup', input: { update: at % 2 ? 'sign' : 'muon', d_in: at + 2 } }),
  (at) => ({ id: at, command: 'newtonschulz', input: { d_out: at + 1 } }),
]

const run = async (lines: readonly string[], threads?: number): Promise<number> => {
  const { answer, ahead, stop } = await spreadLines('solve', threads === undefined ? {} : { threads })
  let written = 0
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, at + 1)) written++
      done()
    },
  })
  const from = performance.now()
  await pumpLines(Readable.from([lines.join('\n')]), sink, answer, ahead)
  const seconds = (performance.now() - from) / 1000
  await stop()
  if (written !== lines.length) throw new Error(`${written} results for ${lines.length} lines`)
  return lines.length / seconds
}

const linesOf = (make: (at: number) => object, length = lineCount): string[] =>
  Array.from({ length }, (_, at) => JSON.stringify(make(at)))

const rate = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`

export const measure = async (): Promise<readonly Figure[]> => {
  const smallLines = linesOf(small)
  const mixedLines = linesOf((at) => (mixed[at % mixed.length] ?? small)(at), longCount)
  await run(smallLines.slice(0, 2000), 1)
  return [
    { what: 'small conv lines, one thread', value: rate(await run(smallLines, 1)), aim: '5,000/s' },
    {
      what: `${lineCount} mixed lines of ${mixed.length} commands, one thread`,
      value: rate(await run(mixedLines.slice(0, lineCount), 1)),
    },
    {
      what: `${longCount} mixed lines, one process as it comes`,
      value: rate(await run(mixedLines)),
      aim: '3,000/s',
    },
  ]
}
