import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { beginBatch, finishIfDone } from '../../../../src/grading/batch/batches.ts'
import { cutIntoChunks } from '../../../../src/grading/batch/chunks.ts'
import { earlierBatch } from '../../../../src/grading/batch/earlier.ts'
import { forgetStudent } from '../../../../src/grading/batch/forgetting.ts'
import { keepSubmissions } from '../../../../src/grading/batch/keep-submissions.ts'
import { keepGrades } from '../../../../src/grading/batch/rows.ts'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import { earlierInStore } from '../../../../src/grading/out/earlier.ts'
import { writeReports } from '../../../../src/grading/out/write-reports.ts'
import type { Submission } from '../../../../src/grading/submission.ts'
import type { ProblemSet } from '../../../../src/sets/problem-set.ts'
import { type Database, openDatabase } from '../../../../src/store/database.ts'
import { createSeal } from '../../../../src/store/seal.ts'

const seal = createSeal('a key of sixteen signs')
const set: ProblemSet = {
  course: 'c',
  name: 's',
  title: 'Homework',
  checks: true,
  conventionCredit: 0,
  parts: ['1a', '1b'].map((part) => ({ part, points: 2, statement: 's', accepts: [], solutions: [] })),
}

/** `ann 1a 2` is a student, a part and the points that the answer earned. */
type Answer = `${string} ${string} ${number}`

async function* submissionsOf(answers: readonly Answer[]): AsyncGenerator<Submission> {
  for (const [at, answer] of answers.entries()) {
    const [student = '', part = ''] = answer.split(' ')
    yield { identity: { student }, part, answer: '1', row: at + 2, column: 'answer' }
  }
}

describe('an earlier grading', { timeout: 120_000 }, () => {
  let database: Database
  beforeAll(() => {
    database = openDatabase({})
  })
  afterEach(() => database.query('delete from grading.batches'))
  afterAll(() => database.stop())

  const grade = async (
    answers: readonly Answer[],
    {
      asker = 't1',
      name = 's',
      graded = true,
    }: { asker?: string | undefined; name?: string; graded?: boolean } = {},
  ): Promise<string> => {
    const id = randomBytes(8).toString('hex')
    const begun = { id, course: 'c', set: name, setDigest: 'digest', grader: 'test' }
    await beginBatch(database, begun, asker === 'terminal' ? undefined : asker)
    await keepSubmissions(database, id, submissionsOf(answers), seal, createFaults())
    await cutIntoChunks(database, id, 'c', answers.length)
    if (!graded) return id
    const grades = answers.map((answer, ordinal) => {
      const points = Number(answer.split(' ')[2])
      return { ordinal, grade: { status: points > 0 ? 'correct' : 'wrong', points, reason: 'so' } as const }
    })
    await keepGrades(database, { batch: id, chunk: 0, grader: 'test' }, grades)
    await finishIfDone(database.query, id)
    return id
  }
  const earlierOf = async (batch: string, asker: string | null = 't1') =>
    (await earlierBatch(database.query, batch, asker))?.id

  it('is the newest finished one of the same person, set and class', async () => {
    const class1: Answer[] = ['ann 1a 2', 'bob 1a 0']
    await grade(class1)
    const second = await grade(['bob 1a 2', 'ann 1a 2', 'cy 1a 0'])
    await grade(class1, { graded: false })
    await grade(class1, { name: 'another' })
    await grade(class1, { asker: 't2' })
    await grade(['dan 1a 2', 'eve 1a 2'])
    await grade(['ann 1b 2', 'bob 1b 2'])
    const last = await grade(class1)
    expect(await earlierOf(last)).toBe(second)
    expect(await earlierOf(second)).not.toBe(last)
    expect(await earlierOf(last, 't3')).toBeUndefined()
    expect(await earlierOf(last, null)).toBeUndefined()
  })

  it('is the command line’s own there', async () => {
    const first = await grade(['ann 1a 2'], { asker: 'terminal' })
    expect(await earlierOf(await grade(['ann 1a 0'], { asker: 'terminal' }), null)).toBe(first)
  })

  it('counts for who waited for it, though another began it', async () => {
    const first = await grade(['ann 1a 2'], { asker: 't2' })
    const last = await grade(['ann 1a 0'])
    expect(await earlierOf(last)).toBeUndefined()
    await database.query(
      `insert into grading.requests (id, asker, problem_set, batch, state, watcher, watched_until)
       values ('one', 't1', 's', $1, 'told', '', now())`,
      [first],
    )
    expect(await earlierOf(last)).toBe(first)
  })

  it('is compared answer by answer in regrade.csv, without who is not there any more', async () => {
    await grade(['ann 1a 2', 'ann 1b 2', 'bob 1a 0', 'cy 1a 2', 'dan 1a 2'])
    const last = await grade(['bob 1a 2', 'bob 1b 0', 'ann 1a 2', 'dan 1a 0'])
    await forgetStudent(database, seal.digest('dan'))
    const folder = await mkdtemp(join(tmpdir(), 'exacta-regrade-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const earlier = await earlierInStore(database.query, seal, last, 't1')
    const { regrade } = await writeReports(database, seal, { batch: last, set, folder, earlier })
    expect(regrade).toMatch(/^Against your grading of [\d-]{10} [\d:]{5} UTC 3 grades changed/)
    const rows: Record<string, string>[] = parse(await readFile(join(folder, 'regrade.csv'), 'utf8'), {
      columns: true,
    })
    expect(rows.map((row) => Object.values(row).join(' | '))).toEqual([
      'bob | 1a | wrong | correct | 0 | 2 | so',
      'bob | 1b | not graded | wrong |  | 0 | so',
      'ann | 1b | correct | not graded | 2 |  | ',
    ])
    const same = await earlierInStore(
      database.query,
      seal,
      await grade(['bob 1a 2', 'bob 1b 0', 'ann 1a 2']),
      't1',
    )
    expect(same?.name).toMatch(/^your grading of/)
  })
})
