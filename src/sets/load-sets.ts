import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Part, type ProblemSet, problemSetSchema } from './problem-set.ts'

/** A set's file cannot be used; the message names the file and the line or field. */
export class SetError extends Error {
  override readonly name = 'SetError'
}

export type ProblemSets = readonly ProblemSet[]

/** Where the sets of this installation stand. */
export const coursesFolder = fileURLToPath(new URL('../../courses/', import.meta.url))

/** Reads every `courses/<course>/<set>.yaml`. Throws SetError for a file that does not fit the schema. */
export const loadSets = async (folder: string): Promise<ProblemSets> => {
  return Promise.all((await filesIn(folder)).map((file) => readSet(folder, file)))
}

/** What is wrong with the files, where one cannot be used. */
export const unusableSets = async (folder: string): Promise<readonly SetError[]> => {
  const read = await Promise.allSettled((await filesIn(folder)).map((file) => readSet(folder, file)))
  return read.flatMap((one) => {
    if (one.status === 'fulfilled') return []
    if (one.reason instanceof SetError) return [one.reason]
    throw one.reason
  })
}

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true }).catch(() => [])).filter((file) => /\.ya?ml$/.test(file)).sort()

const readSet = async (folder: string, file: string): Promise<ProblemSet> => {
  const raw = await readFile(join(folder, file), 'utf8')
  let data: unknown
  try {
    data = parse(raw)
  } catch (cause) {
    throw new SetError(`courses/${file}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  const read = problemSetSchema.safeParse(data)
  if (!read.success) throw new SetError(`courses/${file}: ${z.prettifyError(read.error)}`)
  const twice = read.data.parts.find(
    ({ part }, at) => read.data.parts.findIndex((other) => other.part === part) !== at,
  )
  if (twice) throw new SetError(`courses/${file}: part ${twice.part} stands twice`)
  return { ...read.data, course: dirname(file), name: basename(file).replace(/\.ya?ml$/, '') }
}

/** A part of a set; without `part` the set has none of that name. */
export type Problem = { readonly set: ProblemSet; readonly part: Part }
export type Found = { readonly set: ProblemSet; readonly part?: Part }

/** `hw4 3c`, `hw4 3(c)`, `deep-learning/hw4 3.c` → the part, or undefined where the text names no set. */
export const findProblem = (text: string, sets: ProblemSets): Found | undefined => {
  const [, name = '', rest = ''] = /^\s*([\w./-]+)\s*(.*)$/s.exec(text) ?? []
  const set = sets.find((candidate) =>
    [candidate.name, `${candidate.course}/${candidate.name}`].includes(name.toLowerCase()),
  )
  if (!set) return undefined
  const wanted = rest.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const part = set.parts.find((candidate) => candidate.part.replace('-', '') === wanted)
  return part ? { set, part } : { set }
}
