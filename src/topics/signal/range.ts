import { InputError } from '../../errors.ts'
import type { FormulaPiece } from '../../exact/signal/pieces.ts'
import { lastChange } from '../../exact/signal/values.ts'
import type { Input } from './fields.ts'

const mostValues = 1000

type Range = { readonly from: number; readonly to: number }

export const rangeOf = ({ from, to }: Input, pieces: readonly FormulaPiece[]): Range | undefined => {
  if (from === undefined && to === undefined) return undefined
  const start = from ?? Math.min(0, to ?? 0)
  const end = to ?? Math.max(start, lastChange(pieces) ?? start) + 5
  if (end < start)
    throw new InputError('domain', `The range ends at ${end}, before it begins at ${start}.`, {
      field: 'to',
      example: `${start + 10}`,
    })
  if (end - start >= mostValues)
    throw new InputError(
      'too-large',
      `At most ${mostValues} values are listed; this range has ${end - start + 1}.`,
      { field: 'to' },
    )
  return { from: start, to: end }
}
