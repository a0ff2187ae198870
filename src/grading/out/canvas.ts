import type { ProblemSet } from '../../sets/problem-set.ts'
import type { ScoreRow } from '../batch/results.ts'
import type { Cell } from './csv.ts'

export const canvasHeadings = ({ title }: ProblemSet): readonly string[] => [
  'Student',
  'ID',
  'SIS User ID',
  'SIS Login ID',
  'Section',
  title,
]

export const canvasPoints = ({ parts }: ProblemSet): readonly Cell[] => [
  '    Points Possible',
  '',
  '',
  '',
  '',
  parts.reduce((sum, { points }) => sum + points, 0),
]

/** One student's line; the grade stays empty, which Canvas leaves as it is, while a person has something to judge. */
export const canvasRow = (rows: readonly ScoreRow[]): readonly Cell[] => {
  const { student = '', name, canvasId, sisId, login, email, section } = rows[0]?.identity ?? {}
  // Neither Canvas's own number nor an address is one of the university's.
  const isNumber = ![canvasId, login, email].includes(student) && !isAddress(student)
  const complete = rows.every(({ grade }) => grade.status !== 'person')
  const points = Math.round(rows.reduce((sum, { grade }) => sum + grade.points, 0) * 100) / 100
  return [
    name ?? student,
    canvasId,
    sisId ?? (isNumber ? student : ''),
    login ?? email ?? (isAddress(student) ? student : undefined),
    section,
    complete ? points : '',
  ]
}

const isAddress = (student: string): boolean => /^[^@\s]+@[^@\s]+$/.test(student)
