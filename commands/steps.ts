import { z } from 'zod'
import type { ActionCommand } from '../src/exacta.ts'
import { countField, flagField, proseField } from '../src/fields.ts'

const input = z.strictObject({
  of: proseField({ about: 'The command whose steps you want', example: '/conv x:[1,2,3] kernel:[1,-1]' }),
  step: countField({ about: 'Which step, from 1', example: '1' }, 1, 1000).default(1),
  reveal: flagField({ about: 'Show its value, not only its question', example: 'true' }).default(false),
})

export default {
  description: 'Go through a solution one step at a time',
  input,
  example: '/steps of:/conv x:[1,2,3] kernel:[1,-1] step:1',
  run: ({ of, step, reveal }, exacta) => exacta.step(of, step, reveal),
} satisfies ActionCommand<typeof input>
