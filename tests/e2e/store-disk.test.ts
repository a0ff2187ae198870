import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { putOpenedStore } from '../opened-store.ts'
import { mountDisk } from './grading/disk.ts'

describe('the embedded store on a disk that is full', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-disk-'))
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.for([0, 4096])(
    'says so while %d bytes are left, and opens when there is room',
    { timeout: 120_000 },
    async (free, { skip }) => {
      const data = join(folder, `with-${free}`)
      const disk = mountDisk(data, 300)
      if (!disk) return skip('a small disk cannot be mounted here: run as root')
      try {
        await putOpenedStore(data)
        disk.fill(free)
        const full = openDatabase({ folder: data })
        await expect(full.query('select 1', [])).rejects.toMatchObject({ code: 'ENOSPC' })
        await full.stop()
        disk.clear()
        const database = openDatabase({ folder: data })
        expect(await database.query('select 1 as one', [])).toEqual([{ one: 1 }])
        await database.stop()
      } finally {
        disk.remove()
      }
    },
  )
})
