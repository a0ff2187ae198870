import type { Database, Query } from '../../store/database.ts'
import { writingOf } from './writing.ts'

/** Whoever writes grades holds this lock shared, so that none is written of a student who is just being forgotten. */
const lock = 727_003

export const whileNobodyIsForgotten = async (query: Query): Promise<void> => {
  await query(`select pg_advisory_xact_lock_shared(${lock})`)
}

/** Deletes all that is kept of a student, in every batch; says how many answers there were. */
export const forgetStudent = (database: Database, student: string): Promise<number> =>
  database.transaction(async (query) => {
    await query(`select pg_advisory_xact_lock(${lock})`)
    await query(
      `delete from grading.results r using grading.submissions s
       where s.student = $1 and r.batch = s.batch and r.ordinal = s.ordinal`,
      [student],
    )
    const answers = await query<Kept>(
      'delete from grading.submissions where student = $1 returning batch, part, answer',
      [student],
    )
    await forgetJudgements(query, answers)
    const entries = await query('delete from grading.students where student = $1 returning batch', [student])
    if (entries.length > 0) await query('update grading.forgettings set times = times + 1')
    return answers.length
  })

type Kept = { readonly batch: string; readonly part: string; readonly answer: string }

/** What their words earned, also where others wrote the same: it is judged once more. */
const forgetJudgements = async (query: Query, answers: readonly Kept[]): Promise<void> => {
  await query(
    `delete from grading.judgements j using unnest($1::text[], $2::text[]) as theirs (batch, writing)
     where j.batch = theirs.batch and j.writing = theirs.writing`,
    [answers.map(({ batch }) => batch), answers.map(({ part, answer }) => writingOf(part, answer))],
  )
}

/** How often anybody was forgotten so far. */
export const forgettings = async (query: Query): Promise<number> =>
  (await query<{ times: number }>('select times from grading.forgettings'))[0]?.times ?? 0

/**
 * Writes files of students, and writes them anew where a student was forgotten meanwhile, whom it may have read before;
 * `remove` takes away what was written. What is forgotten after it is for whoever forgets to remove.
 */
export const unlessForgotten = async <T>(
  query: Query,
  write: () => Promise<T>,
  remove: () => Promise<void>,
): Promise<T> => {
  for (;;) {
    const before = await forgettings(query)
    let written: { readonly result: T } | { readonly error: unknown }
    try {
      written = { result: await write() }
    } catch (error) {
      // Whoever forgets may remove files that are being written.
      written = { error }
    }
    if ((await forgettings(query)) === before) {
      if ('error' in written) throw written.error
      return written.result
    }
    await remove()
  }
}
