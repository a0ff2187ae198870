import type { Query } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import type { Feedback } from '../feedback/feedback.ts'
import type { Grade, Status } from '../grade/grade-answer.ts'
import type { Identity } from '../submission.ts'

export type ResultRow = {
  readonly student: string
  readonly identity: Identity
  readonly part: string
  readonly answer: string
  readonly place: string
  readonly grade: Grade
  /** What a model says about it, where that is asked for. */
  readonly feedback?: Feedback | undefined
}

/** What a report of one student says of an answer. */
export type ScoreRow = Omit<ResultRow, 'answer' | 'place'>

type KeptScore = {
  student: string
  part: string
  status: Status
  points: number
  reason: string
  convention: string | null
  misconception: string | null
  feedback: Feedback | null
}
type KeptRow = KeptScore & { ordinal: number; answer: string; place: string }

const pageSize = 2000

/** Feedback is looked up where a report shows it: mostly there is none. */
const selectionOf = (columns: string, feedback: boolean): string =>
  `select ${columns}, r.status, r.points, r.reason, r.convention, r.misconception, ${
    feedback
      ? `(select json_build_object('state', f.state, 'says', f.says, 'claims', f.claims, 'unverified', f.unverified)
          from grading.feedback f where f.batch = s.batch and f.ordinal = s.ordinal)`
      : 'null'
  } as feedback
  from grading.submissions s join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal where s.batch = $1`

/** The planner knows nothing of tables that were filled just now, and would sort a whole batch for each page. */
export const refreshStatistics = async (query: Query): Promise<void> => {
  await query('analyze grading.submissions, grading.results, grading.students')
}

/** Every graded row of a batch in the order of the file, a page at a time. */
export async function* resultsInOrder(
  query: Query,
  batch: string,
  seal: Seal,
  feedback = false,
): AsyncGenerator<ResultRow> {
  const people = identities(query, batch, seal)
  let after = -1
  while (true) {
    const rows = await query<KeptRow>(
      `${selectionOf('s.ordinal, s.student, s.part, s.answer, s.place', feedback)}
       and s.ordinal > $2 order by s.ordinal limit ${pageSize}`,
      [batch, after],
    )
    const identityOf = await people(rows)
    for (const row of rows) {
      const identity = identityOf(row)
      if (identity) yield { ...scoreOf(row, identity), answer: row.answer, place: row.place }
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.ordinal
  }
}

/** The same without what was answered, one student after the other. */
export async function* resultsByStudent(
  query: Query,
  batch: string,
  seal: Seal,
  feedback = false,
): AsyncGenerator<readonly ScoreRow[]> {
  const people = identities(query, batch, seal)
  let [student, part] = ['', '']
  let held: ScoreRow[] = []
  while (true) {
    const rows = await query<KeptScore>(
      `${selectionOf('s.student, s.part', feedback)}
       and (s.student, s.part) > ($2, $3) order by s.student, s.part limit ${pageSize}`,
      [batch, student, part],
    )
    const identityOf = await people(rows)
    for (const row of rows) {
      if (held.length > 0 && held[0]?.student !== row.student) {
        yield held
        held = []
      }
      const identity = identityOf(row)
      if (identity) held.push(scoreOf(row, identity))
    }
    const last = rows.at(-1)
    if (!last) break
    ;({ student, part } = last)
  }
  if (held.length > 0) yield held
}

/** Every student of a batch who has a grade. */
export async function* gradedStudents(
  query: Query,
  batch: string,
  seal: Seal,
): AsyncGenerator<Pick<ResultRow, 'student' | 'identity'>> {
  let after = ''
  while (true) {
    const rows = await query<{ student: string; identity: string }>(
      `select t.student, t.identity from grading.students t where t.batch = $1 and t.student > $2 and exists (
         select 1 from grading.submissions s join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal
         where s.batch = t.batch and s.student = t.student)
       order by t.student limit ${pageSize}`,
      [batch, after],
    )
    for (const { student, identity } of rows)
      yield { student, identity: JSON.parse(seal.open(identity)) as Identity } // as it was sealed
    const last = rows.at(-1)
    if (!last) return
    after = last.student
  }
}

type Someone = { readonly student: string }
type People = (rows: readonly Someone[]) => Promise<(row: Someone) => Identity | undefined>

/**
 * Who wrote the rows of a page; nobody where the student was forgotten meanwhile. A student's rows mostly follow one another, so
 * that few are asked for and opened twice.
 */
const identities = (query: Query, batch: string, seal: Seal): People => {
  const people = new Map<string, Identity>()
  return async (rows) => {
    if (people.size > 5000) people.clear()
    const unknown = new Set(rows.map(({ student }) => student).filter((student) => !people.has(student)))
    const found =
      unknown.size === 0
        ? []
        : await query<{ student: string; identity: string }>(
            'select student, identity from grading.students where batch = $1 and student = any($2::text[])',
            [batch, [...unknown]],
          )
    for (const { student, identity } of found) people.set(student, JSON.parse(seal.open(identity)))
    return ({ student }) => people.get(student)
  }
}

const scoreOf = (row: KeptScore, identity: Identity): ScoreRow => ({
  student: row.student,
  identity,
  part: row.part,
  grade: {
    status: row.status,
    points: row.points,
    reason: row.reason,
    ...(row.convention !== null && { convention: row.convention }),
    ...(row.misconception !== null && { misconception: row.misconception }),
  },
  ...(row.feedback !== null && { feedback: row.feedback }),
})
