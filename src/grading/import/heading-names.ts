/** Headings that mean a student, the surest first. */
export const studentNames = [
  ['student', 'student id', 'studentid', 'student number', 'sid'],
  ['sis user id', 'sis id', 'sis login id', 'login id', 'login', 'user', 'username', 'user id'],
  ['email', 'email address', 'e mail', 'mail'],
  ['id', 'identifier', 'matriculation number'],
  ['name', 'student name', 'full name'],
] as const

export const partNames = ['part', 'problem', 'question', 'question id', 'problem part', 'task', 'item']

export const answerNames = [
  'answer',
  'response',
  'student answer',
  'student response',
  'submission',
  'solution',
  'text',
]

export const firstNames = ['first name', 'firstname', 'given name']
export const lastNames = ['last name', 'lastname', 'surname', 'family name']

/** A heading as it is compared. */
export const plain = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]+/g, ' ')

const longestShown = 60

/** A heading in a line: it may hold the whole of a question. */
export const shown = (heading = ''): string => {
  const line = heading.replaceAll(/\s+/g, ' ').trim()
  return line.length <= longestShown ? line : `${line.slice(0, longestShown - 1).trimEnd()}…`
}

/** Where headings of these names stand. */
export const positions = (headings: readonly string[], names: readonly string[]): readonly number[] =>
  headings.flatMap((heading, at) => (names.includes(plain(heading)) ? [at] : []))
