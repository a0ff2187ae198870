import { InputError } from '../../src/errors.ts'
import type { Solution, Solver } from '../../src/model.ts'

/** Reads an input as the pipeline does and solves it; throws InputError with the field for input that cannot be read. */
export const solveInput = (solver: Solver, input: object): Solution => {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
  const read = solver.input.safeParse(given)
  if (read.success) return solver.solve(read.data)
  const [issue] = read.error.issues
  throw new InputError('syntax', issue?.message ?? '', { field: String(issue?.path[0] ?? '') })
}
