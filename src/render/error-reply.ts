import { InputError, UpstreamError } from '../errors.ts'
import type { Reply, Run } from '../reply.ts'

/** The one place where an error becomes a reply; anything that is not the user's or a service's doing is our bug. */
export const renderError = (error: unknown, id: string): Reply => ({
  title: 'That did not work',
  tone: 'amber',
  blocks: [{ kind: 'text', runs: runsOf(error, id) }, ...exampleBlock(error)],
  actions: [],
  files: [],
  private: true,
})

const runsOf = (error: unknown, id: string): Run[] => {
  if (error instanceof InputError)
    return [...(error.field ? [{ code: error.field }, ': '] : []), ...withCode(error.message)]
  if (error instanceof UpstreamError) return [error.message]
  return [`Something went wrong on our side. If it happens again, tell the staff this number: `, { code: id }]
}

/** `names` in backticks are shown as code. */
const withCode = (message: string): Run[] =>
  message.split('`').map((part, at): Run => (at % 2 === 1 ? { code: part } : part))

const exampleBlock = (error: unknown): Reply['blocks'] => {
  if (!(error instanceof InputError) || error.example === undefined) return []
  const { field, example } = error
  const whole =
    field === undefined || example.startsWith('/') || example.startsWith(`${field}:`) || /^\w+:/.test(example)
  return [{ kind: 'text', runs: ['For example: ', { code: whole ? example : `${field}:${example}` }] }]
}
