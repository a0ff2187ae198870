import { existsSync } from 'node:fs'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/exact/equal.ts'
import { readText } from '../../src/exact/read.ts'
import { toLatex, toText } from '../../src/exact/write/write.ts'
import type { Quantity, Solution, TopicCommand } from '../../src/model.ts'
import { isTopic, loadRegistry } from '../../src/registry.ts'
import { solutionJson } from '../../src/serialize.ts'
import { solveInput } from '../unit/solve-input.ts'

const registry = await loadRegistry()
const topics = [...registry].flatMap(([name, { command }]): [string, TopicCommand][] =>
  isTopic(command) ? [[name, command]] : [],
)

const quantities = (solution: Solution): Quantity[] => [
  ...solution.answers,
  ...solution.steps.flatMap(({ yields = [] }) => yields),
  ...solution.alternatives.flatMap(({ answers }) => answers),
  ...(solution.related ?? []),
]

const typesets = (latex: string): void => {
  expect(() =>
    katex.renderToString(latex, { throwOnError: true, strict: 'ignore', displayMode: true }),
  ).not.toThrow()
}

describe.each([...registry].map(([name, entry]) => ({ name, ...entry })))('/$name', ({ name, info }) => {
  it('fits what platforms allow', () => {
    expect(name).toMatch(/^[a-z][a-z0-9]{0,31}$/)
    expect(info.description.length).toBeGreaterThan(10)
    expect(info.description.length).toBeLessThanOrEqual(100)
    expect(info.fields.length).toBeLessThanOrEqual(25)
    for (const field of info.fields) {
      expect(field.name).toMatch(/^[a-z][a-z0-9_]{0,31}$/)
      expect(field.about.length).toBeLessThanOrEqual(100)
      expect((field.choices ?? []).length).toBeLessThanOrEqual(25)
      expect(field.example).not.toBe('')
    }
  })
})

describe.each(topics)('/%s', (name, { solver }) => {
  it('has a test of its own', () => {
    expect(existsSync(new URL(`../unit/solvers/${name}.test.ts`, import.meta.url))).toBe(true)
    expect(solver.examples.length).toBeGreaterThan(0)
    expect(solver.idea.length).toBeGreaterThan(30)
  })

  it.each(solver.examples.map((example) => [example.says, example] as const))('example: %s', (_, example) => {
    const solution = solveInput(solver, example.input)
    expect(Object.keys(example.answers)).not.toEqual([])
    for (const [answer, expected] of Object.entries(example.answers)) {
      const found = solution.answers.find((quantity) => quantity.name === answer)
      expect(found, answer).toBeDefined()
      if (found && toText(found.value) !== expected)
        expect(
          equal(found.value, readText(expected), {}).equal,
          `${answer}: ${toText(found.value)}, not ${expected}`,
        ).toBe(true)
    }
    expect(solution.conventions).not.toEqual([])
    expect(solution.steps.length).toBeGreaterThan(0)
    expect(solutionJson(solveInput(solver, example.input))).toEqual(solutionJson(solution))
    for (const { symbol, value } of quantities(solution)) {
      typesets(symbol)
      typesets(toLatex(value))
    }
    for (const { latex } of solution.steps) typesets(latex)
  })

  it('gives alternatives that differ from the answer, one sentence each', () => {
    for (const example of solver.examples) {
      const solution = solveInput(solver, example.input)
      for (const alternative of solution.alternatives) {
        expect(alternative.says).toMatch(/[.]$/)
        const differs = alternative.answers.some((other) => {
          const own = solution.answers.find((answer) => answer.name === other.name)
          return !own || toText(own.value) !== toText(other.value)
        })
        expect(differs, alternative.says).toBe(true)
      }
    }
  })
})
