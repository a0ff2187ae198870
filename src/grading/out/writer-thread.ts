import workerpool from 'workerpool'
import { type Cell, openTable, type Table } from './csv.ts'
import { writeWhole } from './write-whole.ts'

const tables = new Map<string, Table>()

const tableAt = (path: string): Table => {
  const table = tables.get(path)
  if (!table) throw new Error(`no table is open at ${path}`)
  return table
}

/** A thread in which reports are written: nobody else waits for its disk. Only writer.ts starts it. */
workerpool.worker({
  openTable(path: string, headings: readonly string[]): void {
    tables.set(path, openTable(path, headings))
  },
  writeRows: (path: string, rows: readonly (readonly Cell[])[]): void => tableAt(path).write(rows),
  closeTable(path: string): void {
    tableAt(path).close()
    tables.delete(path)
  },
  writeFiles(files: readonly (readonly [path: string, content: string | Uint8Array])[]): void {
    for (const [path, content] of files) writeWhole(path, content)
  },
})
