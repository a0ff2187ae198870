import { InputError, type InputFault } from '../errors.ts'
import type { Solution } from '../model.ts'

/** What crosses between the processes is plain data: the error classes and functions stay on their side. */
export type Job = { readonly command: string; readonly input: Readonly<Record<string, unknown>> }

export type Outcome =
  | { readonly kind: 'ready' }
  /** The solver's file is read: from here on the time is the input's doing. */
  | { readonly kind: 'loaded'; readonly command: string }
  | { readonly kind: 'solved'; readonly solution: Solution }
  | {
      readonly kind: 'wrong-input'
      readonly fault: InputFault
      readonly message: string
      readonly field?: string | undefined
      readonly example?: string | undefined
    }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined }

/** The error of an outcome without a solution, as it would have been thrown here. */
export const errorOf = (outcome: Exclude<Outcome, { kind: 'ready' | 'loaded' | 'solved' }>): Error => {
  if (outcome.kind === 'wrong-input')
    return new InputError(outcome.fault, outcome.message, { field: outcome.field, example: outcome.example })
  const error = new Error(outcome.message)
  if (outcome.stack !== undefined) error.stack = outcome.stack
  return error
}
