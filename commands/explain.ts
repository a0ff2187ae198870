import { z } from 'zod'
import type { ActionCommand } from '../src/exacta.ts'
import { choiceField, proseField } from '../src/fields.ts'
import { levels } from '../src/level.ts'

const input = z.strictObject({
  of: proseField({
    about: 'The command or homework part to explain',
    example: '/conv x:[1,2,3] kernel:[1,-1]',
  }),
  level: choiceField({ about: 'A hint, the way in brief, or every step', example: 'brief' }, levels).default(
    'full',
  ),
  student: proseField(
    { about: 'What you think of it, or what you were told', example: 'but the key says [[3]]' },
    2000,
  ).optional(),
})

export default {
  description: 'Explain a solution in words, checked claim by claim',
  input,
  example: '/explain of:/conv x:[1,2,3] kernel:[1,-1] level:brief',
  run: ({ of, level, student }, exacta, request) => exacta.explain(of, { ...request, level, student }),
} satisfies ActionCommand<typeof input>
