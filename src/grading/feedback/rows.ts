import type { Database, Query } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { whileNobodyIsForgotten } from '../batch/forgetting.ts'
import type { Grade } from '../grade/grade-answer.ts'
import type { Identity } from '../submission.ts'
import type { Feedback } from './feedback.ts'

export type OpenRow = {
  readonly ordinal: number
  readonly part: string
  readonly answer: string
  readonly identity: Identity
  readonly grade: Pick<Grade, 'status' | 'reason' | 'convention' | 'misconception'>
}

type KeptRow = {
  ordinal: number
  part: string
  answer: string
  identity: string
  status: Grade['status']
  reason: string
  convention: string | null
  misconception: string | null
}

const pageSize = 2000

/** Rows that are wrong or partly right, and about which nothing is said yet. */
export async function* openRows(query: Query, batch: string, seal: Seal): AsyncGenerator<OpenRow> {
  let after = -1
  while (true) {
    const rows = await query<KeptRow>(
      `select s.ordinal, s.part, s.answer, t.identity, r.status, r.reason, r.convention, r.misconception
       from grading.submissions s join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal
       join grading.students t on t.batch = s.batch and t.student = s.student
       where s.batch = $1 and s.ordinal > $2 and r.status in ('wrong', 'partial') and s.answer <> ''
         and not exists (select 1 from grading.feedback f where f.batch = s.batch and f.ordinal = s.ordinal)
       order by s.ordinal limit ${pageSize}`,
      [batch, after],
    )
    for (const { ordinal, part, answer, identity, status, reason, convention, misconception } of rows)
      yield {
        ordinal,
        part,
        answer,
        identity: JSON.parse(seal.open(identity)),
        grade: {
          status,
          reason,
          ...(convention !== null && { convention }),
          ...(misconception !== null && { misconception }),
        },
      }
    const last = rows.at(-1)
    if (!last) return
    after = last.ordinal
  }
}

/** What was said before about the same, in this batch or another. */
export const findFeedback = async (query: Query, about: string): Promise<Feedback | undefined> =>
  (
    await query<Feedback>(
      'select state, says, claims, unverified from grading.feedback where about = $1 limit 1',
      [about],
    )
  )[0]

/** Keeps it for each of the rows that is still there; what is said of a row already stays. */
export const keepFeedback = (
  database: Database,
  batch: string,
  ordinals: readonly number[],
  about: string,
  { state, says, claims, unverified }: Feedback,
): Promise<void> =>
  database.transaction(async (query) => {
    await whileNobodyIsForgotten(query)
    await query(
      `insert into grading.feedback (batch, ordinal, about, state, says, claims, unverified)
       select r.batch, r.ordinal, $3, $4, $5, $6, $7 from grading.results r
       where r.batch = $1 and r.ordinal = any($2::int[]) on conflict do nothing`,
      [batch, ordinals, about, state, says.replaceAll('\0', ''), claims, unverified],
    )
  })

/** How many texts were written for a batch, those that are withheld too. */
export const textsOf = async (query: Query, batch: string): Promise<number> =>
  (
    await query<{ texts: number }>(
      'select count(distinct about)::int as texts from grading.feedback where batch = $1',
      [batch],
    )
  )[0]?.texts ?? 0

export type FeedbackCounts = { readonly told: number; readonly withheld: number; readonly open: number }

/** Rows with a text, rows whose text is withheld, and rows that still have none. */
export const feedbackCounts = async (query: Query, batch: string): Promise<FeedbackCounts> => {
  const [counts] = await query<FeedbackCounts>(
    `select count(*) filter (where f.state <> 'withheld')::int as told,
       count(*) filter (where f.state = 'withheld')::int as withheld,
       count(*) filter (where f.state is null)::int as open
     from grading.submissions s join grading.results r on r.batch = s.batch and r.ordinal = s.ordinal
     left join grading.feedback f on f.batch = s.batch and f.ordinal = s.ordinal
     where s.batch = $1 and r.status in ('wrong', 'partial') and s.answer <> ''`,
    [batch],
  )
  return counts ?? { told: 0, withheld: 0, open: 0 }
}
