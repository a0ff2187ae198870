import { beforeAll, describe, expect, it } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { num } from '../../src/exact/algebra.ts'
import type { Quantity, Solution } from '../../src/model.ts'
import { loadRegistry, type Registry } from '../../src/registry.ts'
import { coursesFolder, loadSets, type ProblemSets } from '../../src/sets/load-sets.ts'
import { mergeSolutions, problemOf, subjectOf } from '../../src/subject.ts'

describe('what a reply is about', () => {
  let registry: Registry
  let sets: ProblemSets
  beforeAll(async () => {
    registry = await loadRegistry()
    sets = await loadSets(coursesFolder)
  })

  it.each(['hw4 3c', 'HW4 3(c)', 'deep-learning/hw4 3.c'])('%s is a part of a set', (text) => {
    expect(subjectOf(text, registry, sets).name).toBe('hw4 3c')
  })

  it.each(['3c', '3(c)', 'hw5 3c', 'hw9 2', 'x/hw4 3c', 'hw9'])(
    '%s names no set, and is told which there are',
    (text) => {
      expect(() => subjectOf(text, registry, sets)).toThrow(InputError)
      expect(() => subjectOf(text, registry, sets)).toThrow(/The sets are `hw4`/)
    },
  )

  it.each(['/calc 3', 'calc 3', 'calc 12'])('%s is a command all the same', (text) => {
    expect(subjectOf(text, registry, sets).name).toBe('/calc')
  })

  it.each(['hw9', '/conv x:[1]', '', 'cnv'])('no problem is named by %j', (text) => {
    expect(() => problemOf(text, registry, sets)).toThrow(/^Name a set and a part\. The sets are `hw4`/)
  })

  it('says what there is instead of another command', () => {
    expect(() => subjectOf('/cnv 3', registry, sets)).toThrow(/There is no command `\/cnv`/)
  })
})

it('labels all that the solutions of one part say', () => {
  const y: Quantity = { name: 'y', symbol: 'y', value: num(1), about: 'the output' }
  const solution: Solution = {
    answers: [y],
    steps: [{ rule: 'add', says: 'Add.', latex: 'y = 1', yields: [y] }],
    conventions: [],
    alternatives: [{ kind: 'misconception', says: 'Subtracted.', answers: [y] }],
  }
  const labelled = { name: 'y (i)', symbol: 'y_{\\text{(i)}}' }
  expect(
    mergeSolutions([
      { label: 'i', solution },
      { label: 'ii', solution },
    ]),
  ).toMatchObject({
    answers: [labelled, { name: 'y (ii)' }],
    steps: [{ says: '(i) Add.', yields: [labelled] }, { says: '(ii) Add.' }],
    alternatives: [
      { says: '(i) Subtracted.', answers: [labelled] },
      { says: '(ii) Subtracted.', answers: [{ name: 'y (ii)' }] },
    ],
  })
  expect(mergeSolutions([{ label: 'i', solution }])).toBe(solution)
})
