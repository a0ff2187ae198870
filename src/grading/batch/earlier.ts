import type { Query } from '../../store/database.ts'
import type { Status } from '../grade/grade-answer.ts'

/** What an earlier grading said of an answer. */
export type Was = { readonly status: Status; readonly points: number }

export type EarlierBatch = { readonly id: string; readonly finishedAt: Date }

/** Older ones than these are not looked at: telling them apart takes a look at their answers. */
const mostCandidates = 10

/**
 * The newest batch that was finished before this one, of the same set and asked for by the same person, of the same class: it has
 * at least half of this one's students' parts. `asker` is null for the command line.
 */
export const earlierBatch = async (
  query: Query,
  batch: string,
  asker: string | null,
): Promise<EarlierBatch | undefined> => {
  const candidates = await query<EarlierBatch>(
    `select b.id, b.finished_at as "finishedAt" from grading.batches b join grading.batches mine on mine.id = $1
     where b.id <> mine.id and b.course = mine.course and b.problem_set = mine.problem_set
       and b.state = 'done' and b.finished_at < coalesce(mine.finished_at, now())
       and (b.asked_by is not distinct from $2
         or exists (select 1 from grading.requests r where r.batch = b.id and r.asker = $2))
     order by b.finished_at desc limit ${mostCandidates}`,
    [batch, asker],
  )
  for (const candidate of candidates) if (await isSameClass(query, batch, candidate.id)) return candidate
  return undefined
}

const isSameClass = async (query: Query, batch: string, other: string): Promise<boolean> => {
  const [counts] = await query<{ all: number; shared: number }>(
    `select count(*)::int as all, count(e.ordinal)::int as shared
     from grading.submissions s left join grading.submissions e
       on e.batch = $2 and e.student = s.student and e.part = s.part
     where s.batch = $1`,
    [batch, other],
  )
  return counts !== undefined && counts.shared > 0 && 2 * counts.shared >= counts.all
}

type Named = { readonly student: string; readonly part: string }

/** What a batch says of these answers, in their order. */
export const gradesOf = async (
  query: Query,
  batch: string,
  answers: readonly Named[],
): Promise<readonly (Was | undefined)[]> => {
  const rows = await query<Named & Was>(
    `select s.student, s.part, r.status, r.points
     from unnest($2::text[], $3::text[]) as asked (student, part)
     join grading.submissions s on s.batch = $1 and s.student = asked.student and s.part = asked.part
     join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal`,
    [batch, answers.map(({ student }) => student), answers.map(({ part }) => part)],
  )
  const keyOf = ({ student, part }: Named): string => `${student}\n${part}`
  const grades = new Map(rows.map((row) => [keyOf(row), { status: row.status, points: row.points }]))
  return answers.map((answer) => grades.get(keyOf(answer)))
}

export type Gone = Was & { readonly ordinal: number; readonly identity: string; readonly part: string }

const pageSize = 2000

/** What an earlier batch graded and this one does not, of students who are in both; `identity` is sealed. */
export async function* gradesGone(query: Query, batch: string, earlier: string): AsyncGenerator<Gone> {
  let after = -1
  while (true) {
    const rows = await query<Gone>(
      `select s.ordinal, s.part, t.identity, r.status, r.points from grading.submissions s
       join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal
       join grading.students t on t.batch = s.batch and t.student = s.student
       where s.batch = $2 and s.ordinal > $3
         and exists (select 1 from grading.submissions n where n.batch = $1 and n.student = s.student)
         and not exists (select 1 from grading.submissions n
           where n.batch = $1 and n.student = s.student and n.part = s.part)
       order by s.ordinal limit ${pageSize}`,
      [batch, earlier, after],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.ordinal
  }
}
