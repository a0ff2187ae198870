import { InputError } from '../../errors.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import { type ColumnNames, columnPair, named } from './column-names.ts'
import { answerNames, partNames, plain, positions, shown, studentNames } from './heading-names.ts'
import { identityColumns, type Who } from './identity.ts'
import { answeredPart, isAboutAnswers, partOf } from './part-names.ts'

/** Where a table has its students, and its answers: in one column, or in one column a part. */
export type Layout = Who & {
  readonly answers:
    | { readonly kind: 'long'; readonly part: number; readonly answer: number }
    | { readonly kind: 'wide'; readonly parts: PartColumns }
  /** Headings that mean nothing here. */
  readonly ignored: readonly string[]
}

type PartColumns = readonly (readonly [part: string, column: number])[]

/** How many headings are understood: tells separators apart. */
export const understood = (headings: readonly string[], set: ProblemSet, given: ColumnNames): number => {
  const { parts = {}, ...kinds } = given
  const names = [...Object.values(kinds), ...Object.values(parts)].map(plain)
  const known = new Set<string>([...studentNames.flat(), ...partNames, ...answerNames, ...names])
  return headings.filter((heading) => known.has(plain(heading)) || partOf(heading, set) !== undefined).length
}

/** Finds the columns by their headings. Throws InputError that says what is unclear and how to say it. */
export const layoutOf = (headings: readonly string[], set: ProblemSet, given: ColumnNames): Layout => {
  for (const heading of headings) refuseZeros(heading)
  const chosen = (key: string, name: string): number => columnNamed(headings, key, name)
  const student = given.student === undefined ? findStudent(headings) : chosen('student', given.student)
  // A lone column of students is no name beside a number.
  const identity = identityColumns(headings).filter(
    ([key, columns]) => key !== 'name' || !columns.includes(student),
  )
  const people = [student, ...identity.flatMap(([, columns]) => columns)]
  const isLong = given.part !== undefined || given.answer !== undefined
  const parts = isLong ? [] : partColumns(headings, set, given)
  const answers: Layout['answers'] =
    parts.length > 0
      ? { kind: 'wide', parts }
      : {
          kind: 'long',
          part: given.part === undefined ? findParts(headings, set, people) : chosen('part', given.part),
          answer: given.answer === undefined ? findAnswers(headings) : chosen('answer', given.answer),
        }
  const used = new Set([...people, ...columnsOf(answers)])
  return { student, identity, answers, ignored: headings.filter((_, at) => !used.has(at)) }
}

const columnsOf = (answers: Layout['answers']): readonly number[] =>
  answers.kind === 'long' ? [answers.part, answers.answer] : answers.parts.map(([, column]) => column)

/** No store keeps a zero byte, and nobody sees it. */
const refuseZeros = (heading: string): void => {
  if (!heading.includes('\0')) return
  const name = shown(heading.replaceAll('\0', ''))
  throw new InputError(
    'syntax',
    `Column \`${name}\`: there is a zero byte (U+0000) in its name. Write \`${name}\` without it.`,
    { field: 'file' },
  )
}

const columnNamed = (headings: readonly string[], key: string, name: string): number => {
  const wanted = plain(name)
  const found = headings.flatMap((heading, at) =>
    [heading, shown(heading)].some((one) => plain(one) === wanted) ? [at] : [],
  )
  const [at, another] = found
  if (at === undefined) throw unclear(`There is no column \`${name}\`.`, headings, `${key}=NAME`)
  if (another === undefined) return at
  throw new InputError('syntax', `Two columns are headed \`${name}\`. Rename one.`, { field: 'file' })
}

const unclear = (says: string, headings: readonly string[], say: string): InputError =>
  new InputError('syntax', `${says} The columns are: ${headings.slice(0, 40).map(named).join(', ')}.`, {
    field: 'columns',
    example: say,
  })

