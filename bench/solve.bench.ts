import { Readable, Writable } from 'node:stream'
import { pumpLines, solveHandler } from '../src/lines.ts'
import { start } from '../src/start.ts'
import type { Figure } from './measure.ts'

const lineCount = 20_000

const small = (at: number): object => ({
  id: at,
  command: 'conv',
  input: {
    x: [
      [at % 9, 2, 3],
      [3, 4, 5],
      [5, 6, 7],
    ],
    kernel: [
      [1, 0],
      [0, -1],
    ],
  },
})

const mixed: readonly ((at: number) => object)[] = [
  small,
  (at) => ({ id: at, command: 'convlayer', input: { channels: 3, filters: at % 64, width: 32 } }),
  (at) => ({ id: at, command: 'xavier', input: { fan_in: (at % 900) + 1, scheme: 'glorot' } }),
  (at) => ({ id: at, command: 'mup', input: { update: at % 2 ? 'sign' : 'muon', d_in: (at % 50) + 2 } }),
  (at) => ({ id: at, command: 'receptive', input: { kernel: 3, depth: (at % 9) + 1 } }),
  (at) => ({
    id: at,
    command: 'pool',
    input: {
      x: [
        [at % 7, 2, 3, 4],
        [5, 6, 7, 8],
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    },
  }),
  (at) => ({ id: at, command: 'newtonschulz', input: { d_out: (at % 99) + 1 } }),
  (at) => ({
    id: at,
    command: 'cnn',
    input: { input: '28x28x1', layers: `conv3-${(at % 20) + 1} p1, pool2, flatten, fc-3` },
  }),
]

const run = async (lines: readonly string[]): Promise<number> => {
  const { exacta, stop } = await start({ logLevel: 'silent' }, 1_000_000)
  let written = 0
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      written += chunk.toString().split('\n').length - 1
      done()
    },
  })
  const from = performance.now()
  await pumpLines(Readable.from([lines.join('\n')]), sink, solveHandler(exacta))
  const seconds = (performance.now() - from) / 1000
  await stop()
  if (written !== lines.length) throw new Error(`${written} results for ${lines.length} lines`)
  return lines.length / seconds
}

const linesOf = (make: (at: number) => object): string[] =>
  Array.from({ length: lineCount }, (_, at) => JSON.stringify(make(at)))

const rate = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`

export const measure = async (): Promise<readonly Figure[]> => {
  await run(linesOf(small).slice(0, 2000))
  const known = mixed
  return [
    { what: 'small conv lines in one process', value: rate(await run(linesOf(small))), aim: '5,000/s' },
    {
      what: `mixed lines of ${known.length} commands in one process`,
      value: rate(await run(linesOf((at) => (known[at % known.length] ?? small)(at)))),
      aim: '3,000/s',
    },
  ]
}
