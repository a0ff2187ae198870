import { z } from 'zod'
import type { References } from './reference.ts'

/** The part of a Slack message that tells which command it is about. */
const withButtons = z.object({
  blocks: z.array(
    z.object({
      elements: z
        .array(z.object({ action_id: z.string().optional(), value: z.string().optional() }))
        .optional(),
    }),
  ),
})

/** The values of Exacta's buttons in a message, in order. */
export const buttonValues = (message: unknown): readonly string[] => {
  const read = withButtons.safeParse(message)
  if (!read.success) return []
  return read.data.blocks
    .flatMap(({ elements }) => elements ?? [])
    .filter(({ action_id }) => action_id?.startsWith('exacta.'))
    .flatMap(({ value }) => (value === undefined ? [] : [value]))
}

/** The command that a message answers, as its buttons carry it. */
export const sourceIn = (message: unknown, references: References): string | undefined => {
  const values = buttonValues(message)
  for (const value of values) {
    const source = references.resolve(value, values)
    if (source !== undefined) return source
  }
  return undefined
}
