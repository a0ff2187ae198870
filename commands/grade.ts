import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import type { StaffCommand } from '../src/exacta.ts'
import { choiceField, fileField, flagField, proseField } from '../src/fields.ts'

const input = z.strictObject({
  action: choiceField(
    { about: 'Grade a file, or see or stop what you began', example: 'status', typed: true },
    ['grade', 'status', 'cancel'],
  ).default('grade'),
  set: proseField({ about: 'The problem set', example: 'hw4' }, 100).optional(),
  file: fileField({
    about: 'Answers as CSV or JSON lines, or an export of Canvas or Gradescope',
    example: 'answers.csv',
  }).optional(),
  columns: proseField(
    {
      about: 'Which columns they are, or which each part’s (2b=Scale), where headings do not tell',
      example: 'student=SID,part=Problem,answer=Response',
    },
    1000,
  ).optional(),
  feedback: flagField({
    about: 'Let a model say something about answers that are not right',
    example: 'true',
  }).default(false),
  batch: proseField(
    { about: 'Which one to cancel, as status names it', example: 'k3m8qa', typed: true },
    40,
  ).optional(),
})

export default {
  description: 'For staff: grade a class’s answers exactly, from a file',
  input,
  example: '/grade set:hw4 file:answers.csv',
  staff: true,
  run: async ({ action, set, file, columns, feedback, batch }, { classes }, request) => {
    if (action === 'status') return classes.status(request)
    if (action === 'cancel') return classes.cancel(batch, request)
    if (set === undefined)
      throw new InputError('syntax', 'Which problem set?', { field: 'set', example: 'set:hw4' })
    if (file === undefined)
      throw new InputError('syntax', 'Attach the file with the answers.', { field: 'file' })
    return classes.grade({ set, file, columns, feedback }, request)
  },
} satisfies StaffCommand<typeof input>
