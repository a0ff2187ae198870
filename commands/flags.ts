import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { decisions, type StaffCommand } from '../src/exacta.ts'
import { choiceField, countField, flagField, proseField } from '../src/fields.ts'

const input = z.strictObject({
  id: countField({ about: 'Open one flag by its number', example: '12' }, 1, 2 ** 31 - 1).optional(),
  resolve: choiceField({ about: 'Decide it: who was wrong', example: 'model wrong' }, decisions).optional(),
  note: proseField({ about: 'Why, for whoever reads it later', example: 'drifts row by row' }, 2000).default(
    '',
  ),
  state: choiceField({ about: 'Which to list', example: 'open' }, ['open', 'resolved', 'all']).default(
    'open',
  ),
  command: proseField({ about: 'List those about one command', example: 'conv' }, 100).optional(),
  model: proseField({ about: 'List those of one model', example: 'gpt-5.1' }, 200).optional(),
  verdict: choiceField({ about: 'List those of one verdict', example: 'disagrees' }, [
    'disagrees',
    'contradicts-itself',
    'spirals',
    'differs-by-convention',
    'incomplete',
  ]).optional(),
  export: flagField({ about: 'Get the decided ones as a file for exacta eval', example: 'true' }).default(
    false,
  ),
})

export default {
  description: 'For staff: explanations that disagreed with the solver',
  input,
  example: '/flags id:12 resolve:model wrong note:drifts row by row',
  staff: true,
  run: async ({ id, resolve, note, command, ...rest }, desk, { asker }) => {
    if (rest.export) return desk.exportFlags()
    if (id === undefined) {
      if (resolve !== undefined)
        throw new InputError('syntax', 'Which flag is decided?', { field: 'id', example: 'id:12' })
      return desk.flags({ ...rest, command: command?.replace(/^\//, '') })
    }
    return resolve === undefined ? desk.flag(id) : desk.resolve(id, resolve, note, asker)
  },
} satisfies StaffCommand<typeof input>
