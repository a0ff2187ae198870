import { readConfig } from '../config.ts'
import { openDatabase } from '../store/database.ts'
import { StoreInUseError } from '../store/embedded.ts'

type Row = {
  readonly day: string
  readonly who: string
  readonly calls: number
  readonly tokens: string
  readonly dollars: number | null
}

const groups = { model: 'model', course: 'course', person: 'asker' } as const
export type CostGroup = keyof typeof groups

export const isCostGroup = (name: string): name is CostGroup => name in groups

/** Calls, tokens and money of the last days, by model, course or person (as pseudonyms), to standard output. */
export const showCosts = async (by: CostGroup, days: number): Promise<void> => {
  const database = openDatabase(readConfig().store ?? {})
  try {
    const rows = await database.query<Row>(
      `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, ${groups[by]} AS who, count(*)::int AS calls,
         sum(tokens_in + tokens_out)::text AS tokens, sum(cost) AS dollars
       FROM model_calls WHERE at >= now() - make_interval(days => $1)
       GROUP BY 1, 2 ORDER BY 1 DESC, calls DESC`,
      [days],
    )
    process.stdout.write(table(by, rows))
  } catch (error) {
    if (!(error instanceof StoreInUseError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } finally {
    await database.stop()
  }
}

const table = (by: CostGroup, rows: readonly Row[]): string => {
  const width = Math.max(by.length, ...rows.map(({ who }) => who.length))
  const line = (day: string, who: string, calls: string, tokens: string, dollars: string): string =>
    `${day.padEnd(10)}  ${who.padEnd(width)}  ${calls.padStart(6)}  ${tokens.padStart(10)}  ${dollars.padStart(9)}\n`
  return [
    line('day', by, 'calls', 'tokens', 'dollars'),
    ...rows.map(({ day, who, calls, tokens, dollars }) =>
      line(day, who, String(calls), tokens, dollars === null ? '–' : dollars.toFixed(4)),
    ),
  ].join('')
}
