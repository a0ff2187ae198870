import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluateRows, type Tally } from '../../../src/check/evaluate-rows.ts'
import { labelledRows, solve } from '../../labelled-rows.ts'

type Committed = Readonly<Record<string, Omit<Tally, 'rows'>>>
const committed: Committed = JSON.parse(
  readFileSync(new URL('../../fixtures/figures.json', import.meta.url), 'utf8'),
)

const holds = (name: string, tally: Tally): void => {
  const before = committed[name]
  console.info(name, JSON.stringify(tally))
  expect(tally.recall ?? 0).toBeGreaterThanOrEqual(before?.recall ?? 0)
  expect(tally.falseAlarms ?? 0).toBeLessThanOrEqual(before?.falseAlarms ?? 0)
  expect(tally.amberAccuracy ?? 0).toBeGreaterThanOrEqual(before?.amberAccuracy ?? 0)
  expect(tally.coverage ?? 0).toBeGreaterThanOrEqual(before?.coverage ?? 0)
}

describe('the figures on labelled explanations', () => {
  it('do not fall behind those committed', () => {
    const given = evaluateRows(labelledRows('explanations'), solve)
    const others = [
      'written',
      'styles',
      'texts',
      'answers',
      'remarks',
      'further',
      'blind',
      'asides',
      'bare',
    ].map((name) => [name, evaluateRows(labelledRows(`explanations-${name}`), solve)] as const)
    for (const { wrong } of [given, ...others.map(([, figures]) => figures)])
      for (const { id, label, verdict } of wrong) console.info(`${id}: labelled ${label}, found ${verdict}`)
    holds('with references', given.withReferences)
    holds('without references', given.withoutReferences)
    for (const [name, { all }] of others) holds(name, all)
  })

  it('count each label against the verdicts that fit it', () => {
    const row = (id: string, verdict: 'agree' | 'disagree' | 'omits', explanation: string) => ({
      id,
      topic: 'sums',
      verdict,
      explanation,
      references: [{ command: 'calc', input: { expression: '2+3' }, asks: ['value'] }],
    })
    const figures = evaluateRows(
      [
        row('right', 'agree', '**Answer:** $2+3=5$'),
        row('wrong', 'disagree', '$2+3=6$'),
        row('missed', 'disagree', '**Answer:** $5$'),
        row('none', 'omits', 'The sum of $2$ and $3$ is asked for.'),
      ],
      solve,
    )
    expect(figures.all).toMatchObject({ rows: 4, recall: 0.5, falseAlarms: 0, amberAccuracy: 1, coverage: 1 })
    expect(figures.wrong.map(({ id }) => id)).toEqual(['missed'])
    expect(figures.topics.sums?.rows).toBe(4)
  })

  it('count rows that no command can solve apart', () => {
    const unsolved = {
      id: 'a',
      topic: 't',
      verdict: 'disagree',
      explanation: '$1+1=3$',
      references: null,
    } as const
    const figures = evaluateRows([unsolved], solve)
    expect(figures.withReferences.rows).toBe(0)
    expect(figures.withoutReferences.recall).toBe(1)
  })
})
