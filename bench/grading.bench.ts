import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chunkSize } from '../src/grading/batch/rows.ts'
import { type Server, startPostgres, startRedis } from '../tests/e2e/grading/servers.ts'
import { alikeClass, type ClassFile, described, freshClass, sameClass } from './class-files.ts'
import { bareQueue, gradeFile, gradeFileBy, gradingBy, type Measured } from './grading-runs.ts'
import { type Figure, milliseconds } from './measure.ts'
import { processorMs } from './processor.ts'

const parts = 18
/** 5,600 students are 100,800 answers. `GRADING_STUDENTS=56000` is a million, in some minutes. */
const students = Number(process.env.GRADING_STUDENTS ?? 5600)

/** So much of a processor for each of two workers leaves one for the servers, on a machine with two. */
const halfShare = 0.45

const rate = (count: number, ms: number): string =>
  `${Math.round((count / ms) * 1000).toLocaleString('en')} /s`

const each = (count: number, ms: number): string => `${((ms / count) * 1000).toFixed(0)} µs`

type MakeClass = (name: string, students: number) => Promise<ClassFile>

/** One worker and two on the same class, the grading alone: as they come, and warm with half a processor each. */
const workersOn = async (
  make: MakeClass,
  count: number,
  settings: Record<string, string>,
  warmth?: MakeClass,
): Promise<Figure[]> => {
  const figures: Figure[] = []
  const how = warmth ? `warm, ${halfShare} of a processor each` : 'grading alone'
  let alone: number | undefined
  for (const [at, name] of ['one', 'by-two'].entries()) {
    const workers = at + 1
    const file = await make(warmth ? `warm-${name}` : name, count)
    const held = warmth && {
      share: halfShare,
      warmth: await warmth(`warmth-for-${file.answers}-${name}`, workers * 1200),
    }
    const measured = await gradingBy(workers, file, settings, held)
    if (!measured) return [{ what: `${described(file)}, ${how}`, value: 'not measured: needs a cgroup' }]
    const perAnswer = measured.ms / file.answers
    figures.push({
      what: `${described(file)}, ${how}, ${workers} worker${at === 0 ? '' : 's'}`,
      value: `${rate(file.answers, measured.ms)}${alone === undefined ? '' : `, ${(alone / perAnswer).toFixed(2)} times`}`,
      ...(at === 1 && { aim: '1.7 times' }),
    })
    figures.push({
      what: 'processor time of the workers, an answer',
      value: each(file.answers, measured.processorMs),
    })
    alone ??= perAnswer
  }
  return figures
}

const withServers = async (folder: string, redis: Server, postgres: Server): Promise<Figure[]> => {
  const settings = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, DATA_FOLDER: join(folder, 'servers') }
  const file = await alikeClass(folder, 'whole', students)
  const serversMs = (): [number, number] => [processorMs(redis.pid()), processorMs(postgres.pid())]
  const before = serversMs()
  const whole = await gradeFile(file, join(folder, 'out'), settings)
  const after = serversMs()
  const bare = await bareQueue(
    { url: postgres.url, redisUrl: redis.url },
    Math.ceil(file.answers / chunkSize),
  )
  const processors = [whole.processorMs, after[1] - before[1], after[0] - before[0]]
  return [
    {
      what: `${described(file)}, Redis and Postgres, one command, start to reports`,
      value: rate(file.answers, whole.ms),
      aim: '3,000 /s',
    },
    {
      what: 'processor time of the command, Postgres and Redis, an answer',
      value: processors.map((ms) => each(file.answers, ms)).join(', '),
    },
    { what: 'the command’s highest memory', value: `${whole.peakMb} MB`, aim: '400 MB' },
    { what: 'empty jobs through Redis, as many answers’ worth', value: rate(file.answers, bare) },
    ...(await scalingOf(folder, settings)),
    ...(await sizesOf(folder, settings)),
  ]
}

