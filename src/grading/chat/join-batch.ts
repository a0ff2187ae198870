import type { Database, Query } from '../../store/database.ts'
import { cancelBatch, reopenBatch } from '../batch/batches.ts'
import { awaitBatch, othersWait } from './requests.ts'

/** People join and leave a batch one after the other, so that none stops what another has just joined. */
const inTurn = <T>(
  database: Pick<Database, 'transaction'>,
  batch: string,
  work: (query: Query) => Promise<T>,
): Promise<T> =>
  database.transaction(async (query) => {
    await query('select id from grading.batches where id = $1 for update', [batch])
    return work(query)
  })

/** Lets a request wait for its batch, which goes on if another's request stopped it; false where it was withdrawn. */
export const joinBatch = (
  database: Pick<Database, 'transaction'>,
  id: string,
  batch: string,
): Promise<boolean> =>
  inTurn(database, batch, async (query) => {
    const joined = await awaitBatch(query, id, batch)
    if (joined) await reopenBatch(query, batch)
    else if (!(await othersWait(query, batch, id))) await cancelBatch(query, batch)
    return joined
  })

/** Stops a batch unless another's request waits for it: true where one does. */
export const stopUnlessOthersWait = (
  database: Pick<Database, 'transaction'>,
  id: string,
  batch: string,
): Promise<boolean> =>
  inTurn(database, batch, async (query) => {
    if (await othersWait(query, batch, id)) return true
    await cancelBatch(query, batch)
    return false
  })
