import { createHash } from 'node:crypto'
import { InputError } from '../errors.ts'
import type { ProblemSets } from '../sets/load-sets.ts'
import type { ProblemSet } from '../sets/problem-set.ts'
import type { Database } from '../store/database.ts'
import type { Seal } from '../store/seal.ts'
import { beginBatch, dropBatch, findBatch, reopenBatch } from './batch/batches.ts'
import { cutIntoChunks } from './batch/chunks.ts'
import { keepSubmissions, type Repeated } from './batch/keep-submissions.ts'
import { takeOverBatch } from './batch/versions.ts'
import type { ColumnNames } from './import/column-names.ts'
import { sniff } from './import/encoding.ts'
import { createFaults } from './import/faults.ts'
import { type ImportLimits, importLimits } from './import/limits.ts'
import { readSubmissions } from './import/read-submissions.ts'
import { digestOf } from './set-digest.ts'

/** `deep-learning/hw4` or `hw4` → the set. Throws InputError that names those there are. */
export const findSet = (name: string, sets: ProblemSets): ProblemSet => {
  const found = sets.filter((set) => [set.name, `${set.course}/${set.name}`].includes(name.toLowerCase()))
  const [set, another] = found
  if (set && !another) return set
  const names = sets.map(({ course, name: own }) => `${course}/${own}`)
  throw new InputError(
    'syntax',
    set
      ? `Several courses have a set ${name}: say which.`
      : `There is no set ${name}. There are ${names.join(', ')}.`,
    { field: 'set', example: names[0] },
  )
}

export type BatchRequest = {
  readonly path: string
  readonly set: ProblemSet
  /** The version of the grader. */
  readonly grader: string
  readonly columns?: ColumnNames
  readonly askedBy?: string
  readonly limits?: ImportLimits
  readonly onKept?: (count: number) => void
  readonly onIgnored?: (headings: readonly string[]) => void
  /** Told once of answers that the file has twice, where there are any. */
  readonly onRepeated?: (repeated: Repeated) => void
}

export type Prepared = { readonly batch: string; readonly resumed: boolean }

/**
 * Brings a file into the store as a batch, ready to be queued. The same file with the same set and the same grader is the
 * same batch, so that what was begun goes on where it stopped; under another key nobody could read whose the answers are.
 */
export const prepareBatch = async (
  database: Database,
  seal: Seal,
  request: BatchRequest,
): Promise<Prepared> => {
  const { path, set, grader, columns = {}, askedBy, limits = importLimits } = request
  const { encoding, digest } = await sniff(path, limits.bytes)
  const setDigest = digestOf(set)
  const batch = createHash('sha256')
    .update(JSON.stringify([digest, set.course, set.name, setDigest, grader, columns, seal.digest('key')]))
    .digest('hex')
    .slice(0, 20)
  const there = await findBatch(database.query, batch)
  // Another version took it over meanwhile, and this one takes it back.
  if (
    there &&
    there.grader !== grader &&
    (await takeOverBatch(database, { batch, grader: there.grader }, grader))
  )
    return { batch, resumed: false }
  if (there?.state === 'queued' || there?.state === 'done') return { batch, resumed: true }
  if (there?.state === 'cancelled' && (await reopenBatch(database.query, batch)))
    return { batch, resumed: true }
  if (there) await dropBatch(database.query, batch)
  await beginBatch(database, { id: batch, course: set.course, set: set.name, setDigest, grader }, askedBy)
  const faults = createFaults()
  const submissions = readSubmissions({
    path,
    encoding,
    set,
    columns,
    limits,
    faults,
    ...(request.onIgnored && { onIgnored: request.onIgnored }),
  })
  try {
    const { answers, repeated } = await keepSubmissions(
      database,
      batch,
      submissions,
      seal,
      faults,
      request.onKept,
    )
    faults.refuse()
    if (answers === 0) throw new InputError('syntax', 'The file has no answers.', { field: 'file' })
    if (repeated.count > 0) request.onRepeated?.(repeated)
    await cutIntoChunks(database, batch, set.course, answers)
  } catch (error) {
    if (error instanceof InputError) await dropBatch(database.query, batch)
    throw error
  }
  return { batch, resumed: false }
}
