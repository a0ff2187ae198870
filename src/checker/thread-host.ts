import { Worker } from 'node:worker_threads'
import type { Reference } from '../model.ts'
import type { Answer, Job, Work } from './messages.ts'

const script = new URL('./thread.ts', import.meta.url)

/** Explanations that are written at the same time. */
const mostKept = 32

export type ThreadEvents = {
  answer(answer: Answer): void
  /** It is gone, of itself. */
  lost(because: string): void
}

/** One thread that checks, and what it has been told. */
export class CheckingThread {
  readonly #worker: Worker
  readonly #kept: number[] = []

  constructor({ answer, lost }: ThreadEvents) {
    this.#worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: 256 } })
    // A pending check holds its own timer; without one, this process may end while the thread idles.
    this.#worker.unref()
    // Only our own thread.ts sends messages here, and nothing but answers.
    this.#worker.on('message', (message) => answer(message as Answer))
    this.#worker.on('error', (error) => lost(error instanceof Error ? error.message : String(error)))
  }

  run(work: Work, about: number, references: readonly Reference[]): void {
    if (this.#kept.includes(about)) this.#worker.postMessage({ work, about } satisfies Job)
    else this.#introduce(work, about, references)
  }

  end(): Promise<unknown> {
    return this.#worker.terminate()
  }

  #introduce(work: Work, about: number, references: readonly Reference[]): void {
    const forget = this.#kept.length >= mostKept ? this.#kept.shift() : undefined
    this.#worker.postMessage({ work, about, forget, references: references.map(plain) } satisfies Job)
    this.#kept.push(about)
  }
}

/** Functions cannot cross to a thread, and no check needs them; nor the figure. */
const plain = ({ solution, ...reference }: Reference): Reference => {
  const { answers, steps, conventions, alternatives, witnesses, related, arrays } = solution
  return {
    ...reference,
    solution: {
      answers,
      steps,
      conventions,
      alternatives,
      ...(witnesses && { witnesses }),
      ...(related && { related }),
      ...(arrays && { arrays }),
    },
  }
}
