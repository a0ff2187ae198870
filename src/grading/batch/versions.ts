import type { Database, Query } from '../../store/database.ts'
import { whileNobodyIsForgotten } from './forgetting.ts'

/** A batch and the version of the grader that its verdicts are of. */
export type Owned = { readonly batch: string; readonly grader: string }

/**
 * How often anybody was forgotten, where the batch is this version's: nobody is, and it stays that, until the transaction ends.
 * Whoever forgets or takes the batch over waits for it; undefined where the batch was taken over before.
 */
export const forgettingsWhileOf = async (
  query: Query,
  { batch, grader }: Owned,
): Promise<number | undefined> => {
  await whileNobodyIsForgotten(query)
  const [owned] = await query<{ times: number }>(
    'select (select times from grading.forgettings) as times from grading.batches where id = $1 and grader = $2 for share',
    [batch, grader],
  )
  return owned?.times
}

/** Without any verdict for so long, a version is believed to be gone: a chunk takes seconds. */
const goneMinutes = 2

/** Batches under way whose version grades nothing any more; `alone` says that no other process can be there. */
export const abandonedBatches = (query: Query, grader: string, alone: boolean): Promise<readonly Owned[]> =>
  query<Owned>(
    `select b.id as batch, b.grader from grading.batches b
     where b.state = 'queued' and b.grader <> $1
       and ($2 or (b.queued_at < now() - make_interval(mins => $3) and not exists (
         select 1 from grading.chunks c join grading.batches o on o.id = c.batch
         where o.grader = b.grader and c.done_at > now() - make_interval(mins => $3))))`,
    [grader, alone, goneMinutes],
  )

/** Gives a batch to another version, which grades all of it anew; false where another process was faster, or it has no answers yet. */
export const takeOverBatch = (
  database: Database,
  { batch, grader: from }: Owned,
  grader: string,
): Promise<boolean> =>
  database.transaction(async (query) => {
    const taken = await query(
      `update grading.batches set grader = $3, state = 'queued', queued_at = now(), finished_at = null
       where id = $1 and grader = $2 and state <> 'importing'
         and exists (select 1 from grading.chunks where batch = $1) returning id`,
      [batch, from, grader],
    )
    if (taken.length === 0) return false
    await query('delete from grading.results where batch = $1', [batch])
    await query('delete from grading.judgements where batch = $1', [batch])
    await query('update grading.chunks set done_at = null where batch = $1', [batch])
    return true
  })
