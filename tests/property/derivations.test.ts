import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/check/check.ts'
import { toLatex } from '../../src/exact/write/write.ts'
import type { Solution, Solver } from '../../src/model.ts'

const folder = new URL('../../solvers/', import.meta.url)
const red = new Set(['disagrees', 'contradicts-itself', 'spirals', 'differs-by-convention'])

const derivation = ({ steps }: Solution): string =>
  steps.map(({ says, latex }) => `${says}\n\n$$${latex}$$`).join('\n\n')
const bySymbol = ({ answers }: Solution): string =>
  answers
    .filter(({ value }) => value.kind !== 'word' && value.kind !== 'list')
    .map(({ symbol, value }) => `$${symbol} = ${toLatex(value)}$`)
    .join(', and ')
const byWords = ({ answers }: Solution): string =>
  answers
    .filter(({ value }) => value.kind !== 'word' && value.kind !== 'list')
    .map(({ about, value }) => `- ${about}: $${toLatex(value)}$`)
    .join('\n')

describe('what a solver says itself', () => {
  it.each(readdirSync(folder))('is never called wrong: %s', async (file) => {
    const { default: solver }: { default: Solver } = await import(new URL(file, folder).href)
    for (const { input, says } of solver.examples) {
      const solution = solver.solve(solver.input.parse(input))
      const references = [{ command: file.replace(/\.ts$/, ''), solution }]
      for (const text of [derivation(solution), bySymbol(solution), byWords(solution)]) {
        const { verdict, findings } = check(text, references)
        expect(red.has(verdict), `${says}: ${JSON.stringify(findings[0])}`).toBe(false)
      }
    }
  })
})
