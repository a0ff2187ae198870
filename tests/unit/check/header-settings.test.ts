import { expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { solve } from '../../labelled-rows.ts'

const reference = { command: 'convlayer', solution: solve('convlayer', {}), asks: ['weights', 'biases'] }
const table = (weights: string): string =>
  [
    '| | formula | example: K = 11, F = 96, C = 3 |',
    '|---|---|---|',
    `| weights | K·K·C·F | ${weights} |`,
    '| biases | F | 96 |',
  ].join('\n')

// torch.nn.Conv2d(3, 96, 11) has 34,848 weights and 96 biases.
it('a column is about the case that its header sets', () => {
  expect(check(table('11·11·3·96 = 34 848'), [reference]).verdict).toBe('agrees')
  expect(check(table('34 944'), [reference]).verdict).toMatch(/disagrees|contradicts-itself/)
})
