import type { Query } from '../../store/database.ts'

/** How many answers came out how; each is counted once. */
export type Counts = {
  readonly correct: number
  readonly partial: number
  readonly wrong: number
  readonly convention: number
  readonly person: number
}

export const countsOf = async (query: Query, batch: string): Promise<Counts> => {
  const [counts] = await query<Counts>(
    `select count(*) filter (where status = 'correct' and convention is null)::int as correct,
       count(*) filter (where status = 'partial' and convention is null)::int as partial,
       count(*) filter (where status = 'wrong' and convention is null)::int as wrong,
       count(*) filter (where status <> 'person' and convention is not null)::int as convention,
       count(*) filter (where status = 'person')::int as person
     from grading.results where batch = $1`,
    [batch],
  )
  return counts ?? { correct: 0, partial: 0, wrong: 0, convention: 0, person: 0 }
}

export type BatchSize = { readonly students: number; readonly parts: number; readonly answers: number }

export const sizeOf = async (query: Query, batch: string): Promise<BatchSize> => {
  const [size] = await query<BatchSize>(
    `select (select count(*) from grading.students where batch = $1)::int as students,
       count(distinct part)::int as parts, count(*)::int as answers from grading.submissions where batch = $1`,
    [batch],
  )
  return size ?? { students: 0, parts: 0, answers: 0 }
}
