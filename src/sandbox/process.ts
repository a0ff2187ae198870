import { InputError } from '../errors.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Solution, Solver } from '../model.ts'
import { loadRegistry } from '../registry.ts'
import type { Job, Outcome } from './messages.ts'

/** The process in which sandboxed solvers run; it is killed from outside when a job takes too long. */
const solvers = new Map<string, Solver>()
for (const [name, { command }] of await loadRegistry())
  if ('solver' in command && command.solver.sandboxed) solvers.set(name, command.solver)

const outcomeOf = ({ command, input }: Job): Outcome => {
  const solver = solvers.get(command)
  if (!solver) return { kind: 'failed', message: `${command} has no sandboxed solver`, stack: undefined }
  const [field] = Object.keys(input)
  try {
    return { kind: 'solved', solution: plainData(solver.solve(solver.input.parse(input))) }
  } catch (error) {
    if (error instanceof InputError) {
      const { kind: fault, message, example } = error
      return { kind: 'wrong-input', fault, message, field: error.field, example }
    }
    if (error instanceof ReadError)
      return { kind: 'wrong-input', fault: error.kind, message: error.message, field }
    // A stack or an integer that outgrows the engine is the input's doing.
    if (error instanceof RangeError)
      return { kind: 'wrong-input', fault: 'too-large', message: 'This is too large to work out.', field }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { kind: 'failed', message, stack }
  }
}

/** Functions cannot cross to another process. */
const plainData = ({ refute: _, ...solution }: Solution): Solution => solution

const send = (outcome: Outcome): void => {
  process.send?.(outcome)
}

process.on('disconnect', () => process.exit())
// Only the parent sends messages here, and only jobs.
process.on('message', (job) => send(outcomeOf(job as Job)))
send({ kind: 'ready' })
