import { Worker } from 'node:worker_threads'
import type { Drawing } from '../../picture.ts'
import type { Answer, Job } from './messages.ts'

/** For loading MathJax on a machine that is busy. */
const startMs = 15_000

/** One thread that draws one picture at a time, and is ended when a drawing takes too long. */
export class Painter {
  readonly #worker: Worker
  #settle: ((answer: Answer) => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #started = false
  #gone = false

  constructor() {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    // worker.ts sends nothing but answers.
    this.#worker.on('message', (answer: Answer) => this.#finish(answer))
    this.#worker.on('error', (error) => this.#leave(error.message))
    this.#worker.on('exit', () => this.#leave('the thread ended'))
    this.#worker.unref()
  }

  get busy(): boolean {
    return this.#settle !== undefined
  }

  get gone(): boolean {
    return this.#gone
  }

  /** Never rejects. While it draws, the thread keeps the process alive. */
  draw(drawing: Drawing, timeoutMs: number): Promise<Answer> {
    return new Promise((settle) => {
      this.#settle = settle
      this.#worker.ref()
      this.#timer = setTimeout(
        () => {
          this.#leave(`not drawn within ${timeoutMs} ms`)
          void this.#worker.terminate()
        },
        this.#started ? timeoutMs : timeoutMs + startMs,
      )
      const job: Job = { drawing }
      this.#worker.postMessage(job)
    })
  }

  async stop(): Promise<void> {
    this.#leave('stopped')
    await this.#worker.terminate()
  }

  #leave(because: string): void {
    this.#gone = true
    this.#finish({ kind: 'refused', because })
  }

  #finish(answer: Answer): void {
    clearTimeout(this.#timer)
    this.#worker.unref()
    if (answer.kind === 'drawn') this.#started = true
    const settle = this.#settle
    this.#settle = undefined
    settle?.(answer)
  }
}
