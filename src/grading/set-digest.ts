import { createHash } from 'node:crypto'
import type { ProblemSet } from '../sets/problem-set.ts'

/** The same for the same set: what was graded with another one is graded again. */
export const digestOf = (set: ProblemSet): string =>
  createHash('sha256').update(JSON.stringify(set)).digest('base64url').slice(0, 22)
