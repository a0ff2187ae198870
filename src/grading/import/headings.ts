import { InputError } from '../../errors.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Identity } from '../submission.ts'
import { partOf } from './part-names.ts'

/** Where a table has its answers: in one column, or in one column a part. */
export type Layout = {
  readonly student: number
  /** Gradescope has a name in two columns. */
  readonly identity: readonly (readonly [
    key: Exclude<keyof Identity, 'student'>,
    columns: readonly number[],
  ])[]
  readonly answers:
    | { readonly kind: 'long'; readonly part: number; readonly answer: number }
    | { readonly kind: 'wide'; readonly parts: readonly (readonly [part: string, column: number])[] }
  /** Headings that mean nothing here. */
  readonly ignored: readonly string[]
}

/** What a user says about columns: `student=SID,part=Problem`. */
export type ColumnNames = Readonly<Record<string, string>>

/** Headings that mean a student, the surest first. */
const studentNames = [
  ['student', 'student id', 'studentid', 'student number', 'sid'],
  ['sis user id', 'sis id', 'sis login id', 'login id', 'login', 'user', 'username', 'user id'],
  ['email', 'email address', 'e mail', 'mail'],
  ['id', 'identifier', 'matriculation number'],
  ['name', 'student name', 'full name'],
] as const
const partNames = ['part', 'problem', 'question', 'question id', 'problem part', 'task', 'item']
const answerNames = [
  'answer',
  'response',
  'student answer',
  'student response',
  'submission',
  'solution',
  'text',
]

const identityNames: Readonly<Record<Exclude<keyof Identity, 'student'>, readonly string[]>> = {
  name: ['student', 'name', 'student name', 'full name'],
  canvasId: ['id'],
  sisId: ['sis user id', 'sis id', 'sid'],
  login: ['sis login id', 'login id'],
  email: ['email', 'email address'],
  section: ['section', 'sections'],
}

const firstNames = ['first name', 'firstname', 'given name']
const lastNames = ['last name', 'lastname', 'surname', 'family name']

const plain = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]+/g, ' ')

/** How many headings are understood: tells separators apart. */
export const understood = (headings: readonly string[], set: ProblemSet): number =>
  headings.filter(
    (heading) =>
      [...studentNames.flat(), ...partNames, ...answerNames].some((name) => name === plain(heading)) ||
      partOf(heading, set) !== undefined,
  ).length

/** Finds the columns by their headings. Throws InputError that says what is unclear and how to say it. */
export const layoutOf = (headings: readonly string[], set: ProblemSet, given: ColumnNames): Layout => {
  checkNames(given)
  const chosen = (key: string): number | undefined => {
    const name = given[key]
    if (name === undefined) return undefined
    const at = headings.findIndex((heading) => plain(heading) === plain(name))
    if (at < 0) throw unclear(`There is no column \`${name}\`.`, headings, `${key}=NAME`)
    return at
  }
  const student = chosen('student') ?? findStudent(headings)
  const answers = findAnswers(headings, set, chosen('part'), chosen('answer'))
  // A lone column of students is no name beside a number.
  const identity = identityColumns(headings).filter(
    ([key, columns]) => key !== 'name' || !columns.includes(student),
  )
  const used = new Set([student, ...identity.flatMap(([, columns]) => columns), ...columnsOf(answers)])
  return { student, identity, answers, ignored: headings.filter((_, at) => !used.has(at)) }
}

const columnsOf = (answers: Layout['answers']): readonly number[] =>
  answers.kind === 'long' ? [answers.part, answers.answer] : answers.parts.map(([, column]) => column)

const checkNames = (given: ColumnNames): void => {
  const wrong = Object.keys(given).find((key) => !['student', 'part', 'answer'].includes(key))
  if (wrong !== undefined)
    throw new InputError('syntax', `\`${wrong}\` is no kind of column; there are student, part and answer.`, {
      field: 'columns',
      example: 'student=SID,part=Problem,answer=Response',
    })
}

const unclear = (says: string, headings: readonly string[], say: string): InputError =>
  new InputError('syntax', `${says} The columns are: ${headings.slice(0, 40).join(', ')}.`, {
    field: 'columns',
    example: say,
  })

const positions = (headings: readonly string[], names: readonly string[]): readonly number[] =>
  headings.flatMap((heading, at) => (names.includes(plain(heading)) ? [at] : []))

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
    throw unclear('Two columns could name the student.', headings, `student=${headings[first]}`)
  }
  throw unclear('No column says who the student is.', headings, 'student=NAME')
}

const single = (headings: readonly string[], names: readonly string[], what: string): number | undefined => {
  const found = positions(headings, names)
  if (found.length > 1)
    throw unclear(`Two columns could be the ${what}.`, headings, `${what}=${headings[found[0] ?? 0]}`)
  return found[0]
}

const findAnswers = (
  headings: readonly string[],
  set: ProblemSet,
  chosenPart: number | undefined,
  chosenAnswer: number | undefined,
): Layout['answers'] => {
  const parts = headings.flatMap((heading, at): [string, number][] => {
    const part = partOf(heading, set)
    return part === undefined ? [] : [[part, at]]
  })
  if (chosenPart === undefined && chosenAnswer === undefined && parts.length > 0) {
    const twice = parts.find(([part], at) => parts.findIndex(([other]) => other === part) !== at)
    if (!twice) return { kind: 'wide', parts }
    const both = parts.flatMap(([part, at]) => (part === twice[0] ? [headings[at]] : []))
    throw new InputError(
      'syntax',
      `Two columns are headed as part ${twice[0]}: ${both.join(', ')}. Rename or remove one.`,
      { field: 'file' },
    )
  }
  const part = chosenPart ?? single(headings, partNames, 'part')
  const answer = chosenAnswer ?? single(headings, answerNames, 'answer')
  if (part !== undefined && answer !== undefined) return { kind: 'long', part, answer }
  if (part === undefined)
    throw unclear(
      `No column says which part an answer is to, and none is headed with a part of ${set.name} (${set.parts
        .slice(0, 3)
        .map(({ part }) => part)
        .join(', ')}, …).`,
      headings,
      'part=NAME,answer=NAME',
    )
  throw unclear('No column holds the answers.', headings, 'answer=NAME')
}

const identityColumns = (headings: readonly string[]): Layout['identity'] =>
  // The keys are those of the record above.
  (Object.keys(identityNames) as (keyof typeof identityNames)[]).flatMap((key) => {
    const [first] = positions(headings, identityNames[key])
    const columns = first === undefined ? (key === 'name' ? twoNames(headings) : []) : [first]
    return columns.length === 0 ? [] : [[key, columns] as const]
  })

const twoNames = (headings: readonly string[]): readonly number[] =>
  [firstNames, lastNames].flatMap((names) => positions(headings, names).slice(0, 1))
