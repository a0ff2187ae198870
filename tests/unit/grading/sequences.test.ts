import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gradeAnswer } from '../../../src/grading/grade/grade-answer.ts'
import { type SetKey, solveSet } from '../../../src/grading/grade/part-key.ts'
import { loadSets } from '../../../src/sets/load-sets.ts'
import { type Started, start } from '../../../src/start.ts'

const cases = '0 for n<0, 2-2^(-n) for 0<=n<=6, 127*2^(-n) for n>=7'

describe('sequences as people write them', () => {
  let started: Started
  let key: SetKey

  beforeAll(async () => {
    started = await start({ logLevel: 'silent' })
    const [set] = await loadSets(fileURLToPath(new URL('../../../courses/', import.meta.url)))
    if (!set) throw new Error('no set')
    key = await solveSet(set, started.exacta)
  })
  afterAll(() => started.stop())

  const statusOf = (part: string, answer: string): string => {
    const one = key.get(part)
    if (!one) throw new Error(`no part ${part}`)
    return gradeAnswer(one, answer).status
  }

  it.each([
    ['3a', 'y(n) = 2-2^(-n) for 0<=n<=6 and 127*2^(-n) for n >= 7'],
    ['3b', '2-2^(5-n) for 5<=n<=11 and 127*2^(5-n) for n>=12'],
  ])('leaves to a person what says nothing of where it is zero: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).toBe('person')
    expect(statusOf(part, `${answer}, 0 otherwise`)).toBe('correct')
  })

  it.each([
    'y(n-1) = \\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le 6\\\\127\\cdot 2^{-n}&n\\ge 7\\end{cases}',
    `h(n) = ${cases}`,
    `x[n] = ${cases}`,
  ])('takes no other sequence: %s', (answer) => expect(statusOf('3a', answer)).toBe('person'))
})
