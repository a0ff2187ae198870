import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readLatex, readText } from '../../../src/exact/read.ts'

const oracle = z
  .object({
    cases: z.array(
      z.object({
        input: z.object({
          referenceLatex: z.string(),
          referencePlain: z.string(),
          candidate: z.string(),
          format: z.enum(['latex', 'plain', 'llm']),
        }),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../fixtures/oracles/equivalence.json', import.meta.url), 'utf8')),
  )

// The texts are those that students and models write for answers of this field, with verdicts by SymPy.
it('reads every reference and candidate of the equivalence oracle', () => {
  const unread: string[] = []
  const attempt = (read: (text: string) => unknown, text: string): void => {
    try {
      read(text)
    } catch {
      unread.push(text)
    }
  }
  for (const { input } of oracle.cases) {
    attempt(readLatex, input.referenceLatex)
    attempt(readText, input.referencePlain)
    attempt(input.format === 'latex' ? readLatex : readText, input.candidate)
  }
  expect(oracle.cases.length).toBeGreaterThan(500)
  expect(unread).toEqual([])
})
