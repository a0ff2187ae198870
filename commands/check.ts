import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import type { ActionCommand } from '../src/exacta.ts'
import { proseField } from '../src/fields.ts'

const input = z.strictObject({
  of: proseField({ about: 'The command it answers', example: '/conv x:[1,2,3] kernel:[1,-1]' }),
  answer: proseField({
    about: 'An answer, your working, or an explanation from anywhere',
    example: 'y = [1, 1]',
  }).optional(),
})

/** `hw4 2c = sqrt(d_out)`: what follows the part is the answer. */
const partAndAnswer = /^\s*([a-z][\w./-]*\s+\d\S*)\s+(?:=\s*)?(\S[\s\S]*)$/i

export default {
  description: 'Check an answer or an explanation, claim by claim',
  input,
  example: '/check of:/conv x:[1,2,3] kernel:[1,-1] answer:y = [1, 1]',
  run: async ({ of, answer }, exacta, request) => {
    if (answer !== undefined) return exacta.check(of, answer, request)
    const [, part, rest] = partAndAnswer.exec(of) ?? []
    if (part !== undefined && rest !== undefined) return exacta.check(part, rest, request)
    throw new InputError('syntax', 'What is the answer?', { field: 'answer', example: 'answer:y = [1, 1]' })
  },
} satisfies ActionCommand<typeof input>
