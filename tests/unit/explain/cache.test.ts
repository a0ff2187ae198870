import { expect, it } from 'vitest'
import conv from '../../../commands/conv.ts'
import convSolver from '../../../solvers/conv.ts'
import { keyOf } from '../../../src/explain/cache.ts'
import { promptFor } from '../../../src/explain/prompt.ts'
import { solveWith } from '../../solving.ts'

const exercise = (x: number, level: 'full' | 'brief', says?: string) => ({
  source: '/conv',
  topic: conv,
  solution: solveWith(convSolver, { x: [[x]], kernel: [[2]] }),
  asks: ['y'],
  level,
  student: says === undefined ? undefined : { says, judgement: [] },
})

it('a text is another’s only where model, solution, level, version of the prompt and student’s words are the same', () => {
  const prompt = promptFor(exercise(1, 'full'))
  const keys = [
    keyOf('m', prompt),
    keyOf('another', prompt),
    keyOf('m', { ...prompt, version: 'full 99, rules 99' }),
    keyOf('m', promptFor(exercise(2, 'full'))),
    keyOf('m', promptFor(exercise(1, 'brief'))),
    keyOf('m', promptFor(exercise(1, 'full', 'but it is 3'))),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(keyOf('m', promptFor(exercise(1, 'full')))).toBe(keys[0])
})
