import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { beginBatch } from '../../../../src/grading/batch/batches.ts'
import { forgetStudent } from '../../../../src/grading/batch/forgetting.ts'
import { keepSubmissions } from '../../../../src/grading/batch/keep-submissions.ts'
import { keepGrades } from '../../../../src/grading/batch/rows.ts'
import type { Feedback, FeedbackOrder, FeedbackWriter } from '../../../../src/grading/feedback/feedback.ts'
import { type FeedbackEnd, giveFeedback } from '../../../../src/grading/feedback/give-feedback.ts'
import type { PartKey, SetKey } from '../../../../src/grading/grade/part-key.ts'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import { writeReports } from '../../../../src/grading/out/write-reports.ts'
import type { Submission } from '../../../../src/grading/submission.ts'
import { createLog } from '../../../../src/log.ts'
import type { ProblemSet } from '../../../../src/sets/problem-set.ts'
import { type Database, openDatabase } from '../../../../src/store/database.ts'
import { createSeal } from '../../../../src/store/seal.ts'

const seal = createSeal('a key of sixteen signs')
const part = (name: string) => ({ part: name, points: 2, statement: 's', accepts: [], solutions: [] })
const setOf = (name: string, extra: Partial<ProblemSet> = {}): ProblemSet => ({
  course: 'c',
  name,
  title: name,
  checks: true,
  conventionCredit: 0,
  parts: [part('1a'), part('1b')],
  ...extra,
})
const reference = {
  command: 'xavier',
  solution: { answers: [], steps: [], conventions: [], alternatives: [] },
}
// What gives feedback reads of a key its references alone.
const key: SetKey = new Map([['1a', { references: [reference] } as unknown as PartKey]])

/** Student, part, answer and status; the status stands in for the grader. */
const rows = [
  ['ada', '1a', '1/d', 'wrong'],
  ['bob', '1a', ' 1/d ', 'wrong'],
  ['eve', '1a', '2', 'partial'],
  ['joe', '1a', '3', 'correct'],
  ['kim', '1a', '?', 'person'],
  ['lea', '1a', '', 'wrong'],
  // A person judges this part, so that there is no solution to go by.
  ['ada', '1b', '7', 'wrong'],
] as const

async function* submissions(): AsyncGenerator<Submission> {
  for (const [at, [student, name, answer]] of rows.entries())
    yield { identity: { student }, part: name, answer: answer.trim(), row: at + 2, column: 'answer' }
}

const text = (says: string): Feedback => ({ state: 'agrees', says, claims: 1, unverified: 0 })

