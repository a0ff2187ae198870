import { expect, it } from 'vitest'
import { readText } from '../../../src/exact/read.ts'
import { keyWitness } from '../../../src/grading/key-witness.ts'

const witness = (solved: string, key: string): string | undefined =>
  keyWitness(readText(solved), readText(key))

it.each([
  ['2*a*b', '2*a + b', 'At a = 2, b = 3 the key is 7, the solver’s value 12.'],
  ['3', '4', 'The key is 4, the solver’s value 3.'],
  // The floor of a fifth: at n = 2 both are 0, at a larger one they are not.
  ['floor(n/5)', '0', /^At n = \d+ the key is 0, the solver’s value [1-9]\d*\.$/],
  ['[[1, a], [3, 4]]', '[[1, a], [a, 4]]', 'At a = 2 entry (2, 1) of the key is 2, the solver’s value 3.'],
  ['[1, 2]', '[1, 2, 3]', 'The key is 3, the solver’s value 2.'],
  ['Theta(n)', 'Theta(n*m)', /From m = 10 to 1000, .* goes from 10 to 1000\./],
])('tells %s from the key %s', (solved, key, says) => {
  expect(witness(solved, key)).toEqual(typeof says === 'string' ? says : expect.stringMatching(says))
})

it.each([
  ['a + a', '2*a'],
  ['Theta(n)', 'Theta(3*n)'],
])('has none for %s and %s', (solved, key) => {
  expect(witness(solved, key)).toBeUndefined()
})
