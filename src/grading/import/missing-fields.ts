import type { ProblemSet } from '../../sets/problem-set.ts'
import type { ColumnNames } from './column-names.ts'
import { answerNames, partNames, plain, positions, studentNames } from './heading-names.ts'
import { answeredPart } from './part-names.ts'

/** Which fields a JSON line lacks: a line, unlike a table's row, may have others than the line before. */
export const missingFields = (
  headings: readonly string[],
  set: ProblemSet,
  given: ColumnNames,
): readonly string[] => {
  const lacks = (field: 'student' | 'part' | 'answer', names: readonly string[]): readonly string[] => {
    const name = given[field]
    const known = name === undefined ? names : [plain(name)]
    return positions(headings, known).length > 0 ? [] : [name ?? field]
  }
  const isLong = given.part !== undefined || given.answer !== undefined
  const isWide =
    !isLong &&
    (given.parts !== undefined || headings.some((heading) => answeredPart(heading, set) !== undefined))
  return [
    ...lacks('student', studentNames.flat()),
    ...(isWide ? [] : [...lacks('part', partNames), ...lacks('answer', answerNames)]),
  ]
}
