import { spawnSync } from 'node:child_process'
import { createPictures } from '../src/render/picture/pictures.ts'
import type { Figure } from './measure.ts'
import { variedDrawing } from './varied-drawings.ts'

/** Pictures in a row, each different and of every kind, as a long term has them. */
const many = 5000
const atOnce = 25
const every = 500

type Resident = { readonly own: number; readonly drawing: number }

/** Memory of this process and of those that draw, in MiB, where `ps` can tell. */
const resident = (): Resident => {
  const { status, stdout } = spawnSync('ps', ['-o', 'rss=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  })
  const sizes = stdout
    .split('\n')
    .filter((line) => line.includes('process.ts'))
    .map((line) => Number.parseInt(line, 10) / 1024)
  return {
    own: process.memoryUsage().rss / 2 ** 20,
    drawing: status === 0 ? sizes.reduce((sum, size) => sum + size, 0) : Number.NaN,
  }
}

export const measure = async (): Promise<readonly Figure[]> => {
  const refused: string[] = []
  const pictures = createPictures({ timeoutMs: 60_000, refused: (_, because) => refused.push(because) })
  const sizes: Resident[] = []
  const from = performance.now()
  for (let done = 0; done < many; done += atOnce) {
    const requests = Array.from({ length: atOnce }, (_, at) => ({
      name: 'picture',
      alt: '',
      drawing: variedDrawing(done + at),
    }))
    await Promise.all(requests.map((request) => pictures.draw(request)))
    if ((done + atOnce) % every === 0) sizes.push(resident())
  }
  const seconds = (performance.now() - from) / 1000
  await pictures.stop()
  const row = (of: (size: Resident) => number): string => sizes.map((size) => of(size).toFixed(0)).join(' ')
  return [
    { what: `${many} pictures of every kind`, value: `${seconds.toFixed(0)} s` },
    {
      what: 'left to the text',
      value: `${refused.length} (${[...new Set(refused)].slice(0, 3).join('; ')})`,
    },
    { what: `main process after each ${every}, MiB`, value: row(({ own }) => own), aim: 'steady' },
    { what: `those that draw after each ${every}, MiB`, value: row(({ drawing }) => drawing), aim: 'steady' },
  ]
}
