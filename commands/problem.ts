import { z } from 'zod'
import type { ActionCommand } from '../src/exacta.ts'
import { proseField } from '../src/fields.ts'

const input = z.strictObject({
  of: proseField({ about: 'The set and the part', example: 'hw4 3c' }),
})

export default {
  description: 'Show a part of a problem set',
  input,
  example: '/problem hw4 3c',
  run: ({ of }, exacta, request) => exacta.problem(of, request),
} satisfies ActionCommand<typeof input>
