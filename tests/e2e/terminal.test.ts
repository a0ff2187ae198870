import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ModelPeer, models, ramp, startModelPeer } from './peers/model.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
let home: string
let peer: ModelPeer
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'exacta-home-'))
  peer = await startModelPeer()
})
afterAll(async () => {
  await peer.stop()
  await rm(home, { recursive: true })
})

type Ended = { readonly code: number; readonly out: string; readonly err: string }

/** A process of the command line in a home of its own, fed with lines by a pipe. */
const run = async (
  args: readonly string[],
  input: string,
  env: Record<string, string> = {},
): Promise<Ended> => {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [cli, ...args], {
    cwd: home,
    env: { HOME: home, PATH: process.env.PATH ?? '', ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, out, err }
}

const withModel = (model: string): Record<string, string> => ({ MODEL: model, OPENAI_BASE_URL: peer.baseUrl })
const exact = ['[ −40  −40  −40', '−40  −40  −40', '−40  −40  −40 ]']

describe('the chat through a pipe', () => {
  it('answers each line and ends well', async () => {
    const { code, out } = await run(
      ['chat'],
      '/calc 0.1 + 0.2\nexplain\n/cnov x:1\n/calc 9^9^9^9\n/calc 1 + 1\n',
    )
    expect(code).toBe(0)
    expect(out).toContain('value = 3/10')
    expect(out).toContain('No model is configured')
    expect(out).toMatch(/nearest is .?\/conv/)
    expect(out).toContain('too large')
    expect(out).toContain('value = 2')
    expect(out).not.toContain('\u001b')
  })

  it('flags the wrong matrix of an explanation beside the exact one', async () => {
    const { code, out } = await run(['chat'], `${ramp}\nexplain\n`, withModel(models.wrong))
    const explained = out.slice(out.indexOf('explained'))
    expect(code).toBe(0)
    for (const row of exact) expect(explained).toContain(row)
    expect(explained).toContain('⚠️')
    expect(explained).toMatch(/-?120|−120/)
  })

  it('takes a right explanation, which mentions the other convention, as right', async () => {
    const { out } = await run(['chat'], `${ramp}\nexplain\n`, withModel(models.right))
    const explained = out.slice(out.indexOf('explained'))
    for (const row of exact) expect(explained).toContain(row)
    expect(explained).toContain('✅')
    expect(explained).not.toMatch(/⚠️|❔/)
  })

  it('shows the own derivation when the model fails', async () => {
    const { out } = await run(['chat'], `${ramp}\nexplain\n`, withModel('unknown-model'))
    expect(out).toMatch(/The model did not answer [\s\S]*derivation/)
    for (const row of exact) expect(out).toContain(row)
  })
})

describe('ask', () => {
  it('prints one reply', async () => {
    const { code, out } = await run(['ask', '/calc sqrt(8)'], '')
    expect({ code, out: out.includes('2·√2') || out.includes('2√2') }).toEqual({ code: 0, out: true })
  })

  it('fails for wrong input, with the field and a right example', async () => {
    const { code, out } = await run(['ask', '/calc 1:999999999999'], '')
    expect(code).toBe(1)
    expect(out).toContain('expression')
    expect(out).toContain('sqrt(8) + 1/3')
  })

  it('saves the card and the figure as PNG where it is told to', async () => {
    const { code, err } = await run(['ask', ramp, '--png', 'answer.png'], '')
    expect({ code, err }).toEqual({ code: 0, err: 'Saved answer.png, answer-2.png\n' })
    for (const file of ['answer.png', 'answer-2.png']) {
      const { width } = PNG.sync.read(await readFile(join(home, file)))
      expect(width).toBe(800)
    }
  })

  it('names the picture that cannot be written, after the answer', async () => {
    const { code, out, err } = await run(['ask', ramp, '--png', '/nonexistent/answer.png'], '')
    expect({ code, err }).toEqual({
      code: 1,
      err: 'The file /nonexistent/answer.png cannot be written: there is no folder /nonexistent.\n',
    })
    for (const row of exact) expect(out).toContain(row)
  })
})
