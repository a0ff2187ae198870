import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../src/model.ts'
import { shownValue, uncheckedBlocks, verdictRuns } from '../../../src/render/verdict.ts'
import { verdictPictures } from '../../../src/render/verdict-pictures.ts'

const green: Verdict = {
  verdict: 'agrees',
  claims: { agree: 2, disagree: 0, unverified: 0 },
  findings: [],
}
const sentences = [
  'With rank $r$ it is $\\sqrt r$.',
  'It never vanishes.',
  'A third: $2+x$.',
  'A fourth: $x$.',
]
const beside = (count: number): Verdict => ({
  ...green,
  unchecked: sentences.slice(0, count).map((quote) => ({ quote, at: 0 })),
})
const line = (verdict: Verdict): string =>
  verdictRuns(verdict)
    .map((run) => JSON.stringify(run))
    .join('')

describe('sentences that were not checked', () => {
  it('are counted behind the claims that agree', () => {
    expect(line(green)).not.toContain('could not be checked')
    expect(line(beside(1))).toContain('1 more sentence with numbers or formulas could not be checked.')
    expect(line(beside(4))).toContain('4 more sentences with numbers or formulas could not be checked.')
    expect(verdictPictures('hw4 2e', beside(4))[0]?.alt).toContain('4 could not be checked')
  })

  it('are quoted as they read, the first three of them', () => {
    expect(uncheckedBlocks(green)).toEqual([])
    expect(uncheckedBlocks(beside(1))).toEqual([
      { kind: 'text', runs: ['Not checked:'] },
      { kind: 'quote', runs: ['With rank ', 'r', ' it is ', '√r', '.'] },
    ])
    expect(uncheckedBlocks(beside(4))).toHaveLength(4)
  })
})

describe('the value of a finding', () => {
  it.each([
    ['1/sqrt(d_in)', '1/√d_in'],
    ['n < 5 ? 0 : 5 <= n <= 11 ? 2 - 2^(5 - n) : undefined', '0 for n < 5; 2 − 2⁵⁻ⁿ for 5 ≤ n ≤ 11'],
    ['keeps its scale', 'keeps its scale'],
  ])('is shown as people write it: %s', (text, shown) => expect(shownValue(text)).toBe(shown))
})
