import { UpstreamError } from '../errors.ts'
import type { Solution } from '../model.ts'
import type { Sandbox, SandboxOptions } from '../sandbox.ts'
import { Child } from './child.ts'
import { errorOf, type Outcome } from './messages.ts'
import { type Pending, settle, tooLarge } from './pending.ts'

type Worker = {
  readonly child: Child
  readonly loaded: Set<string>
  state: 'starting' | 'idle' | 'busy'
  slow?: boolean
  pending?: Pending | undefined
}

/** Nearly every job is done by then. */
const slowMs = 50

/** For reading a solver's file, on a machine that is busy. */
const loadingMs = 10_000

const mostFailedStarts = 3

export class Pool implements Sandbox {
  readonly #options: SandboxOptions
  readonly #workers = new Set<Worker>()
  readonly #queue: Pending[] = []
  readonly #commands = new Set<string>()
  readonly #started: (() => void)[] = []
  #progress = 0
  #everReady = false
  #failedStarts = 0
  #stopped = false

  constructor(options: SandboxOptions) {
    this.#options = options
  }

  solve(command: string, input: Readonly<Record<string, unknown>>): Promise<Solution> {
    if (this.#stopped) return Promise.reject(new Error('the sandbox has stopped'))
    this.#failedStarts = 0
    this.#commands.add(command)
    return new Promise((resolve, reject) => {
      const pending: Pending = { job: { command, input }, resolve, reject }
      this.#queue.push(pending)
      this.#await(pending)
      this.#next()
    })
  }

  async warm(commands: readonly string[] = []): Promise<void> {
    for (const command of commands) this.#commands.add(command)
    this.#fill()
    // Idle children do not keep this process alive; whoever waits for them does.
    const hold = setInterval(() => {}, loadingMs)
    while ([...this.#workers].some(({ state }) => state === 'starting'))
      await new Promise<void>((resolve) => this.#started.push(resolve))
    clearInterval(hold)
  }

  /** Replaces what is gone. */
  #fill(): void {
    const { processes = 2 } = this.#options
    while (!this.#stopped && this.#workers.size < processes && this.#failedStarts < mostFailedStarts)
      this.#start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const pending of this.#queue.splice(0)) settle(pending, new Error('the sandbox has stopped'))
    await Promise.all([...this.#workers].map(({ child }) => child.end()))
  }

  #start(): void {
    const worker: Worker = {
      child: new Child(this.#options.memoryMb, [...this.#commands], {
        outcome: (outcome) => this.#finished(worker, outcome),
        exit: () => this.#lost(worker),
      }),
      loaded: new Set(),
      state: 'starting',
    }
    this.#workers.add(worker)
  }

  #next(): void {
    this.#fill()
    for (const worker of this.#workers) {
      if (worker.state !== 'idle') continue
      const pending = this.#queue.shift()
      if (!pending) return
      this.#run(worker, pending)
    }
  }

  #run(worker: Worker, pending: Pending): void {
    clearTimeout(pending.timer)
    worker.state = 'busy'
    worker.pending = pending
    this.#limit(worker, pending, worker.loaded.has(pending.job.command) ? this.#options.timeoutMs : loadingMs)
    worker.child.run(pending.job)
  }

  #limit(worker: Worker, pending: Pending, ms: number): void {
    clearTimeout(pending.timer)
    pending.timer = setTimeout(() => {
      this.#spare(worker)
      this.#kill(worker, pending, ms)
    }, slowMs)
  }

  #kill(worker: Worker, pending: Pending, ms: number): void {
    pending.timer = setTimeout(() => {
      settle(pending, tooLarge(pending, `Working this out takes longer than ${ms / 1000} s.`))
      worker.child.kill()
      this.#lost(worker)
    }, ms - slowMs)
  }

  /** A job that takes long may be stuck: another process starts now, so that nobody waits for it later. */
  #spare(worker: Worker): void {
    const { processes = 2 } = this.#options
    worker.slow = true
    const quick = [...this.#workers].filter(({ slow }) => !slow).length
    if (quick < processes && !this.#stopped && this.#workers.size < 2 * processes) this.#start()
  }

  /** Spares beyond the usual number go when there is nothing to do. */
  #retire(worker: Worker): void {
    const { processes = 2 } = this.#options
    if (worker.state !== 'idle' || this.#workers.size <= processes) return
    this.#workers.delete(worker)
    worker.child.kill()
  }

  #finished(worker: Worker, outcome: Outcome): void {
    const { pending } = worker
    if (outcome.kind === 'loaded') {
      worker.loaded.add(outcome.command)
      if (pending) this.#limit(worker, pending, this.#options.timeoutMs)
      return
    }
    worker.state = 'idle'
    worker.slow = false
    worker.pending = undefined
    if (pending) this.#progress = performance.now()
    if (outcome.kind === 'ready') {
      for (const resolve of this.#started.splice(0)) resolve()
      this.#everReady = true
      this.#failedStarts = 0
    } else if (pending) settle(pending, outcome.kind === 'solved' ? outcome.solution : errorOf(outcome))
    this.#next()
    if (pending) this.#retire(worker)
  }

  #lost(worker: Worker): void {
    // A killed process is replaced at once, and reports its end later.
    if (!this.#workers.delete(worker)) return
    for (const resolve of this.#started.splice(0)) resolve()
    if (worker.state === 'starting') this.#failedStarts += 1
    if (worker.pending)
      settle(worker.pending, tooLarge(worker.pending, 'Working this out takes too much memory.'))
    if (this.#stopped) return
    if (this.#failedStarts >= mostFailedStarts)
      for (const pending of this.#queue.splice(0))
        settle(pending, new Error('the sandbox process does not start'))
    this.#fill()
  }

  /** Gives up on a job that no process takes: none finishes anything, and none is about to be there. */
  #await(pending: Pending, since = performance.now()): void {
    const { timeoutMs } = this.#options
    const patience = this.#everReady ? 0.9 * timeoutMs : loadingMs
    pending.timer = setTimeout(() => {
      const now = performance.now()
      const coming =
        [...this.#workers].some(({ state }) => state === 'starting') && now - since < 3 * timeoutMs
      if (coming || now - this.#progress < patience) return this.#await(pending, since)
      this.#queue.splice(this.#queue.indexOf(pending), 1)
      settle(
        pending,
        new UpstreamError('timeout', 'Every calculating process is taken; try again in a moment.'),
      )
    }, patience)
  }
}
