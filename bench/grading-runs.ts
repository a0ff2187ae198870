import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { findSet, prepareBatch } from '../src/grading/prepare-batch.ts'
import { openQueue } from '../src/grading/queue.ts'
import { runBatch } from '../src/grading/run-batch.ts'
import { startGrading } from '../src/start-grading.ts'
import { openDatabase } from '../src/store/database.ts'
import { type Running, run } from '../tests/e2e/grading/processes.ts'
import type { ClassFile } from './class-files.ts'
import { holdTo } from './held.ts'
import { ownProcessorMs, peakMbOf } from './processor.ts'

/** `processorMs` is of the processes that grade. */
export type Measured = { readonly ms: number; readonly processorMs: number }

/** Grades a file by the command itself, from its start to its last report; with `flags` perhaps by others. */
export const gradeFile = async (
  { path }: ClassFile,
  out: string,
  settings: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Measured & { readonly peakMb: number }> => {
  const from = performance.now()
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [cli, 'grade', path, '--set', 'deep-learning/hw4', '--out', out, ...flags],
    {
      env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'silent', ...settings },
      stdio: 'ignore',
    },
  )
  const { pid = 0 } = child
  let [peakMb, used] = [0, 0]
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakMbOf(pid))
    used = Math.max(used, ownProcessorMs(pid))
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`grading ended with ${code}`)
  return { ms: performance.now() - from, processorMs: used, peakMb }
}

/** So many workers, each loaded with what it needs before it is of use. */
const startWorkers = async (count: number, settings: Record<string, string>): Promise<readonly Running[]> => {
  const workers = Array.from({ length: count }, () =>
    run('worker.ts', [], { ...settings, LOG_LEVEL: 'info' }),
  )
  await Promise.all(workers.map(ready))
  return workers
}

const stopWorkers = async (workers: readonly Running[]): Promise<void> => {
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
}

/** Grades a file from the start of the command to its last report, by workers that wait for it, and may have graded another before. */
export const gradeFileBy = async (
  count: number,
  file: ClassFile,
  out: string,
  settings: Record<string, string>,
  warmth?: ClassFile,
): Promise<Measured> => {
  const workers = await startWorkers(count, settings)
  if (warmth) await gradeFile(warmth, `${out}-before`, settings, ['--no-work'])
  const measured = await gradeFile(file, out, settings, ['--no-work'])
  await stopWorkers(workers)
  return measured
}

/** The queue alone: as many jobs as the class has chunks, each of which does nothing. */
export const bareQueue = async (
  settings: { url?: string; folder?: string; redisUrl?: string },
  jobs: number,
): Promise<number> => {
  const database = openDatabase(settings)
  const queue = await openQueue(database, { redisUrl: settings.redisUrl, name: 'bench', grader: 'bench' })
  const chunks = Array.from({ length: jobs }, (_, chunk) => ({
    batch: 'bare',
    chunk,
    first: 0,
    beyond: 0,
    grader: 'bench',
    turn: chunk + 1,
  }))
  const from = performance.now()
  let left = jobs
  let done: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const worker = await queue.work(async () => {
    left -= 1
    if (left === 0) done()
  })
  await queue.add(chunks)
  await all
  const ms = performance.now() - from
  await worker.stop()
  await queue.close()
  await database.stop()
  return ms
}

/** Workers that have graded `warmth` before, each with `share` of a processor for itself. */
export type Held = { readonly share: number; readonly warmth: ClassFile }

/**
 * The grading alone: a batch that is in the store, and so many workers that wait for it. Undefined where they cannot be
 * held as asked.
 */
export const gradingBy = async (
  count: number,
  file: ClassFile,
  settings: Record<string, string>,
  held?: Held,
): Promise<Measured | undefined> => {
  const holds = held ? Array.from({ length: count }, (_, at) => holdTo(held.share, `worker-${at}`)) : []
  if (holds.includes(undefined)) return undefined
  const grading = await startGrading(readConfig(settings))
  const workers = await startWorkers(count, settings)
  const used = (): number => workers.reduce((sum, { child }) => sum + ownProcessorMs(child.pid ?? 0), 0)
  const grade = async ({ path }: ClassFile): Promise<Measured> => {
    const set = findSet('hw4', grading.sets)
    const { batch } = await prepareBatch(grading.database, grading.seal, {
      path,
      set,
      grader: grading.queue.grader,
    })
    const before = used()
    const from = performance.now()
    await runBatch(grading.database, grading.queue, batch, { everyMs: 50 })
    return { ms: performance.now() - from, processorMs: used() - before }
  }
  if (held) await grade(held.warmth)
  for (const [at, hold] of holds.entries()) hold?.on(workers[at]?.child.pid ?? 0)
  const measured = await grade(file)
  await stopWorkers(workers)
  for (const hold of holds) hold?.release()
  await grading.stop()
  return measured
}

const ready = ({ child }: Running): Promise<void> =>
  new Promise((resolve) => {
    child.stderr?.on('data', (text: string) => {
      if (text.includes('worker ready')) resolve()
    })
  })
