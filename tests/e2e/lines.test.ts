import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
const line = JSON.stringify({ reference: '1/2', candidate: '0.5' })

it('ends without a word when whoever reads the lines has enough, as `head` has', async () => {
  const child = spawn(process.execPath, [cli, 'equal'])
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  // It may end before it has read all.
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${line}\n`.repeat(20_000))
  const [first] = await once(child.stdout, 'data')
  expect(JSON.parse(String(first).split('\n')[0] ?? '')).toMatchObject({ ok: true, equal: true })
  child.stdout.destroy()
  const [code] = await once(child, 'exit')
  expect({ code, err }).toEqual({ code: 0, err: '' })
}, 60_000)
