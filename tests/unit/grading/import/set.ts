import type { ProblemSet } from '../../../../src/sets/problem-set.ts'

/** A set of these parts, with nothing in them. */
export const setOf = (...parts: readonly string[]): ProblemSet => ({
  course: 'c',
  name: 'hw4',
  title: 'Homework 4',
  checks: true,
  conventionCredit: 0,
  parts: parts.map((part) => ({ part, points: 1, statement: 's', accepts: [], solutions: [] })),
})
