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

type KeptRow = {
  ordinal: number
  student: string
  part: string
  answer: string
  place: string
  identity: string
  status: Status
  points: number
  reason: string
  convention: string | null
  misconception: string | null
  feedback: Feedback | null
}

const pageSize = 2000

/** Feedback is looked up where a report shows it: mostly there is none. */
const selectionOf = (feedback: boolean): string =>
  `select s.ordinal, s.student, s.part, s.answer, s.place, t.identity, r.status, r.points, r.reason, r.convention, r.misconception, ${
    feedback
      ? `(select json_build_object('state', f.state, 'says', f.says, 'claims', f.claims, 'unverified', f.unverified)
          from grading.feedback f where f.batch = s.batch and f.ordinal = s.ordinal)`
      : 'null'
  } as feedback
  from grading.submissions s join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal
  join grading.students t on t.batch = s.batch and t.student = s.student where s.batch = $1`

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
  const identityOf = identities(seal)
  let after = -1
  while (true) {
    const rows = await query<KeptRow>(
      `${selectionOf(feedback)} and s.ordinal > $2 order by s.ordinal limit ${pageSize}`,
      [batch, after],
    )
    for (const row of rows) yield resultOf(row, identityOf(row.identity))
    const last = rows.at(-1)
    if (!last) return
    after = last.ordinal
  }
}

/** The same, one student after the other. */
export async function* resultsByStudent(
  query: Query,
  batch: string,
  seal: Seal,
  feedback = false,
): AsyncGenerator<readonly ResultRow[]> {
  const identityOf = identities(seal)
  let [student, part] = ['', '']
  let held: ResultRow[] = []
  while (true) {
    const rows = await query<KeptRow>(
      `${selectionOf(feedback)} and (s.student, s.part) > ($2, $3) order by s.student, s.part limit ${pageSize}`,
      [batch, student, part],
    )
    for (const row of rows) {
      if (held.length > 0 && held[0]?.student !== row.student) {
        yield held
        held = []
      }
      held.push(resultOf(row, identityOf(row.identity)))
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
    const rows = await query<Pick<KeptRow, 'student' | 'identity'>>(
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

/** A student's rows mostly follow one another, so that few identities are opened twice. */
const identities = (seal: Seal): ((sealed: string) => Identity) => {
  const people = new Map<string, Identity>()
  return (sealed) => {
    const known = people.get(sealed)
    if (known) return known
    if (people.size > 1000) people.clear()
    const identity: Identity = JSON.parse(seal.open(sealed))
    people.set(sealed, identity)
    return identity
  }
}

const resultOf = (row: KeptRow, identity: Identity): ResultRow => ({
  student: row.student,
  identity,
  part: row.part,
  answer: row.answer,
  place: row.place,
  grade: {
    status: row.status,
    points: row.points,
    reason: row.reason,
    ...(row.convention !== null && { convention: row.convention }),
    ...(row.misconception !== null && { misconception: row.misconception }),
  },
  ...(row.feedback !== null && { feedback: row.feedback }),
})
