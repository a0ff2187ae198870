import { expect, it } from 'vitest'
import { columnNames, columnPair } from '../../../../src/grading/import/column-names.ts'
import { setOf } from './set.ts'

const set = setOf('2b', '7a-ii')

it.each([
  ['student=SID,part=Problem,answer=Response', { student: 'SID', part: 'Problem', answer: 'Response' }],
  [' Student = SID , 2b = Scale ', { student: 'SID', parts: { '2b': 'Scale' } }],
  [
    '2b=1.1: Xavier scale (1.0 pts),7a-ii=1.2',
    { parts: { '2b': '1.1: Xavier scale (1.0 pts)', '7a-ii': '1.2' } },
  ],
  ['Q2(b)=Scale,7a (ii)=w', { parts: { '2b': 'Scale', '7a-ii': 'w' } }],
  ['answer=Antwort, endgültig', { answer: 'Antwort, endgültig' }],
  ['answer=Antwort, endgültig,student=Wer', { answer: 'Antwort, endgültig', student: 'Wer' }],
  ['answer="What, if x=3?",student=SID', { answer: 'What, if x=3?', student: 'SID' }],
  ['answer="the ""best"" one", student=SID', { answer: 'the "best" one', student: 'SID' }],
  ['2b=f(x) = 3', { parts: { '2b': 'f(x) = 3' } }],
])('reads %s', (text, names) => {
  expect(columnNames(text, set)).toEqual(names)
})

it.each([
  ['student', /^`student` names no column/],
  ['9z=Scale', /^`9z` is no kind of column.*hw4: 2b, 7a-ii.*quotes/],
  ['answer=What, if x=3?', /^`if x` is no kind of column.*quotes/],
  ['2b=Scale,Q2b=Other', /^The column of `Q2b` is given twice/],
  ['2b=Scale,answer=Other', /`part` and `answer` are for.*`2b` for/],
])('refuses %s', (text, says) => {
  expect(() => columnNames(text, set)).toThrow(says)
})

it.each(['Scale', 'Antwort, endgültig', 'the "best", so far', '1.1: Xavier scale (1.0 pts)'])(
  'writes %s so that it is read again',
  (heading) => {
    expect(columnNames(columnPair('2b', heading), set)).toEqual({ parts: { '2b': heading } })
  },
)
