import { describe, expect, it } from 'vitest'
import { readLatex, readPlain } from '../../../src/exact/read.ts'
import type { Exact } from '../../../src/exact/value.ts'
import { toLatex } from '../../../src/exact/write/write.ts'
import { gradeAnswer } from '../../../src/grading/grade/grade-answer.ts'
import { solveSet } from '../../../src/grading/grade/part-key.ts'
import type { ProblemSet } from '../../../src/sets/problem-set.ts'
import { oracle } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly input: {
    readonly referenceLatex?: string
    readonly referencePlain?: string
    readonly candidate: string
    readonly domain?: string
  }
  readonly expected: { readonly equal: boolean; readonly approx?: unknown; readonly policy?: unknown }
}

const attempt = (read: () => Exact): Exact | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The notations of a reference are one value; plain text tells shapes from products, LaTeX the order of matrices. */
const referenceOf = ({ referencePlain, referenceLatex }: Case['input']): Exact | undefined => {
  const plain = referencePlain === undefined ? undefined : attempt(() => readPlain(referencePlain))
  const latex = referenceLatex === undefined ? undefined : attempt(() => readLatex(referenceLatex))
  return plain?.kind === 'tensor' || plain?.kind === 'shape' ? plain : (latex ?? plain)
}

/** A set of one part whose answer is `value`. */
const gradeAs = async (value: Exact, answer: string): Promise<string> => {
  const set: ProblemSet = {
    course: 'c',
    name: 's',
    title: 's',
    checks: true,
    conventionCredit: 0,
    parts: [
      {
        part: '1',
        points: 1,
        statement: 's',
        accepts: [],
        solutions: [{ command: 'x', input: {}, asks: ['a'] }],
      },
    ],
  }
  const solve = async () => ({
    answers: [{ name: 'a', symbol: 'a_{0}', value, about: 'the answer' }],
    steps: [],
    conventions: [],
    alternatives: [],
  })
  const key = (await solveSet(set, { solve })).get('1')
  if (!key) throw new Error('no key')
  return gradeAnswer(key, answer).status
}

const cases = oracle<Case>('equivalence')

describe('pairs of notations, graded as if a class had written them', () => {
  const graded = Promise.all(
    cases.map(async ({ id, input, expected }) => {
      const value = referenceOf(input)
      const status = value === undefined ? 'person' : await gradeAs(value, input.candidate)
      return { id, status, candidate: input.candidate, reference: value && toLatex(value), input, expected }
    }),
  )

  it('calls nothing correct that is not equal', async () => {
    const rows = (await graded).filter(({ expected }) => !expected.equal)
    expect(rows.length).toBeGreaterThan(50)
    expect(
      rows
        .filter(({ status }) => status === 'correct')
        .map(({ id, candidate, reference }) => [id, reference, candidate]),
    ).toEqual([])
  })

  it('calls nothing wrong that is equal', async () => {
    const rows = (await graded).filter(({ expected }) => expected.equal)
    expect(
      rows
        .filter(({ status }) => status === 'wrong' || status === 'partial')
        .map(({ id, candidate, reference }) => [id, reference, candidate]),
    ).toEqual([])
  })

  it('decides most of them without a person', async () => {
    const rows = await graded
    expect(rows.filter(({ status }) => status !== 'person').length / rows.length).toBeGreaterThan(0.6)
  })
})
