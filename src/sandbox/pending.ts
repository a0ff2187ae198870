import { InputError } from '../errors.ts'
import type { Solution } from '../model.ts'
import type { Job } from './messages.ts'

/** A job and whoever waits for it. */
export type Pending = {
  readonly job: Job
  resolve(solution: Solution): void
  reject(error: Error): void
  timer?: NodeJS.Timeout
}
/** Time or memory ran out: the input's doing. */
export const tooLarge = ({ job }: Pending, message: string): InputError => {
  const [field, ...others] = Object.keys(job.input)
  return new InputError('too-large', message, others.length === 0 ? { field } : {})
}

/** Once settled a promise stays so: the exit of a killed process says nothing new. */
export const settle = (pending: Pending, outcome: Solution | Error): void => {
  clearTimeout(pending.timer)
  if (outcome instanceof Error) pending.reject(outcome)
  else pending.resolve(outcome)
}
