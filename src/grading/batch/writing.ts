import { createHash } from 'node:crypto'

/** The same for the same words in the same part. Whoever guesses the words can find that somebody wrote them. */
export const writingOf = (part: string, answer: string): string =>
  createHash('sha256').update(`${part}\n${answer}`).digest('base64url').slice(0, 32)
