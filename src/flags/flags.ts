import type { Finding, VerdictName } from '../model.ts'
import type { Database } from '../store/database.ts'

/** A solved command as scripts write it, and what was asked of it. */
type FlaggedSolution = {
  readonly command: string
  readonly input: Readonly<Record<string, unknown>>
  readonly asks?: readonly string[]
  readonly label?: string
}

/** A model's text that was found red or amber. Nothing in it names a person. */
export type NewFlag = {
  readonly asker: string
  readonly course: string
  /** As one would ask for it again. */
  readonly source: string
  readonly solutions: readonly FlaggedSolution[]
  readonly level: string
  readonly explanation: string
  readonly verdict: VerdictName
  readonly findings: readonly Finding[]
  readonly model: string
  readonly prompt: string
}

export type Flag = NewFlag & {
  readonly id: number
  readonly at: Date
  readonly decision: string | null
  readonly note: string | null
}

type Filter = {
  readonly command?: string | undefined
  readonly model?: string | undefined
  readonly verdict?: string | undefined
  readonly state: 'open' | 'resolved' | 'all'
}

/** How many flags of one model and command there are, for the digest. */
export type FlagCount = { readonly model: string; readonly command: string; readonly count: number }

export type Flags = {
  add(flag: NewFlag): Promise<number>
  /** The newest first. */
  list(filter: Filter, most: number): Promise<{ readonly total: number; readonly flags: readonly Flag[] }>
  find(id: number): Promise<Flag | undefined>
  /** False where there is no such flag. */
  resolve(id: number, decision: string, note: string): Promise<boolean>
  /** The oldest first. */
  all(): AsyncIterable<Flag>
  counts(from: Date, until: Date): Promise<readonly FlagCount[]>
}

const columns =
  'id, at, asker, course, source, solutions, level, explanation, verdict, findings, model, prompt, decision, note'

const pageSize = 500

/** Placeholders for the values of a filter; every comparison is with a parameter. */
const conditionOf = ({ command, model, verdict, state }: Filter): { sql: string; values: string[] } => {
  const wanted = Object.entries({ command, model, verdict }).filter(([, value]) => value !== undefined)
  const parts = wanted.map(([column], at) => `${column} = $${at + 1}`)
  if (state !== 'all') parts.push(`decision IS ${state === 'open' ? '' : 'NOT '}NULL`)
  return {
    sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '',
    values: wanted.map(([, value]) => String(value)),
  }
}

export const createFlags = (database: Pick<Database, 'query'>): Flags => ({
  async add(flag) {
    const { asker, course, source, solutions, level, explanation, verdict, findings, model, prompt } = flag
    const [row] = await database.query<{ id: number }>(
      `INSERT INTO flags (asker, course, source, solutions, command, level, explanation, verdict, findings, model, prompt)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        asker,
        course,
        source,
        JSON.stringify(solutions),
        solutions[0]?.command ?? '',
        level,
        withoutNull(explanation),
        verdict,
        withoutNull(JSON.stringify(findings)),
        model,
        prompt,
      ],
    )
    return row?.id ?? 0
  },
  async list(filter, most) {
    const { sql, values } = conditionOf(filter)
    const [flags, totals] = await Promise.all([
      database.query<Flag>(
        `SELECT ${columns} FROM flags ${sql} ORDER BY id DESC LIMIT ${Math.trunc(most)}`,
        values,
      ),
      database.query<{ total: number }>(`SELECT count(*)::int AS total FROM flags ${sql}`, values),
    ])
    return { flags, total: totals[0]?.total ?? 0 }
  },
  find: async (id) => (await database.query<Flag>(`SELECT ${columns} FROM flags WHERE id = $1`, [id]))[0],
  async resolve(id, decision, note) {
    const rows = await database.query(
      'UPDATE flags SET decision = $2, note = $3, decided_at = now() WHERE id = $1 RETURNING id',
      [id, decision, withoutNull(note)],
    )
    return rows.length > 0
  },
  async *all() {
    for (let after = 0; ; ) {
      const page = await database.query<Flag>(
        `SELECT ${columns} FROM flags WHERE id > $1 ORDER BY id LIMIT ${pageSize}`,
        [after],
      )
      yield* page
      const last = page.at(-1)
      if (!last || page.length < pageSize) return
      after = last.id
    }
  },
  counts: (from, until) =>
    database.query<FlagCount>(
      `SELECT model, command, count(*)::int AS count FROM flags WHERE at >= $1 AND at < $2
       GROUP BY model, command ORDER BY count DESC, model, command`,
      [from.toISOString(), until.toISOString()],
    ),
})

/** Postgres stores no NUL, neither in text nor, escaped, in JSON. */
const withoutNull = (text: string): string => text.replaceAll('\0', '').replaceAll('\\u0000', '')
