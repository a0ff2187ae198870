import { z } from 'zod'
import type { ActionCommand } from '../src/exacta.ts'
import { proseField } from '../src/fields.ts'

const input = z.strictObject({
  of: proseField({ about: 'The command to explain', example: '/conv x:[1,2,3] kernel:[1,-1]' }),
})

export default {
  description: 'Explain a solution in words, checked claim by claim',
  input,
  example: '/explain of:/conv x:[1,2,3] kernel:[1,-1]',
  run: ({ of }, exacta) => exacta.explain(of),
} satisfies ActionCommand<typeof input>
