import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { isLost } from '../../src/store/lost.ts'
import { type Link, openLink } from './grading/link.ts'
import { kill, run } from './grading/processes.ts'
import { type Server, startPostgres } from './grading/servers.ts'

/** Whatever nobody listens for ends the process, which Vitest reports as a failure of its own. */
describe('a link to Postgres that fails', () => {
  let postgres: Server | undefined
  let link: Link
  let url: string

  beforeAll(async () => {
    postgres = await startPostgres()
  })
  beforeEach(async ({ skip }) => {
    if (!postgres) return skip()
    const own = new URL(postgres.url)
    link = await openLink(Number(own.port))
    own.port = String(link.port)
    url = own.href
    return () => link.close()
  })
  afterAll(() => postgres?.stop())

  it('undoes a transaction that it interrupts, and what is asked next is answered', async () => {
    const database = openDatabase({ url })
    await database.query('create table kept (number int)')
    const interrupted = database.transaction(async (query) => {
      await query('insert into kept values (1)')
      setImmediate(() => link.carryOn())
      await query('select pg_sleep(60)')
    })
    const error = await interrupted.catch((reason: unknown) => reason)
    expect(isLost(error)).toBe(true)
    expect(await database.query('select * from kept')).toEqual([])
    await database.stop()
  })

  it('is left by who stops, though nobody answers', async () => {
    const database = openDatabase({ url })
    await database.query('select 1')
    link.swallow()
    // Any of these keeps the process from ending; the link has its own.
    const connections = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length
    const before = connections()
    await database.stop()
    expect(connections()).toBeLessThan(before)
  })

  it('is waited for by a worker that starts meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exacta-link-'))
    // Asked for before its first connection, which then gets no answer.
    link.swallow()
    const worker = run('worker.ts', [], { DATABASE_URL: url, DATA_FOLDER: folder, LOG_LEVEL: 'info' })
    const says = (words: string): Promise<void> =>
      new Promise((resolve, reject) => {
        worker.child.stderr?.on('data', (text: string) => text.includes(words) && resolve())
        void worker.ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)))
      })
    const ready = says('worker ready')
    await says('the worker waits for the store')
    link.carryOn()
    await ready
    await kill(worker)
    await rm(folder, { recursive: true })
  }, 120_000)
})
