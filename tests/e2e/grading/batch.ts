import { randomBytes } from 'node:crypto'
import { beginBatch } from '../../../src/grading/batch/batches.ts'
import { cutIntoChunks } from '../../../src/grading/batch/chunks.ts'
import { keepSubmissions } from '../../../src/grading/batch/keep-submissions.ts'
import { createFaults } from '../../../src/grading/import/faults.ts'
import type { Submission } from '../../../src/grading/submission.ts'
import type { Database } from '../../../src/store/database.ts'
import { createSeal } from '../../../src/store/seal.ts'

async function* answers(count: number): AsyncGenerator<Submission> {
  for (let at = 0; at < count; at++)
    yield { identity: { student: `s${at}` }, part: '1', answer: String(at), row: at + 2, column: 'answer' }
}

/** A batch with `count` answers, cut and waiting; gives its name. */
export const makeBatch = async (database: Database, course: string, count: number): Promise<string> => {
  const id = randomBytes(8).toString('hex')
  await beginBatch(database, { id, course, set: 'set', setDigest: 'digest', grader: 'test' })
  const { answers: kept } = await keepSubmissions(
    database,
    id,
    answers(count),
    createSeal('a key of sixteen signs'),
    createFaults(),
  )
  await cutIntoChunks(database, id, course, kept)
  return id
}
