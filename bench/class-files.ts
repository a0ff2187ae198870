import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ClassRow, classCsv, classOf, largeClassOf } from '../tests/class/class.ts'

export type ClassFile = { readonly path: string; readonly answers: number; readonly distinct: number }

const writingOf = ({ part, answer }: ClassRow): string => `${part}\n${answer}`

/** The rows whose part nobody before has answered in the same words. */
function* distinct(rows: Iterable<ClassRow>): Generator<ClassRow> {
  const seen = new Set<string>()
  for (const row of rows) {
    if (seen.has(writingOf(row))) continue
    seen.add(writingOf(row))
    yield row
  }
}

export const writeClass = async (
  folder: string,
  name: string,
  rows: Iterable<ClassRow>,
): Promise<ClassFile> => {
  const path = join(folder, `${name}.csv`)
  const writings = new Set<string>()
  let answers = 0
  const counted = function* (): Generator<ClassRow> {
    for (const row of rows) {
      writings.add(writingOf(row))
      answers += 1
      yield row
    }
  }
  await pipeline(Readable.from(classCsv(counted())), createWriteStream(path))
  return { path, answers, distinct: writings.size }
}

/** A large class, in which every answer is one of some thousands. */
export const alikeClass = (folder: string, name: string, count: number): Promise<ClassFile> =>
  writeClass(folder, name, largeClassOf(count, 300, name.length))

/** A class in which no two answers to one part are the same. */
export const freshClass = (folder: string, name: string, count: number): Promise<ClassFile> =>
  writeClass(folder, name, distinct(classOf(count, name.length)))

/** A class in which everyone writes the same, so that nothing is new after the first student. */
export const sameClass = (folder: string, name: string, count: number): Promise<ClassFile> =>
  writeClass(folder, name, largeClassOf(count, 1))

export const described = ({ answers, distinct: writings }: ClassFile): string =>
  answers === writings
    ? `${answers.toLocaleString('en')} answers that all differ`
    : `${answers.toLocaleString('en')} answers, ${writings.toLocaleString('en')} different`
