import { join } from 'node:path'
import { InputError } from '../../errors.ts'
import { sniff, textOf } from '../import/encoding.ts'
import { importLimits } from '../import/limits.ts'
import { rowsOf } from '../import/table.ts'

/** What an earlier grading said, by student and part as they stand in its table. */
export type Earlier = ReadonlyMap<string, { readonly status: string; readonly points: number }>

export const keyOf = (student: string, part: string): string => `${student}\n${part}`

/** Reads `graded.csv` of an earlier grading. Throws InputError where there is none. */
export const readEarlier = async (folder: string): Promise<Earlier> => {
  const path = join(folder, 'graded.csv')
  const { encoding } = await sniff(path, importLimits.bytes)
  const earlier = new Map<string, { status: string; points: number }>()
  let headings: readonly string[] | undefined
  for await (const { cells, row } of rowsOf(textOf(path, encoding), ',', importLimits)) {
    if (!headings) {
      headings = cells
      continue
    }
    const cell = (name: string): string => {
      const text = cells[headings?.indexOf(name) ?? -1]
      if (text !== undefined) return text
      throw new InputError('syntax', `${path}, row ${row}: there is no column ${name}.`, { field: 'against' })
    }
    const student = cell('student').replace(/^'(?=[=+\-@])/, '')
    earlier.set(keyOf(student, cell('part')), { status: cell('status'), points: Number(cell('points')) })
  }
  return earlier
}
