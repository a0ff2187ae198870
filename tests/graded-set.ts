import { fileURLToPath } from 'node:url'
import { gradeAnswer } from '../src/grading/grade/grade-answer.ts'
import { solveSet } from '../src/grading/grade/part-key.ts'
import { loadSets } from '../src/sets/load-sets.ts'
import { start } from '../src/start.ts'

/** Homework 4, ready to judge answers to its parts. */
export const gradedSet = async (): Promise<{
  readonly statusOf: (part: string, answer: string) => string
  readonly stop: () => Promise<void>
}> => {
  const started = await start({ logLevel: 'silent' })
  const [set] = await loadSets(fileURLToPath(new URL('../courses/', import.meta.url)))
  if (!set) throw new Error('no set')
  const key = await solveSet(set, started.exacta)
  const statusOf = (part: string, answer: string): string => {
    const one = key.get(part)
    if (!one) throw new Error(`no part ${part}`)
    return gradeAnswer(one, answer).status
  }
  return { statusOf, stop: started.stop }
}
