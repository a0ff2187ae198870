import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSet } from '../../../src/grading/check-sets.ts'
import { loadSets } from '../../../src/sets/load-sets.ts'
import type { Part, ProblemSet } from '../../../src/sets/problem-set.ts'
import { type Started, start } from '../../../src/start.ts'

describe('checking problem sets', () => {
  let started: Started
  let sets: readonly ProblemSet[]
  beforeAll(async () => {
    started = await start({ logLevel: 'silent' })
    sets = await loadSets(fileURLToPath(new URL('../../../courses/', import.meta.url)))
  })
  afterAll(() => started.stop())

  const withPart = (change: Partial<Part>): ProblemSet => {
    const [set] = sets
    const part = set?.parts.find((one) => one.part === '2b')
    if (!set || !part) throw new Error('no 2b')
    return { ...set, parts: [{ ...part, ...change }] }
  }

  it('finds nothing to mend in the sets of the repository', async () => {
    for (const set of sets)
      expect((await checkSet(set, started.exacta)).filter(({ kind }) => kind === 'bad')).toEqual([])
  })

  it('reports a key that an instance refutes as disputed', async () => {
    const [set] = sets
    if (!set) throw new Error('no set')
    const disputed = (await checkSet(set, started.exacta)).filter(({ kind }) => kind === 'disputed')
    // The course's own key of 2e counts c twice, which its 2c and 2d contradict.
    expect(disputed.map(({ part }) => part)).toEqual(['2e'])
    expect(disputed[0]?.says).toMatch(/RMS|d_in = |counted twice/)
  })

  it.each([
    [
      'an input that does not solve',
      { solutions: [{ command: 'xavier', input: { fan_in: -1 }, asks: ['scale'] }] },
      /does not solve/,
    ],
    [
      'an answer there is none of',
      { solutions: [{ command: 'xavier', input: {}, asks: ['nothing'] }] },
      /nothing/,
    ],
    ['a convention there is none of', { accepts: ['moonshine'] }, /moonshine/],
    ['a key for nothing', { key: { other: '1' } }, /other/],
    ['a key that cannot be read', { key: { scale: '1/(' } }, /^the key scale = 1\/\( cannot be read/m],
    ['a formula that does not typeset', { statement: 'Find $\\frac{1}$.' }, /typeset/],
    ['the same in \\(…\\)', { statement: 'Find \\(\\frac{1}\\).' }, /\\\(\\frac\{1\}\\\) does not typeset/],
  ])('says which part has %s', async (_, change, says) => {
    const findings = await checkSet(withPart(change), started.exacta)
    expect(findings.map(({ part, kind }) => [part, kind])).toContainEqual(['2b', 'bad'])
    expect(findings.map((finding) => finding.says).join('\n')).toMatch(says)
  })

  it.each([
    // 3·2·5²·3 and 2·2·5²·3.
    [
      '1a',
      { cost_direct: '3*c*d_out^2*d_in' },
      /At c = 2, d_in = 3, d_out = 5 the key is 450, the solver’s value 300\./,
    ],
    // The ratio of d_out to d_out²: 1/10 and 1/1000.
    [
      '1a',
      { class_direct: 'Theta(d_out*d_in)' },
      /From d_out = 10 to 1000, .* goes from ≈ 0\.1 to ≈ 0\.001\./,
    ],
    // 1/2 and 1/√2.
    ['2b', { scale: '1/d_in' }, /At d_in = 2 the key is ≈ 0\.5, the solver’s value ≈ 0\.707107\./],
  ])('gives an instance on which a wrong key of %s fails', async (name, key, says) => {
    const [set] = sets
    const part = set?.parts.find((one) => one.part === name)
    if (!set || !part) throw new Error(`no ${name}`)
    const findings = await checkSet({ ...set, parts: [{ ...part, key }] }, started.exacta)
    expect(findings.map(({ kind }) => kind)).toEqual(['disputed'])
    expect(findings[0]?.says).toMatch(says)
  })
})
