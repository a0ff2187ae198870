import type { Query } from '../../store/database.ts'

/** What of its end the person has already, by the names of the files, and whether more of it may have been sent. */
export type ToldSoFar = { readonly names: readonly string[]; readonly begun: boolean }

export const toldSoFar = async (query: Query, id: string): Promise<ToldSoFar> => {
  const [told] = await query<{ names: string[]; begun: boolean }>(
    'select told_files as names, telling as begun from grading.requests where id = $1',
    [id],
  )
  return told ?? { names: [], begun: false }
}

/** Noted before anything is sent: whoever comes after looks for what arrived. */
export const noteTelling = async (query: Query, id: string): Promise<void> => {
  await query('update grading.requests set telling = true where id = $1', [id])
}

export const noteTold = async (query: Query, id: string, names: readonly string[]): Promise<void> => {
  await query('update grading.requests set told_files = told_files || $2::text[] where id = $1', [id, names])
}

/** Where the progress of a request is shown, sealed; what is over already has none. */
export const noteProgress = async (query: Query, id: string, progress: string): Promise<void> => {
  await query(`update grading.requests set progress = $2 where id = $1 and state in ('reading', 'waiting')`, [
    id,
    progress,
  ])
}

export const progressOf = async (query: Query, id: string): Promise<string | undefined> => {
  const [request] = await query<{ progress: string | null }>(
    'select progress from grading.requests where id = $1',
    [id],
  )
  return request?.progress ?? undefined
}

/** Whether a model is still to say something about its answers. */
export const wantsFeedback = async (query: Query, id: string): Promise<boolean> =>
  (
    await query(
      `select id from grading.requests where id = $1 and feedback = 'wanted' and state = 'waiting'`,
      [id],
    )
  ).length > 0

export const stopFeedback = async (query: Query, id: string): Promise<void> => {
  await query(`update grading.requests set feedback = 'stopped' where id = $1 and feedback = 'wanted'`, [id])
}
