import { readdirSync, readFileSync } from 'node:fs'
import type { LabelledRow, Solve } from '../src/check/evaluate-rows.ts'
import { referencesOf } from '../src/check/evaluate-rows.ts'
import type { Reference, Solver } from '../src/model.ts'

/** Explanations with their labels from `tests/fixtures/`. */
export const labelledRows = (name: string): readonly LabelledRow[] =>
  readFileSync(new URL(`./fixtures/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): LabelledRow => JSON.parse(line))

const folder = new URL('../solvers/', import.meta.url)
const solvers = new Map<string, Solver>()
for (const file of readdirSync(folder)) {
  const module: { default: Solver } = await import(new URL(file, folder).href)
  solvers.set(file.replace(/\.ts$/, ''), module.default)
}

export const solve: Solve = (command, input) => {
  const solver = solvers.get(command)
  if (!solver) throw new Error(`no solver ${command}`)
  return solver.solve(solver.input.parse(input))
}

/** The solved references of a fixture's row. */
export const solved = (
  id: string,
  name = 'explanations',
): { row: LabelledRow; references: readonly Reference[] } => {
  const row = labelledRows(name).find((one) => one.id === id)
  const references = row && referencesOf(row, solve)
  if (!row || !references) throw new Error(`no solved row ${id}`)
  return { row, references }
}

export const reference = (command: string, input: unknown, asks?: readonly string[]): Reference => ({
  command,
  solution: solve(command, input),
  ...(asks ? { asks } : {}),
})
