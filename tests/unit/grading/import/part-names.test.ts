import { expect, it } from 'vitest'
import { answeredPart, partOf } from '../../../../src/grading/import/part-names.ts'
import { setOf } from './set.ts'

const set = setOf('2b', '3c', '7a-ii')

it.each([
  ['Q2b Score', '2b'],
  ['2b: Points', '2b'],
  ['2b (max)', '2b'],
  ['3c Max Points (2.0 pts)', '3c'],
  ['Problem 3c - grade', '3c'],
  ['3c.time', '3c'],
  ['2b Submission Time', '2b'],
  ['2b attempts', '2b'],
  ['7a (ii) Grader’s comments', '7a-ii'],
  ['4711: 2b Feedback', '2b'],
  ['2b Response Score', '2b'],
])('takes no answers from %s', (heading, part) => {
  expect(partOf(heading, set)).toBe(part)
  expect(answeredPart(heading, set)).toBeUndefined()
})

it.each([
  ['2b', '2b'],
  ['Q2b', '2b'],
  ['Homework 4 2b (1.0 pts)', '2b'],
  ['2b (4712)', '2b'],
  ['2b Answer', '2b'],
  ['3c Max pooling', '3c'],
  ['3c: time complexity', '3c'],
  ['3c Size of the feature map', '3c'],
  ['4711: 2b. Which grade of smoothness?', '2b'],
  ['7a (ii) Points of the orbit', '7a-ii'],
])('takes answers from %s', (heading, part) => {
  expect(answeredPart(heading, set)).toBe(part)
})
