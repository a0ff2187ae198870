import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { gradeAnswer } from '../../../src/grading/grade/grade-answer.ts'
import { type SetKey, solveSet } from '../../../src/grading/grade/part-key.ts'
import { loadSets } from '../../../src/sets/load-sets.ts'
import { type Started, start } from '../../../src/start.ts'

/** Solves homework 4 for the tests of a file; tells how an answer to a part of it is graded. */
export const homework = (): ((part: string, answer: string) => string) => {
  let started: Started
  let key: SetKey
  beforeAll(async () => {
    started = await start({ logLevel: 'silent' })
    const [set] = await loadSets(fileURLToPath(new URL('../../../courses/', import.meta.url)))
    if (!set) throw new Error('no set')
    key = await solveSet(set, started.exacta)
  })
  afterAll(() => started.stop())
  return (part, answer) => {
    const one = key.get(part)
    if (!one) throw new Error(`no part ${part}`)
    return gradeAnswer(one, answer).status
  }
}
