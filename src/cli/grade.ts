import { mkdtemp, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { InputError, UpstreamError } from '../errors.ts'
import { giveFeedback } from '../grading/feedback/give-feedback.ts'
import { columnNames } from '../grading/import/column-names.ts'
import { earlierInStore, readEarlier } from '../grading/out/earlier.ts'
import { writeReports } from '../grading/out/write-reports.ts'
import { findSet, prepareBatch } from '../grading/prepare-batch.ts'
import { runBatch } from '../grading/run-batch.ts'
import { feedbackText } from '../render/feedback-text.ts'
import { many, repeatedText } from '../render/grading-reply.ts'
import type { ProblemSet } from '../sets/problem-set.ts'
import { type Grading, startGrading } from '../start-grading.ts'
import { StoreInUseError } from '../store/embedded.ts'
import { isFull, isLost } from '../store/lost.ts'
import { makeFolder } from '../store/make-folder.ts'
import { keepMemoryLow } from './memory.ts'
import { openProgress } from './progress.ts'

export type GradeOptions = {
  readonly set: string
  readonly out: string
  readonly columns?: string
  readonly against?: string
  readonly work: boolean
  readonly feedback?: boolean
}

/** 75 of sysexits.h: try again, with the same command; what is graded stays graded. */
const tryAgain = 75

/**
 * Grades a file; exit code 75 where it was interrupted or a server does not answer. Throws InputError for what is wrong with
 * the file.
 */
export const grade = async (file: string, options: GradeOptions): Promise<void> => {
  const letMemoryGrow = keepMemoryLow()
  try {
    const grading = await startGrading(readConfig())
    try {
      await gradeWith(grading, file, options)
    } finally {
      await grading.stop()
    }
  } catch (error) {
    if (isFull(error)) {
      process.stderr.write(
        `The disk is full: ${error.message}. Make room; the same command goes on from there.\n`,
      )
      process.exitCode = tryAgain
    } else if (error instanceof UpstreamError || error instanceof StoreInUseError || isLost(error)) {
      process.stderr.write(`${error.message}\nThe same command goes on from there.\n`)
      process.exitCode = tryAgain
    } else throw error
  } finally {
    letMemoryGrow()
  }
}

/** The folder, in which something can be made. */
const takeFolder = async (out: string): Promise<void> => {
  if (out.trim() === '') throw new Error('it has no name')
  await makeFolder(out)
  await rmdir(await mkdtemp(join(out, '.exacta-')))
}

const refuseFolder =
  (out: string) =>
  (cause: unknown): never => {
    if (isFull(cause)) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new InputError(
      'syntax',
      `--out: the folder ${JSON.stringify(out)} takes no reports: ${why}`,
      { field: 'out' },
      { cause },
    )
  }

const gradeWith = async (
  grading: Grading,
  file: string,
  { set: name, out, columns, against, work, feedback = false }: GradeOptions,
): Promise<void> => {
  const { database, queue, seal, sets, grader, log } = grading
  const set = findSet(name, sets)
  if (!work && !database.shared)
    throw new InputError(
      'domain',
      '--no-work leaves the grading to workers, and none can open a store in a folder: set DATABASE_URL, or leave it out.',
      { field: 'work' },
    )
  // What cannot be written is told before the work, not after it.
  await takeFolder(out).catch(refuseFolder(out))
  const named = against === undefined ? undefined : await readEarlier(against)
  const progress = openProgress(process.stderr)
  const { batch, resumed } = await prepareBatch(database, seal, {
    path: file,
    set,
    grader: queue.grader,
    ...(columns !== undefined && { columns: columnNames(columns, set) }),
    onKept: (count) => progress.show(`Reading: ${many(count, 'answer')}`),
    onIgnored: (headings) => {
      if (headings.length > 0) progress.note(`Columns that are not used: ${headings.join(', ')}`)
    },
    onRepeated: (repeated) => progress.note(repeatedText(repeated)),
  })
  if (resumed) progress.note('This file was begun before; what is graded stays graded.')
  const stopping = new AbortController()
  const interrupt = (): void => stopping.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt)
  let away: Error | undefined
  const gradeChunk = async (id: string, chunk: number): Promise<void> => {
    try {
      await grader.gradeChunk(id, chunk)
    } catch (error) {
      if (isFull(error) || isLost(error)) {
        away = error
        stopping.abort()
      }
      throw error
    }
  }
  const worker = work
    ? await queue.work(gradeChunk, { onError: (error) => log.debug({ err: error }, 'the queue') })
    : undefined
  try {
    const end = await runBatch(database, queue, batch, {
      onProgress: ({ graded, answers }) => progress.of(graded, answers),
      signal: stopping.signal,
    })
    progress.end()
    if (away && end?.state === 'queued') throw away
    if (end?.state !== 'done') {
      process.stderr.write(
        end?.state === 'queued'
          ? `Stopped after ${end.graded} of ${end.answers} answers. The same command goes on from there.\n`
          : 'The batch was cancelled.\n',
      )
      process.exitCode = tryAgain
      return
    }
  } finally {
    await worker?.stop()
  }
  if (feedback && !(await addFeedback(grading, batch, set, progress, stopping.signal))) return
  const earlier = named ?? (await earlierInStore(database.query, seal, batch, null))
  const { summary, regrade } = await writeReports(database, seal, {
    batch,
    set,
    folder: out,
    earlier,
    feedback,
  })
  process.stdout.write(regrade === undefined ? summary : `${summary}${regrade}\n`)
}

/** False where it was interrupted. */
const addFeedback = async (
  { database, seal, grader, feedback: writer, log }: Grading,
  batch: string,
  set: ProblemSet,
  progress: ReturnType<typeof openProgress>,
  signal: AbortSignal,
): Promise<boolean> => {
  const key = (await grader.keyOf(batch))?.key ?? new Map()
  const end = await giveFeedback(
    { database, seal, writer, log, now: () => new Date() },
    {
      batch,
      set,
      key,
      askedBy: 'terminal',
      signal,
      onText: (done, all) => progress.show(`Feedback: ${done} of ${all} texts`),
    },
  )
  progress.end()
  process.stderr.write(
    signal.aborted
      ? 'Stopped while feedback was written. The same command goes on from there.\n'
      : `${feedbackText(end)}\n`,
  )
  if (signal.aborted) process.exitCode = tryAgain
  return !signal.aborted
}