describe('feedback for a batch', { timeout: 120_000 }, () => {
  let database: Database
  let folder: string
  let count = 0
  beforeAll(async () => {
    database = openDatabase({})
    folder = await mkdtemp(join(tmpdir(), 'exacta-feedback-'))
  })
  afterAll(async () => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A graded batch, of a set of its own so that no text of another test is found. */
  const begin = async (extra: Partial<ProblemSet> = {}) => {
    const set = setOf(`set${count}`, extra)
    const batch = `batch${count++}`
    await beginBatch(database, { id: batch, course: 'c', set: set.name, setDigest: 'digest', grader: 'test' })
    await keepSubmissions(database, batch, submissions(), seal, createFaults())
    const graded = rows.map(([, , , status], ordinal) => ({
      ordinal,
      grade: { status, points: 0, reason: 'x: wrong.' },
    }))
    await keepGrades(database, { batch, chunk: 0, grader: 'test' }, graded)
    return { set, batch }
  }

  const writerOf = (
    write: (order: FeedbackOrder) => Promise<Feedback>,
    extra: Partial<FeedbackWriter> = {},
  ) => {
    const asked: string[] = []
    const writer: FeedbackWriter = {
      mostTexts: 100,
      hasBudget: async () => true,
      write: async (order) => {
        asked.push(order.answer)
        return write(order)
      },
      ...extra,
    }
    return { writer, asked }
  }

  type Begun = Awaited<ReturnType<typeof begin>>
  const give = (
    { set, batch }: Begun,
    writer: FeedbackWriter | undefined,
    extra: Partial<Parameters<typeof giveFeedback>[1]> = {},
    on = database,
  ): Promise<FeedbackEnd> =>
    giveFeedback(
      { database: on, seal, writer, log: createLog('silent'), now: () => new Date('2026-03-01T12:00:00Z') },
      { batch, set, key, askedBy: 'p', signal: new AbortController().signal, ...extra },
    )

  const reported = async ({ set, batch }: Begun, feedback = true) => {
    const out = join(folder, batch)
    await writeReports(database, seal, { batch, set, folder: out, feedback })
    const table: Record<string, string>[] = parse(await readFile(join(out, 'graded.csv'), 'utf8'), {
      columns: true,
    })
    return { out, table, cells: table.map((row) => row.feedback) }
  }

  it('comes for what is wrong or partly right, one text for the same answer, and changes no grade', async () => {
    const begun = await begin()
    const before = (await reported(begun, false)).table
    const { writer, asked } = writerOf(async ({ answer }) => text(`=About ${answer}, "see"\n<@1> @everyone`))
    const progress: string[] = []
    const end = await give(begun, writer, { onText: (done, all) => progress.push(`${done}/${all}`) })
    expect(end).toEqual({ told: 3, withheld: 0, open: 1 })
    expect(asked.toSorted()).toEqual(['1/d', '2'])
    expect(progress).toEqual(['0/2', '1/2', '2/2'])
    const { cells, table, out } = await reported(begun)
    // A sheet runs no cell.
    const said = (answer: string) => `'=About ${answer}, "see"\n<@1> @everyone`
    expect(cells).toEqual([said('1/d'), said('1/d'), said('2'), '', '', '', ''])
    expect(table.map(({ feedback: _, ...row }) => row)).toEqual(before)
    const results = JSON.parse(await readFile(join(out, 'gradescope/ada/results.json'), 'utf8'))
    expect(results.tests[0].output).toMatch(
      /^x: wrong\.\n\nFeedback \(a model wrote it; the grade is not its\): =About/,
    )
    expect(JSON.parse(await readFile(join(out, 'gradescope/joe/results.json'), 'utf8')).tests[0].output).toBe(
      'x: wrong.',
    )
  })

  it('shows nothing where nobody asked for it', async () => {
    const begun = await begin()
    await give(begun, writerOf(async () => text('One.')).writer)
    const { table, out } = await reported(begun, false)
    expect(Object.keys(table[0] ?? {})).not.toContain('feedback')
    expect(await readFile(join(out, 'gradescope/ada/results.json'), 'utf8')).not.toContain('One.')
  })

  it('says in the table why a text is withheld, and to students that it is', async () => {
    const begun = await begin()
    const withheld = { ...text('it disagreed with the solver'), state: 'withheld' } as const
    expect(await give(begun, writerOf(async () => withheld).writer)).toMatchObject({ told: 0, withheld: 3 })
    const { cells, out } = await reported(begun)
    expect(cells[0]).toBe('feedback withheld: it disagreed with the solver')
    expect(await readFile(join(out, 'gradescope/ada/results.json'), 'utf8')).toContain('Feedback: withheld')
  })

  it('asks no model before the release, nor where there is none', async () => {
    const release = new Date('2026-03-02T10:00:00Z')
    const early = await begin({ release })
    const { writer, asked } = writerOf(async () => text('c = 1/sqrt(d)'))
    expect((await give(early, writer)).because).toMatch(/before 2026-03-02 10:00 UTC.*graded again after/)
    expect(asked).toEqual([])
    expect((await reported(early)).cells.every((cell) => cell === '')).toBe(true)
    expect(await give(await begin(), undefined)).toMatchObject({
      told: 0,
      open: 4,
      because: 'No model is configured (MODEL).',
    })
    await give(await begin({ release: new Date('2026-02-01T10:00:00Z') }), writer)
    expect(asked).toHaveLength(2)
  })

  it('leaves rows empty where the model fails, and writes what is missing when it is done again', async () => {
    const begun = await begin()
    let away = true
    const { writer, asked } = writerOf(async ({ answer }) => {
      if (away && answer === '2') throw new UpstreamError('refused', 'no')
      return text(answer)
    })
    expect(await give(begun, writer)).toMatchObject({
      told: 2,
      open: 2,
      because: expect.stringMatching(/did not answer/),
    })
    expect((await reported(begun)).cells).toEqual(['1/d', '1/d', '', '', '', '', ''])
    away = false
    expect(await give(begun, writer)).toEqual({ told: 3, withheld: 0, open: 1 })
    expect(asked.toSorted()).toEqual(['1/d', '2', '2'])
  })

  it('gives a model up that answers nobody, and a text that breaks costs only its own', async () => {
    const begun = await begin()
    const { writer } = writerOf(async () => {
      throw new Error('a bug')
    })
    expect(await give(begun, writer)).toMatchObject({ told: 0, open: 4 })
    expect((await reported(begun)).cells.every((cell) => cell === '')).toBe(true)
  })

  it('keeps to its bounds, with what most wrote first, over restarts too', async () => {
    const begun = await begin()
    const { writer, asked } = writerOf(async ({ answer }) => text(answer), { mostTexts: 1 })
    for (let at = 0; at < 2; at++)
      expect(await give(begun, writer)).toMatchObject({
        told: 2,
        because: 'A batch gets no more than 1 (FEEDBACK_TEXTS).',
      })
    expect(asked).toEqual(['1/d'])
    const poor = writerOf(async ({ answer }) => text(answer), { hasBudget: async () => false })
    expect((await give(begun, poor.writer)).because).toMatch(/budget/)
    expect(poor.asked).toEqual([])
    expect((await give(begun, poor.writer, { isWanted: async () => false })).because).toMatch(/stopped/)
  })

  it('ends the same wherever it is killed, and asks for no text that is kept', async () => {
    const undisturbed = await begin()
    const all = writerOf(async ({ answer }) => text(answer))
    await give(undisturbed, all.writer)
    const wanted = (await reported(undisturbed)).cells
    for (let at = 0, killed = true; killed; at++) {
      killed = false
      const begun = await begin()
      let queries = 0
      // Whatever is asked of the store from then on never comes back.
      const dying = <T>(work: () => Promise<T>): Promise<T> => {
        if (queries++ < at) return work()
        killed = true
        return Promise.reject(new Error('killed'))
      }
      const first = writerOf(async ({ answer }) => text(answer))
      const store: Database = {
        ...database,
        query: <Row>(sql: string, values?: readonly unknown[]) =>
          dying(() => database.query<Row>(sql, values)),
        transaction: (work) => dying(() => database.transaction(work)),
      }
      await give(begun, first.writer, {}, store).catch(() => undefined)
      const kept = await database.query<{ about: string }>(
        'select distinct about from grading.feedback where batch = $1',
        [begun.batch],
      )
      const second = writerOf(async ({ answer }) => text(answer))
      await give(begun, second.writer)
      expect((await reported(begun)).cells).toEqual(wanted)
      expect(second.asked).toHaveLength(2 - kept.length)
    }
  })

  it('goes with its row when a student is forgotten', async () => {
    const begun = await begin()
    await give(begun, writerOf(async ({ answer }) => text(`quotes ${answer}`)).writer)
    await forgetStudent(database, seal.digest('eve'))
    const left = JSON.stringify(
      await database.query('select * from grading.feedback where batch = $1', [begun.batch]),
    )
    expect(left).not.toContain('quotes 2')
    expect(left).toContain('quotes 1/d')
  })
})