/** Canvas calls the student's name `Student` and gives numbers beside it, which are surer. */
const findStudent = (headings: readonly string[]): number => {
  const numbered = headings.some((heading) => /^(?:sis|id$)/.test(plain(heading)))
  for (const names of studentNames) {
    const found = positions(headings, names).filter(
      (at) => !numbered || plain(headings[at] ?? '') !== 'student',
    )
    const [first, second] = found
    if (first === undefined) continue
    if (second === undefined) return first
    const [sure] = names.flatMap((name) => positions(headings, [name]).filter((at) => found.includes(at)))
    if (sure !== undefined && plain(headings[first] ?? '') !== plain(headings[second] ?? '')) return sure
    throw unclear(
      'Two columns could name the student.',
      headings,
      columnPair('student', headings[first] ?? ''),
    )
  }
  throw unclear('No column says who the student is.', headings, 'student=NAME')
}

/** The columns of a table with one a part: as they are headed, and first as the user says. */
const partColumns = (
  headings: readonly string[],
  set: ProblemSet,
  { parts: given = {} }: ColumnNames,
): PartColumns => {
  const chosen = Object.entries(given).map(
    ([part, name]) => [part, columnNamed(headings, part, name)] as const,
  )
  const headed = headings.flatMap((heading, at): PartColumns => {
    const part = answeredPart(heading, set)
    const isChosen = chosen.some(([one, column]) => one === part || column === at)
    return part === undefined || isChosen ? [] : [[part, at]]
  })
  const twice = headed.find(([part], at) => headed.findIndex(([other]) => other === part) !== at)
  if (!twice) return [...chosen, ...headed].toSorted(([, a], [, b]) => a - b)
  const both = headed.flatMap(([part, at]) => (part === twice[0] ? [headings[at] ?? ''] : []))
  const alike = new Set(both.map(plain)).size < both.length
  throw new InputError(
    'syntax',
    `Two columns are headed as part ${twice[0]}: ${both.map(named).join(', ')}. ${alike ? 'Rename' : 'Say which, or rename'} or remove one.`,
    alike ? { field: 'file' } : { field: 'columns', example: columnPair(twice[0], both[0] ?? '') },
  )
}

const single = (headings: readonly string[], names: readonly string[], what: string): number | undefined => {
  const [first, second] = positions(headings, names)
  if (first === undefined || second === undefined) return first
  throw unclear(`Two columns could be the ${what}.`, headings, columnPair(what, headings[first] ?? ''))
}

const findAnswers = (headings: readonly string[]): number => {
  const found = single(headings, answerNames, 'answer')
  if (found !== undefined) return found
  throw unclear('No column holds the answers.', headings, 'answer=NAME')
}

const findParts = (headings: readonly string[], set: ProblemSet, people: readonly number[]): number => {
  const found = single(headings, partNames, 'part')
  if (found !== undefined) return found
  const some = set.parts.slice(0, 3).map(({ part }) => part)
  throw unclear(
    `No column says which part an answer is to, and none is headed with a part of ${set.name} (${some.join(', ')}, …). Say which column has the answers to which part, or which have the parts and the answers: \`part=NAME,answer=NAME\`.`,
    headings,
    someParts(headings, set, people),
  )
}

/** Two of the file's own columns that may hold answers, as a user would say it. */
const someParts = (headings: readonly string[], set: ProblemSet, people: readonly number[]): string => {
  const free = headings.filter(
    (heading, at) => !people.includes(at) && plain(heading) !== '' && !isAboutAnswers(heading),
  )
  const answers = free.filter((heading) => /answer|response|solution/.test(plain(heading)))
  const pairs = (answers.length > 0 ? answers.slice(0, 2) : free.slice(-2)).map((heading, at) =>
    columnPair(set.parts[at]?.part ?? 'PART', heading),
  )
  return pairs.length > 0 ? pairs.join(',') : 'part=NAME,answer=NAME'
}
