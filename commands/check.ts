import { z } from 'zod'
import type { ActionCommand } from '../src/exacta.ts'
import { proseField } from '../src/fields.ts'

const input = z.strictObject({
  of: proseField({ about: 'The command it answers', example: '/conv x:[1,2,3] kernel:[1,-1]' }),
  answer: proseField({
    about: 'An answer, your working, or an explanation from anywhere',
    example: 'y = [1, 1]',
  }),
})

export default {
  description: 'Check an answer or an explanation, claim by claim',
  input,
  example: '/check of:/conv x:[1,2,3] kernel:[1,-1] answer:y = [1, 1]',
  run: ({ of, answer }, exacta) => exacta.check(of, answer),
} satisfies ActionCommand<typeof input>
