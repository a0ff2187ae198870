import { readdir, readFile } from 'node:fs/promises'
import type { Connection } from './database.ts'

const folder = new URL('./migrations/', import.meta.url)

/**
 * Runs every `migrations/<topic>.sql` that has not run yet, in the order of their names. A file never changes once it
 * is released; what comes later to a topic is `<topic>-2.sql`.
 */
export const migrate = async (connection: Connection): Promise<void> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
  const names = files.map((file) => file.slice(0, -'.sql'.length)).sort()
  await connection.migrate(async (run) => {
    await run('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, at timestamptz DEFAULT now())')
    // The table above has this column.
    const rows = (await run('SELECT name FROM migrations')) as readonly { readonly name: string }[]
    const done = new Set(rows.map(({ name }) => name))
    for (const name of names.filter((file) => !done.has(file))) {
      await run(await readFile(new URL(`${name}.sql`, folder), 'utf8'))
      await run(`INSERT INTO migrations (name) VALUES ('${name.replaceAll("'", "''")}')`)
    }
  })
}
