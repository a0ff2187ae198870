import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome } from './messages.ts'

const script = fileURLToPath(new URL('./process.ts', import.meta.url))
const project = fileURLToPath(new URL('../../', import.meta.url))

export type ChildEvents = {
  outcome(outcome: Outcome): void
  /** The process is gone, killed or of itself. */
  exit(): void
}

/**
 * One process that evaluates: a bounded heap, no environment, and by Node's permission model no files to write, no
 * processes and no threads to start.
 */
export class Child {
  readonly #process: ChildProcess
  readonly #gone: Promise<void>

  /** `commands` are loaded before it is ready. */
  constructor(memoryMb: number, commands: readonly string[], events: ChildEvents) {
    this.#process = fork(script, [...commands], {
      execArgv: [
        `--max-old-space-size=${memoryMb}`,
        '--permission',
        `--allow-fs-read=${project}`,
        '--disable-warning=SecurityWarning',
        '--disable-warning=ExperimentalWarning',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // A pending job holds its own timer; without one, this process may end while its children idle.
    this.#process.unref()
    this.#process.channel?.unref()
    // The child runs our own process.ts, which sends nothing but outcomes.
    this.#process.on('message', (message) => events.outcome(message as Outcome))
    this.#gone = new Promise((resolve) => {
      this.#process.once('exit', resolve)
      this.#process.once('error', resolve)
    })
    this.#gone.then(() => events.exit())
  }

  run(job: Job): void {
    // A process that dies at this moment is reported by its exit.
    this.#process.send(job, () => {})
  }

  /** Kills it, and keeps this process alive until it is gone. */
  end(): Promise<void> {
    this.#process.ref()
    this.kill()
    return this.#gone
  }

  kill(): void {
    this.#process.kill('SIGKILL')
  }
}
