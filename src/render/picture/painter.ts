import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Drawing } from '../../picture.ts'
import type { Answer, Job } from './messages.ts'

const script = fileURLToPath(new URL('./process.ts', import.meta.url))
const project = fileURLToPath(new URL('../../../', import.meta.url))

/** For loading MathJax and Vega on a machine that is busy. */
const startMs = 30_000

/** Replies are awaited, pictures come after them: where both want a processor, replies have it. */
const yieldToReplies = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some systems allow nobody to change priorities; then pictures only come sooner.
  }
}

/**
 * One process that draws one picture at a time: a bounded heap, no environment, and by Node's permission model no files
 * to write and no processes to start. It ends when a drawing takes too long.
 */
export class Painter {
  readonly #process: ChildProcess
  readonly #ended: Promise<void>
  #settle: ((answer: Answer) => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #drawn = 0
  #gone = false

  constructor() {
    this.#process = fork(script, [], {
      execArgv: [
        '--max-old-space-size=256',
        '--expose-gc',
        '--permission',
        `--allow-fs-read=${project}`,
        '--allow-addons',
        '--disable-warning=SecurityWarning',
        '--disable-warning=ExperimentalWarning',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    yieldToReplies(this.#process.pid)
    // process.ts sends nothing but answers.
    this.#process.on('message', (message) => this.#finish(message as Answer))
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', resolve)
      this.#process.once('error', resolve)
    })
    this.#ended.then(() => this.#leave('the process ended'))
    this.#hold(false)
  }

  get busy(): boolean {
    return this.#settle !== undefined
  }

  get gone(): boolean {
    return this.#gone
  }

  /** Never rejects. While it draws, this process stays alive. */
  draw(drawing: Drawing, timeoutMs: number): Promise<Answer> {
    return new Promise((settle) => {
      this.#settle = settle
      this.#hold(true)
      const patience = this.#drawn > 0 ? timeoutMs : timeoutMs + startMs
      this.#timer = setTimeout(() => this.#leave(`not drawn within ${timeoutMs} ms`), patience)
      const job: Job = { drawing }
      // A process that dies at this moment is reported by its exit.
      this.#process.send(job, () => {})
    })
  }

  async stop(): Promise<void> {
    this.#leave('stopped')
    this.#process.ref()
    await this.#ended
  }

  #leave(because: string): void {
    this.#gone = true
    this.#process.kill('SIGKILL')
    this.#finish({ kind: 'refused', because })
  }

  #finish(answer: Answer): void {
    clearTimeout(this.#timer)
    if (answer.kind === 'drawn') this.#drawn += 1
    this.#hold(false)
    const settle = this.#settle
    this.#settle = undefined
    settle?.(answer)
  }

  /** An idle process does not keep this one from ending. */
  #hold(held: boolean): void {
    if (held) {
      this.#process.ref()
      this.#process.channel?.ref()
    } else {
      this.#process.unref()
      this.#process.channel?.unref()
    }
  }
}
