import type { Query } from '../../store/database.ts'

/** The names of the files of its end that the person has already. */
export const toldFiles = async (query: Query, id: string): Promise<readonly string[]> =>
  (
    await query<{ names: string[] }>('select told_files as names from grading.requests where id = $1', [id])
  )[0]?.names ?? []

export const noteTold = async (query: Query, id: string, names: readonly string[]): Promise<void> => {
  await query('update grading.requests set told_files = told_files || $2::text[] where id = $1', [id, names])
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
