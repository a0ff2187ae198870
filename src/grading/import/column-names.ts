import { InputError } from '../../errors.ts'
import type { ColumnNames } from './headings.ts'

/** `student=SID,part=Problem` → names by kind. */
export const columnNames = (text: string): ColumnNames =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      if (at > 0) return [pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()]
      throw new InputError('syntax', `\`${pair}\` names no column.`, {
        field: 'columns',
        example: 'student=SID,part=Problem,answer=Response',
      })
    }),
  )
