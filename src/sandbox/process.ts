import { InputError } from '../errors.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Solution, Solver, TopicCommand } from '../model.ts'
import type { Job, Outcome } from './messages.ts'

/** The process in which sandboxed solvers run; it is killed from outside when a job takes too long. */
const solvers = new Map<string, Solver>()

const send = (outcome: Outcome): void => {
  process.send?.(outcome)
}

const load = async (command: string): Promise<Solver> => {
  const known = solvers.get(command)
  if (known) return known
  if (!/^[a-z][a-z0-9]*$/.test(command)) throw new Error('this is no name of a command')
  const module: { default: TopicCommand } = await import(
    new URL(`../../commands/${command}.ts`, import.meta.url).href
  )
  const { solver } = module.default
  if (!solver?.sandboxed) throw new Error(`${command} has no sandboxed solver`)
  solvers.set(command, solver)
  send({ kind: 'loaded', command })
  return solver
}

const outcomeOf = async ({ command, input }: Job): Promise<Outcome> => {
  const [field] = Object.keys(input)
  try {
    const solver = await load(command)
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

process.on('disconnect', () => process.exit())
// Only the parent sends messages here, and only jobs.
process.on('message', (job) => outcomeOf(job as Job).then(send))
// The commands that were asked for before are ready from the start; one that fails says so when asked for.
await Promise.allSettled(process.argv.slice(2).map(load))
send({ kind: 'ready' })
