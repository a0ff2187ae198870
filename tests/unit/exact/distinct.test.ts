import { expect, test } from 'vitest'
import { num, squareRoot, sym, times } from '../../../src/exact/algebra.ts'
import { distinctAnswers } from '../../../src/exact/distinct.ts'

const answer = (name: string, value: number) => ({ name, value: num(value) })

test('what repeats the truth or an earlier set goes, and an empty set with it', () => {
  const sets = [
    { says: 'one', answers: [answer('y', 1), answer('z', 2)] },
    { says: 'two', answers: [answer('z', 2)] },
    { says: 'three', answers: [answer('y', 3)] },
  ]
  expect(distinctAnswers(sets, [answer('y', 1)])).toEqual([
    { says: 'one', answers: [answer('z', 2)] },
    { says: 'three', answers: [answer('y', 3)] },
  ])
})

test('the order of factors does not make a value new', () => {
  const [a, b] = [sym('a'), sym('b')]
  const sets = [{ answers: [{ name: 'y', value: squareRoot(times(b, a)) }] }]
  expect(distinctAnswers(sets, [{ name: 'y', value: squareRoot(times(a, b)) }])).toEqual([])
})
