import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginBatch } from '../../../../src/grading/batch/batches.ts'
import { forgetStudent } from '../../../../src/grading/batch/forgetting.ts'
import { keepSubmissions } from '../../../../src/grading/batch/keep-submissions.ts'
import { resultsByStudent, resultsInOrder } from '../../../../src/grading/batch/results.ts'
import { keepGrades } from '../../../../src/grading/batch/rows.ts'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import type { Submission } from '../../../../src/grading/submission.ts'
import { type Database, openDatabase, type Query } from '../../../../src/store/database.ts'
import { createSeal } from '../../../../src/store/seal.ts'

const seal = createSeal('a key of sixteen signs')
const grade = { status: 'correct', points: 1, reason: 'Yes.' } as const

/** Part by part, so that a student's rows are apart. */
async function* answersOf(students: readonly string[]): AsyncGenerator<Submission> {
  for (const [column, part] of ['1a', '1b'].entries())
    for (const [at, student] of students.entries())
      yield {
        identity: { student, name: `Name of ${student}` },
        part,
        answer: `${part} ${student}`,
        row: at + 2,
        column: String(column),
      }
}

const listOf = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('the results of a batch', { timeout: 120_000 }, () => {
  let database: Database
  let count = 0
  beforeAll(() => {
    database = openDatabase({})
  })
  afterAll(() => database.stop())

  const graded = async (students: readonly string[]): Promise<string> => {
    const batch = `batch${count++}`
    await beginBatch(database, { id: batch, course: 'c', set: 's', setDigest: 'd', grader: 'test' })
    const { answers } = await keepSubmissions(database, batch, answersOf(students), seal, createFaults())
    const all = Array.from({ length: answers }, (_, ordinal) => ({ ordinal, grade }))
    await keepGrades(database, { batch, chunk: 0, grader: 'test' }, all)
    return batch
  }

  it('come in the order of the file, and by student, each with who it is', async () => {
    const students = Array.from({ length: 1500 }, (_, at) => `s${at}`)
    const batch = await graded(students)
    const inOrder = await listOf(resultsInOrder(database.query, batch, seal))
    expect(inOrder.map(({ answer, identity }) => `${answer} ${identity.name}`)).toEqual(
      ['1a', '1b'].flatMap((part) => students.map((student) => `${part} ${student} Name of ${student}`)),
    )
    const byStudent = await listOf(resultsByStudent(database.query, batch, seal))
    expect(byStudent.map((rows) => rows.map(({ part }) => part).join())).toEqual(students.map(() => '1a,1b'))
    expect(new Set(byStudent.map(([first]) => first?.identity.student))).toEqual(new Set(students))
  })

  it('leave out a student who is forgotten between two questions to the store', async () => {
    const batch = await graded(['ann', 'bob', 'cem'])
    const forgetful: Query = async <Row>(sql: string, values?: readonly unknown[]) => {
      if (sql.includes('from grading.students')) await forgetStudent(database, seal.digest('bob'))
      return database.query<Row>(sql, values)
    }
    const rows = await listOf(resultsInOrder(forgetful, batch, seal))
    expect(rows.map(({ answer }) => answer)).toEqual(['1a ann', '1a cem', '1b ann', '1b cem'])
    const students = await listOf(resultsByStudent(database.query, batch, seal))
    expect(new Set(students.map(([first]) => first?.identity.student))).toEqual(new Set(['ann', 'cem']))
  })
})
