import type { PartRules } from './answers/answer-key.ts'
import { type QuickCheck, quickCheck } from './answers/quick-check.ts'
import { checkGrowing, type Growing } from './check/growing.ts'
import { checkWithValues, type NamedValue } from './check/named-values.ts'
import type { Answer, Work } from './checker/messages.ts'
import { CheckingThread } from './checker/thread-host.ts'
import type { Log } from './log.ts'
import type { Reference, Verdict } from './model.ts'

/** Checks what models and students write; undefined where a check did not come to its end. Never rejects. */
export type Checker = {
  /** The verdict on a text, and on the values that it is said to end with. */
  judge(
    text: string,
    values: readonly NamedValue[],
    references: readonly Reference[],
  ): Promise<Verdict | undefined>
  /** What is to be said of an answer, or of a text that gives one; `rules` say which conventions are right too, and which part is answered. */
  answer(text: string, references: readonly Reference[], rules: PartRules): Promise<QuickCheck | undefined>
  /** What of a text that is still being written holds so far; undefined where that is not known. */
  grow(text: string, references: readonly Reference[]): Promise<Growing | undefined>
  /** There will soon be something to check. */
  warm(): void
  stop(): Promise<void>
}

/** Checks here and now. */
export const checkHere: Checker = {
  judge: async (text, values, references) => checkWithValues(text, values, references),
  answer: async (text, references, rules) => quickCheck(text, references, rules),
  grow: async (text, references) => checkGrowing(text, references),
  warm: () => undefined,
  stop: async () => undefined,
}

export type CheckerOptions = {
  readonly log: Log
  /** From the start of one check to the end of its thread. */
  readonly timeoutMs?: number
}

/** Checks in a thread of its own, so that a long text keeps neither the chat platforms nor a model's stream waiting. */
export const createChecker = ({ log, timeoutMs = 10_000 }: CheckerOptions): Checker =>
  new Desk(log, timeoutMs)

type Waiting = {
  readonly work: Work
  readonly references: readonly Reference[]
  settle(answer: Answer): void
  timer?: NodeJS.Timeout
}

class Desk implements Checker {
  readonly #log: Log
  readonly #timeoutMs: number
  readonly #queue: Waiting[] = []
  readonly #numbers = new WeakMap<readonly Reference[], number>()
  #count = 0
  #thread: CheckingThread | undefined
  #running: Waiting | undefined
  #stopped = false

  constructor(log: Log, timeoutMs: number) {
    this.#log = log
    this.#timeoutMs = timeoutMs
  }

  async judge(
    text: string,
    values: readonly NamedValue[],
    references: readonly Reference[],
  ): Promise<Verdict | undefined> {
    const answer = await this.#ask({ kind: 'judge', text, values }, references)
    return answer.kind === 'judged' ? answer.verdict : undefined
  }

  async answer(
    text: string,
    references: readonly Reference[],
    rules: PartRules,
  ): Promise<QuickCheck | undefined> {
    const answer = await this.#ask({ kind: 'answer', text, rules }, references)
    return answer.kind === 'answered' ? answer.checked : undefined
  }

  async grow(text: string, references: readonly Reference[]): Promise<Growing | undefined> {
    const answer = await this.#ask({ kind: 'grow', text }, references)
    return answer.kind === 'grown' ? answer.growing : undefined
  }

  warm(): void {
    if (!this.#stopped) this.#thread ??= this.#start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    const thread = this.#thread
    this.#lose('stopped')
    for (const { settle } of this.#queue.splice(0)) settle({ kind: 'failed', because: 'stopped' })
    await thread?.end()
  }

  #ask(work: Work, references: readonly Reference[]): Promise<Answer> {
    if (this.#stopped) return Promise.resolve({ kind: 'failed', because: 'stopped' })
    return new Promise((settle) => {
      // Whole texts are waited for; what is still being written can be looked at later.
      const later = work.kind === 'grow' ? -1 : this.#queue.findIndex(isLater)
      this.#queue.splice(later < 0 ? this.#queue.length : later, 0, { work, references, settle })
      this.#next()
    })
  }

  #next(): void {
    if (this.#running || this.#stopped) return
    const next = this.#queue.shift()
    if (!next) return
    this.#running = next
    // In ten parts: this process may be held up itself, and then the answer is there before the second part is over.
    let parts = 0
    next.timer = setInterval(() => {
      parts += 1
      if (parts === 10) this.#lose(`it took longer than ${this.#timeoutMs / 1000} s`)
    }, this.#timeoutMs / 10)
    try {
      this.#thread ??= this.#start()
      this.#thread.run(next.work, this.#numberOf(next.references), next.references)
    } catch (error) {
      this.#done({ kind: 'failed', because: String(error) })
    }
  }

  #numberOf(references: readonly Reference[]): number {
    const number = this.#numbers.get(references) ?? this.#count++
    this.#numbers.set(references, number)
    return number
  }

  #start(): CheckingThread {
    const thread: CheckingThread = new CheckingThread({
      answer: (answer) => {
        if (thread === this.#thread) this.#done(answer)
      },
      lost: (because) => {
        if (thread === this.#thread) this.#lose(because)
      },
    })
    return thread
  }

  #done(answer: Answer): void {
    const running = this.#running
    this.#running = undefined
    clearInterval(running?.timer)
    if (answer.kind === 'failed' && !this.#stopped)
      this.#log.error({ because: answer.because }, 'a check failed')
    running?.settle(answer)
    this.#next()
  }

  /** Ends the thread; what it was doing is left undone, the rest is for the next one. */
  #lose(because: string): void {
    const thread = this.#thread
    this.#thread = undefined
    void thread?.end()
    if (this.#running) this.#done({ kind: 'failed', because })
  }
}

const isLater = ({ work }: Waiting): boolean => work.kind === 'grow'
