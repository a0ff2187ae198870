import { expect, it } from 'vitest'
import { identityColumns, identityOf, isAboutNobody } from '../../../../src/grading/import/identity.ts'

const whoIn = (headings: readonly string[], student: string) => ({
  student: headings.indexOf(student),
  identity: identityColumns(headings),
})

const gradescope = whoIn(['First Name', 'Last Name', 'SID', 'Email'], 'SID')
const canvas = whoIn(['Student', 'ID', 'SIS Login ID', 'Section'], 'SIS Login ID')
const canvasWithNumbers = whoIn(['Student', 'ID', 'SIS User ID', 'SIS Login ID'], 'SIS User ID')

it.each([
  [gradescope, ['Jane', 'Doe', 'u1', 'jane@x.edu'], 'u1'],
  [gradescope, ['Rick', 'Roe', ' ', 'rick@x.edu'], 'rick@x.edu'],
  [gradescope, ['Rick', 'Roe', '', ''], ''],
  [canvas, ['Doe, Jane', '101', '', 'S1'], '101'],
  [canvasWithNumbers, ['Doe, Jane', '101', '', 'jane'], 'jane'],
  [whoIn(['student', 'part'], 'student'), ['', '3c'], ''],
])('knows a student whose own cell may be empty by the next best', (who, cells, student) => {
  expect(identityOf(cells, who).student).toBe(student)
})

it.each([
  [canvas, ['Student, Test', '103', 'abcdef1234567', 'S1'], true],
  [canvas, ['Test Student', '103', 'abcdef1234567', 'S1'], true],
  [canvas, ['Doe, Jane', '101', 'jane', 'S1'], false],
  [canvasWithNumbers, ['Student, Test', '103', '', 'abcdef1234567'], true],
  [canvasWithNumbers, ['Student, Test', '104', 'u104', 'tstudent'], false],
  [whoIn(['id', 'name', '2b'], 'id'), ['7', 'Test Student', '1'], false],
  [gradescope, ['Test', 'Student', '', 'test@x.edu'], false],
  [gradescope, ['Point Values', '', '', ''], true],
])('tells Canvas’s test student and lines of points from students', (who, cells, nobody) => {
  expect(isAboutNobody(cells, who)).toBe(nobody)
})
