import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Figure, milliseconds } from './measure.ts'

const run = promisify(execFile)
const root = new URL('..', import.meta.url).pathname

/** The README's first command in a fresh clone: how long the installation takes, and how large it is. */
export const measure = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-install-'))
  try {
    await run('git', ['clone', '--quiet', root, folder])
    const from = performance.now()
    await run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: folder })
    const time = performance.now() - from
    const { stdout } = await run('du', ['-sm', join(folder, 'node_modules')])
    const started = performance.now()
    const child = run('npm', ['start', '--silent'], { cwd: folder })
    child.child.stdin?.end('/conv x:[1,2] kernel:[1,1]\n')
    await child
    return [
      { what: 'npm ci --omit=dev', value: milliseconds(time), aim: '60 s' },
      { what: 'node_modules', value: `${stdout.split('\t')[0]} MB`, aim: '400 MB' },
      { what: 'npm start, one command, end', value: milliseconds(performance.now() - started) },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
