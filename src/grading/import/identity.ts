import type { Identity } from '../submission.ts'
import { firstNames, lastNames, positions } from './heading-names.ts'

type Key = Exclude<keyof Identity, 'student'>

/** What a table says about students beside the column that they are known by; Gradescope has a name in two columns. */
export type IdentityColumns = readonly (readonly [key: Key, columns: readonly number[]])[]

/** Where a table says who a row is about. */
export type Who = { readonly student: number; readonly identity: IdentityColumns }

const identityNames: Readonly<Record<Key, readonly string[]>> = {
  name: ['student', 'name', 'student name', 'full name'],
  canvasId: ['id'],
  sisId: ['sis user id', 'sis id', 'sid'],
  login: ['sis login id', 'login id'],
  email: ['email', 'email address'],
  section: ['section', 'sections'],
}

export const identityColumns = (headings: readonly string[]): IdentityColumns =>
  // The keys are those of the record above.
  (Object.keys(identityNames) as Key[]).flatMap((key) => {
    const [first] = positions(headings, identityNames[key])
    const columns = first === undefined ? (key === 'name' ? twoNames(headings) : []) : [first]
    return columns.length === 0 ? [] : [[key, columns] as const]
  })

const twoNames = (headings: readonly string[]): readonly number[] =>
  [firstNames, lastNames].flatMap((names) => positions(headings, names).slice(0, 1))

/** By what a student is known whose own cell is empty, the surest first: guests and latecomers have no number. */
const otherwise = ['login', 'email', 'canvasId'] as const

/** What a row says about its student; `student` is empty where it tells nobody. */
export const identityOf = (cells: readonly string[], { student, identity }: Who): Identity => {
  const known: Omit<Identity, 'student'> = Object.fromEntries(
    identity.map(([key, columns]) => [key, together(cells, columns)]).filter(([, value]) => value !== ''),
  )
  const [other = ''] = otherwise.flatMap((key) => known[key] ?? [])
  return { ...known, student: (together(cells, [student]) || other).normalize('NFC') }
}

const together = (cells: readonly string[], columns: readonly number[]): string =>
  columns
    .map((at) => (cells[at] ?? '').trim())
    .filter((cell) => cell !== '')
    .join(' ')

const aboutNobody =
  /^\s*(?:points? possible|point values?|rubric (?:numbers?|types?)|scoring methods?|manual posting)\s*$/i

/** A row of a learning platform that is about no student: points possible, point values, Canvas's view as a student. */
export const isAboutNobody = (cells: readonly string[], who: Who): boolean =>
  isTestStudent(cells, who) ||
  (together(cells, [who.student]) === '' && cells.some((cell) => aboutNobody.test(cell)))

/** Canvas's own student has a name and a login, and no number of the university's. */
const isTestStudent = (cells: readonly string[], who: Who): boolean => {
  const columns = new Map(who.identity)
  if (!columns.has('canvasId') || !(columns.has('sisId') || columns.has('login'))) return false
  const { name = '', sisId } = identityOf(cells, who)
  return sisId === undefined && /^(?:student, test|test student)$/i.test(name)
}
