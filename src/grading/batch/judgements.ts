import type { Database, Query } from '../../store/database.ts'
import type { Grade } from '../grade/grade-answer.ts'
import { forgettingsWhileOf, type Owned } from './versions.ts'

/** What an answer's words earn in a part, by a digest of both. */
export type Judgements = ReadonlyMap<string, Grade>

/** What others of this version have judged of these writings in this batch. */
export const judgementsOf = async (
  query: Query,
  { batch, grader }: Owned,
  writings: readonly string[],
): Promise<Judgements> => {
  const rows = await query<{ writing: string; grade: Grade }>(
    `select j.writing, j.grade from grading.judgements j join grading.batches b on b.id = j.batch
     where j.batch = $1 and j.writing = any($2::text[]) and b.grader = $3`,
    [batch, writings, grader],
  )
  return new Map(rows.map(({ writing, grade }) => [writing, grade]))
}

/**
 * Keeps judgements for others; the first one of a writing stays. None is kept where anybody was forgotten since the answers
 * were read, which `since` counts: the words may be theirs; nor where another version has taken the batch over.
 */
export const keepJudgements = async (
  database: Database,
  owned: Owned,
  judgements: Judgements,
  since: number,
): Promise<void> => {
  if (judgements.size === 0) return
  await database.transaction(async (query) => {
    if ((await forgettingsWhileOf(query, owned)) === since)
      await insertJudgements(query, owned.batch, judgements)
  })
}

const insertJudgements = async (query: Query, batch: string, judgements: Judgements): Promise<void> => {
  // In one order everywhere, so that two workers never wait for one another.
  const sorted = [...judgements].sort(([a], [b]) => (a < b ? -1 : 1))
  await query(
    `insert into grading.judgements (batch, writing, grade)
     select $1, writing, grade::json from unnest($2::text[], $3::text[]) as judged (writing, grade)
     where exists (select 1 from grading.batches where id = $1 and state = 'queued') on conflict do nothing`,
    [batch, sorted.map(([writing]) => writing), sorted.map(([, grade]) => JSON.stringify(grade))],
  )
}
