import type { Solution } from './model.ts'
import { Pool } from './sandbox/pool.ts'

export type SandboxOptions = {
  /** From the start of a job to the killing of its process. */
  readonly timeoutMs: number
  /** The heap of each process. */
  readonly memoryMb: number
  /** How many jobs can run at once; all but the running ones are spares. */
  readonly processes?: number
}

/** Runs solvers on what users typed where it can neither hang nor harm this process. */
export type Sandbox = {
  /** Rejects with InputError, `too-large` when time or memory run out; with UpstreamError when all processes are taken. */
  solve(command: string, input: Readonly<Record<string, unknown>>): Promise<Solution>
  /** Starts the processes before the first job needs one, with the solvers of some commands read; settles when all are up. */
  warm(commands?: readonly string[]): Promise<void>
  stop(): Promise<void>
}

export const createSandbox = (options: SandboxOptions): Sandbox => new Pool(options)
