import { expect, it } from 'vitest'
import { InputError } from '../../../../src/errors.ts'
import { columnNames } from '../../../../src/grading/import/column-names.ts'
import { layoutOf, understood } from '../../../../src/grading/import/headings.ts'
import { setOf } from './set.ts'

const set = setOf('2b', '2d', '3c')

const problem = (headings: readonly string[], names = ''): { says: string; example: string | undefined } => {
  try {
    layoutOf(headings, set, names === '' ? {} : columnNames(names, set))
  } catch (error) {
    if (error instanceof InputError) return { says: error.message, example: error.example }
  }
  return { says: 'it was read', example: undefined }
}

const wide = (headings: readonly string[], names = ''): unknown =>
  layoutOf(headings, set, names === '' ? {} : columnNames(names, set)).answers

it('takes for each part the column that it is told', () => {
  const headings = ['SID', 'Email', '1.1: Xavier scale (1.0 pts)', '1.2: alpha, beta', '3c']
  const names = '2b=1.1: Xavier scale (1.0 pts),2d=1.2: alpha, beta'
  expect(wide(headings, names)).toEqual({
    kind: 'wide',
    parts: [
      ['2b', 2],
      ['2d', 3],
      ['3c', 4],
    ],
  })
})

it('prefers what it is told to what a column is headed', () => {
  expect(wide(['SID', '2b', 'Q2b', '2d'], '2b=Q2b,3c=2d')).toEqual({
    kind: 'wide',
    parts: [
      ['2b', 2],
      ['3c', 3],
    ],
  })
})

it('finds a column by the heading as it is shown', () => {
  const question = `4711: Which c? ${'In words. '.repeat(20)}`
  const [shown = ''] = /4711: Which c\?.*…/.exec(problem(['SID', 'Score', question]).says) ?? []
  expect(shown).toMatch(/…$/)
  expect(wide(['SID', 'Score', question], `2b=${shown}`)).toEqual({ kind: 'wide', parts: [['2b', 2]] })
})

it('takes no answers from columns of scores', () => {
  expect(wide(['SID', '2b', '2b Score', '2b Max Points', '2d Score'])).toEqual({
    kind: 'wide',
    parts: [['2b', 1]],
  })
  expect(layoutOf(['SID', '2b', '2b Score'], set, {}).ignored).toEqual(['2b Score'])
})

it.each([
  [
    ['First Name', 'Last Name', 'SID', 'Email', '1.1: Xavier scale (1.0 pts)', '1.2: a, b'],
    '2b=1.1: Xavier scale (1.0 pts),2d="1.2: a, b"',
  ],
  [['SID', 'Sections', 'Score', 'Submission Time', 'Answer'], '2b=Answer'],
  [['Student', 'Q2b Score', 'Question 1 Response', 'Tags'], '2b=Question 1 Response'],
  [['Student'], 'part=NAME,answer=NAME'],
])('shows how to say which of the columns %j are answers', (headings, example) => {
  const { says, example: shown } = problem(headings)
  expect(shown).toBe(example)
  expect(says).toMatch(
    /none is headed with a part of hw4 \(2b, 2d, 3c, …\)\. Say which.*`part=NAME,answer=NAME`/,
  )
  if (headings.length > 1) expect(problem(headings, example).says).toBe('it was read')
})

it('says which of two columns of one part to name', () => {
  expect(problem(['SID', '2b', 'Q2b'])).toEqual({
    says: 'Two columns are headed as part 2b: 2b, Q2b. Say which, or rename or remove one.',
    example: '2b=2b',
  })
  expect(problem(['SID', '2b', '2b'])).toEqual({
    says: 'Two columns are headed as part 2b: 2b, 2b. Rename or remove one.',
    example: undefined,
  })
  expect(problem(['SID', 'A', 'A'], '2b=A').says).toBe('Two columns are headed `A`. Rename one.')
})

it('writes columns with commas so that they can be copied', () => {
  expect(problem(['Wer', 'Antwort, endgültig'], 'student=Who').says).toBe(
    'There is no column `Who`. The columns are: Wer, "Antwort, endgültig".',
  )
})

it('names the column whose name holds what cannot be kept', () => {
  expect(problem(['student', '3c\0']).says).toBe(
    'Column `3c`: there is a zero byte (U+0000) in its name. Write `3c` without it.',
  )
})

it('counts names that it is told among those that it understands', () => {
  const names = columnNames('student=Wer,2b="Antwort, endgültig"', set)
  expect(understood(['Wer', 'Antwort, endgültig', 'Was'], set, names)).toBe(2)
  expect(understood(['Wer', 'Antwort, endgültig', 'Was'], set, {})).toBe(0)
})