/** The command without a worker of its own, from its start to the reports, by one worker and by two: as they come, or warm. */
const wholeBy = async (
  folder: string,
  settings: Record<string, string>,
  warmth?: MakeClass,
): Promise<Figure[]> => {
  const figures: Figure[] = []
  const how = warmth ? ' that graded another class before' : ''
  for (const [count, name, aim] of [
    [1, 'whole-by-one', '3,000 /s'],
    [2, 'the-whole-by-two', '5,100 /s'],
  ] as const) {
    const file = await alikeClass(folder, warmth ? `warm-${name}` : name, students)
    const before = await warmth?.(`before-${name}`, count * 300)
    const { ms } = await gradeFileBy(count, file, join(folder, `${name}-out${how.length}`), settings, before)
    figures.push({
      what: `${described(file)}, start to reports, ${count} worker${count === 1 ? '' : 's'}${how}`,
      value: rate(file.answers, ms),
      aim,
    })
  }
  return figures
}

const scalingOf = async (folder: string, settings: Record<string, string>): Promise<Figure[]> => {
  const alike: MakeClass = (name, count) => alikeClass(folder, name, count)
  const fresh: MakeClass = (name, count) => freshClass(folder, `fresh-${name}`, count)
  return [
    ...(await wholeBy(folder, settings)),
    ...(await wholeBy(folder, settings, fresh)),
    ...(await workersOn(alike, students, settings)),
    ...(await workersOn(fresh, 300, settings)),
    ...(await workersOn(alike, students, settings, fresh)),
    ...(await workersOn(fresh, 1200, settings, fresh)),
  ]
}

/** What an answer costs beyond the start of the command, as the class grows tenfold each time. */
const sizesOf = async (folder: string, settings: Record<string, string>): Promise<Figure[]> => {
  const counts = [1, 56, 560, students].filter((count, at, all) => at === 0 || count > (all[at - 1] ?? 0))
  const figures: Figure[] = []
  let before: (Measured & Pick<ClassFile, 'answers'>) | undefined
  for (const count of counts) {
    const file = await sameClass(folder, `size-${count}`, count)
    const measured = await gradeFile(file, join(folder, `size-${count}`), settings)
    if (before) {
      const more = file.answers - before.answers
      figures.push({
        what: `an answer more, from ${before.answers} to ${described(file)}`,
        value: `${((measured.ms - before.ms) / more).toFixed(2)} ms`,
        aim: 'flat',
      })
      figures.push({
        what: 'its processor time',
        value: each(more, measured.processorMs - before.processorMs),
      })
    }
    before = { ...measured, answers: file.answers }
  }
  return figures
}

export const measure = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-bench-'))
  const [redis, postgres] = [await startRedis(), await startPostgres()]
  const embedded = async (file: ClassFile, name: string, aim?: string): Promise<Figure[]> => {
    const { ms, processorMs: used } = await gradeFile(file, join(folder, name), {
      DATA_FOLDER: join(folder, 'embedded'),
    })
    return [
      {
        what: `embedded, ${described(file)}, start to reports`,
        value: rate(file.answers, ms),
        ...(aim !== undefined && { aim }),
      },
      { what: 'its processor time, an answer', value: each(file.answers, used) },
    ]
  }
  try {
    const first = await gradeFile(await alikeClass(folder, 'first', 1), join(folder, 'first-out'), {
      DATA_FOLDER: join(folder, 'embedded'),
    })
    const alike = await embedded(await alikeClass(folder, 'alike', 1200), 'alike-out', '800 /s')
    const fresh = await embedded(await freshClass(folder, 'fresh', 300), 'fresh-out')
    const bare = await bareQueue({ folder: join(folder, 'bare') }, Math.ceil((1200 * parts) / chunkSize))
    return [
      { what: 'embedded, first start of a store, 18 answers', value: milliseconds(first.ms) },
      ...alike,
      ...fresh,
      { what: 'empty jobs, embedded, 21,600 answers’ worth', value: rate(1200 * parts, bare) },
      ...(redis && postgres ? await withServers(folder, redis, postgres) : []),
    ]
  } finally {
    await redis?.stop()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
