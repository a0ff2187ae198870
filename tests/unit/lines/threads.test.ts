import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { pumpLines } from '../../../src/lines/lines.ts'
import { type SpreadLines, spreadLines } from '../../../src/lines/threads.ts'

const lines = Array.from({ length: 3000 }, (_, at) => {
  if (at % 500 === 7) return 'nonsense'
  if (at % 500 === 8) return ''
  return JSON.stringify({ id: at, reference: `${at}/2`, candidate: `${at} * 0.5` })
})

/** Chunks that end within lines. */
function* chunks(): Generator<string> {
  const text = lines.join('\n')
  for (let at = 0; at < text.length; at += 4099) yield text.slice(at, at + 4099)
}

const pumped = async ({ answer, ahead }: SpreadLines): Promise<string[]> => {
  let out = ''
  const sink = new Writable({
    highWaterMark: 100,
    write: (chunk: Buffer, _, done) => {
      out += chunk.toString()
      setImmediate(done)
    },
  })
  await pumpLines(Readable.from(chunks()), sink, answer, ahead)
  return out.trimEnd().split('\n')
}

describe('many lines', () => {
  it('have the same results in the same order in several threads as in one', async () => {
    const one = await spreadLines('equal', { threads: 1 })
    expect(await one.warm()).toBe(false)
    const several = await spreadLines('equal', { threads: 3 })
    expect(await several.warm()).toBe(true)
    const results = await pumped(several)
    expect(results.map((line) => JSON.parse(line).id ?? 'nonsense')).toEqual(
      lines.flatMap((line, at) => (line === '' ? [] : [line.startsWith('{') ? at : line])),
    )
    expect(results.filter((line) => JSON.parse(line).equal !== true)).toHaveLength(6)
    expect(await pumped(one)).toEqual(results)
    await Promise.all([one.stop(), several.stop()])
  }, 60_000)
})
