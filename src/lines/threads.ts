import { availableParallelism } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import workerpool, { type Pool } from 'workerpool'
import { answerLinesOf } from './answer-lines.ts'
import type { LineCommand } from './line-shapes.ts'
import type { AnswerLines } from './lines.ts'

const script = fileURLToPath(new URL('./thread.ts', import.meta.url))

/** Each thread takes some hundred megabytes. */
const mostThreads = 4

/** Pieces that a thread is given at once, so that it need not wait for this one. */
const piecesEach = 2

/** Lines answered here before messages of the others are read, who wait for more. */
const linesInTurn = 10

export type SpreadLines = {
  readonly answer: AnswerLines
  /** Pieces to be asked for at once. */
  readonly ahead: number
  /** Starts the other threads now; false where there are none. */
  warm(): Promise<boolean>
  stop(): Promise<void>
}

export type SpreadOptions = {
  /** Threads to answer with, this one included. */
  readonly threads?: number
  /** Lines answered here before others are started, which takes as long as some thousand lines. */
  readonly worthIt?: number
}

/** Answers few lines in this thread, and many in others of this process, too: one for each core. */
export const spreadLines = async (
  name: LineCommand,
  { threads = Math.min(availableParallelism(), mostThreads), worthIt = 3000 }: SpreadOptions = {},
): Promise<SpreadLines> => {
  const here = await answerLinesOf(name)
  const others = threads - 1
  let answered = 0
  let elsewhere = 0
  let pool: Pool | undefined
  let starting: Promise<boolean> | undefined
  let ready = false
  let last: Promise<unknown> = Promise.resolve()

  const startOthers = async (): Promise<boolean> => {
    if (others < 1) return false
    pool = workerpool.pool(script, {
      workerType: 'thread',
      maxWorkers: others,
      workerThreadOpts: { workerData: name },
    })
    const started = pool
    try {
      await Promise.all(Array.from({ length: others }, () => started.exec('answer', [[]])))
      ready = true
    } catch {
      // All are answered here.
    }
    return ready
  }
  const warm = (): Promise<boolean> => {
    starting ??= startOthers()
    return starting
  }

  const answerInTurns: AnswerLines = async (lines) => {
    let out = ''
    for (let at = 0; at < lines.length; at += linesInTurn) {
      await nextTurn()
      out += await here.answer(lines.slice(at, at + linesInTurn))
    }
    return out
  }
  const answerNow: AnswerLines = (lines) => {
    const answer = last.then(() => answerInTurns(lines))
    last = answer.catch(() => undefined)
    return answer
  }

  const answerIn = async (pool: Pool, lines: readonly string[]): Promise<string> => {
    elsewhere++
    try {
      return String(await pool.exec('answer', [lines]))
    } catch {
      // A thread that is lost loses no line.
      return answerNow(lines)
    } finally {
      elsewhere--
    }
  }

  return {
    ahead: others > 0 ? piecesEach * threads : 1,
    answer(lines) {
      answered += lines.length
      if (answered > worthIt) void warm()
      return pool && ready && elsewhere < piecesEach * others ? answerIn(pool, lines) : answerNow(lines)
    },
    warm,
    async stop() {
      await Promise.all([here.stop(), pool?.terminate()])
    },
  }
}
