import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginBatch } from '../../../../src/grading/batch/batches.ts'
import { cutIntoChunks } from '../../../../src/grading/batch/chunks.ts'
import { forgetStudent, forgettings } from '../../../../src/grading/batch/forgetting.ts'
import { keepSubmissions } from '../../../../src/grading/batch/keep-submissions.ts'
import { keepGrades } from '../../../../src/grading/batch/rows.ts'
import { writingOf } from '../../../../src/grading/batch/writing.ts'
import { createShelf } from '../../../../src/grading/chat/reports.ts'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import { createJudging } from '../../../../src/grading/judging.ts'
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
  parts: [{ part: '1a', points: 2, statement: 's', accepts: [], solutions: [] }],
}
const grade = { status: 'wrong', points: 0, reason: 'No.' } as const

async function* answersOf(students: readonly string[]): AsyncGenerator<Submission> {
  for (const [at, student] of students.entries())
    yield { identity: { student }, part: '1a', answer: '1', row: at + 2, column: 'answer' }
}

/** Everything that stands in a folder: names and contents. */
const allIn = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      return `${path}\n${entry.isFile() ? await readFile(path, 'latin1') : ''}`
    }),
  )
  return texts.join('\n')
}

describe('forgetting a student', { timeout: 240_000 }, () => {
  let database: Database
  let folder: string
  let count = 0
  beforeAll(async () => {
    database = openDatabase({})
    folder = await mkdtemp(join(tmpdir(), 'exacta-forget-'))
  })
  afterAll(async () => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A batch of three, not graded. */
  const begin = async (student: string): Promise<string> => {
    const id = `batch${count++}`
    await beginBatch(database, { id, course: 'c', set: 's', setDigest: 'digest', grader: 'test' })
    await keepSubmissions(database, id, answersOf(['first-one', student, 'last-one']), seal, createFaults())
    await cutIntoChunks(database, id, 'c', 3)
    return id
  }
  const graded = [0, 1, 2].map((ordinal) => ({ ordinal, grade }))
  const forget = (student: string): Promise<number> => forgetStudent(database, seal.digest(student))

  /** The same database, in which somebody else does something before a query. */
  const interrupted = (before: (query: number) => Promise<void>): Database => {
    let queries = 0
    return {
      ...database,
      async query<Row>(sql: string, values?: readonly unknown[]) {
        await before(queries++)
        return database.query<Row>(sql, values)
      },
    }
  }

  it('writes no grade of them, whoever is grading them just then', async () => {
    const batch = await begin('grace')
    expect(await forget('grace')).toBe(1)
    await keepGrades(database, { batch, chunk: 0, grader: 'test' }, graded)
    const rows = await database.query('select ordinal from grading.results where batch = $1', [batch])
    expect(rows).toEqual([{ ordinal: 0 }, { ordinal: 2 }])
  })

  it('keeps nothing of what their words earned, while others are still graded', async () => {
    const batch = await begin('rosalind')
    const judging = createJudging(database, 'test')
    const answers = (mine: string) => [
      { ordinal: 0, part: '1a', answer: '1' },
      { ordinal: 1, part: '1a', answer: mine },
    ]
    const writings = () =>
      database.query<{ writing: string }>('select writing from grading.judgements where batch = $1', [batch])
    const key = { id: 'set', key: new Map() }
    await database.query('update grading.submissions set answer = $2 where batch = $1 and ordinal = 1', [
      batch,
      'I, Rosalind, say 7',
    ])
    const before = await forgettings(database.query)
    await judging.gradesOf(batch, key, answers('I, Rosalind, say 7'), before)
    expect(await writings()).toHaveLength(2)
    await forget('rosalind')
    expect(await writings()).toEqual([{ writing: writingOf('1a', '1') }])
    // Who read the answers before, and judges them now, keeps nothing of them either.
    await judging.gradesOf(batch, key, answers('I, Rosalind, say 8'), before)
    expect(await writings()).toHaveLength(1)
    await judging.gradesOf(batch, key, answers('9'), await forgettings(database.query))
    expect(await writings()).toHaveLength(2)
  })

  it('leaves no file of them, at whatever moment of writing the reports it comes', async () => {
    let [at, struck] = [0, true]
    for (; struck; at++) {
      struck = false
      const student = `student${at}`
      const [out, shelved] = [join(folder, `out${at}`), join(folder, `shelf${at}`)]
      const batch = await begin(student)
      await keepGrades(database, { batch, chunk: 0, grader: 'test' }, graded)
      // Whoever forgets is another process on this machine.
      const forgets = async (): Promise<void> => {
        await forget(student)
        await createShelf(database, seal, shelved).removeForgotten()
      }
      const strike = async (query: number): Promise<void> => {
        if (query !== at) return
        struck = true
        await forgets()
      }
      // No message holds any of it, so that all stays on the shelf.
      const shelf = createShelf(interrupted(strike), seal, shelved, 1)
      const { elsewhere } = await shelf.fetch({ id: 'request', batch, asker: 't1', feedback: false }, set)
      expect(elsewhere).toContain(shelved)
      if (!struck) await forgets()
      expect(await allIn(folder)).not.toContain(student)
      if (struck) expect(await allIn(shelved)).toContain('last-one')

      const again = await begin(student)
      await keepGrades(database, { batch: again, chunk: 0, grader: 'test' }, graded)
      const striking = interrupted(async (query) => {
        if (query === at) await forget(student)
      })
      await writeReports(striking, seal, { batch: again, set, folder: out })
      expect((await allIn(out)).includes(student)).toBe((await forget(student)) === 1)
      await rm(out, { recursive: true })
    }
    expect(at).toBeGreaterThan(5)
  })

  it('removes reports where whoever forgot did not come to it, and nothing otherwise', async () => {
    const shelved = join(folder, 'late')
    const batch = await begin('edith')
    await keepGrades(database, { batch, chunk: 0, grader: 'test' }, graded)
    const shelf = createShelf(database, seal, shelved, 1)
    await shelf.removeForgotten()
    await shelf.fetch({ id: 'request', batch, asker: 't1', feedback: false }, set)
    await shelf.removeForgotten()
    expect(await allIn(shelved)).toContain('edith')
    await forget('nobody')
    await shelf.removeForgotten()
    expect(await allIn(shelved)).toContain('edith')
    await forget('edith')
    await createShelf(database, seal, shelved).removeForgotten()
    expect(await allIn(folder)).not.toContain('edith')
  })
})
