import { z } from 'zod'
import { num, power, sym } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { scalarField, sizeField } from '../../fields.ts'

const two = num(2)

const variance = (name: string): Expression => power(sym(name, 'positive'), two)

export const input = z.strictObject({
  n: sizeField({
    about: 'Size n of the n×n input',
    example: '32',
    meaning: { symbol: 'n', kind: 'length' },
  }).default(sym('n')),
  k: sizeField({
    about: 'Size k of the k×k kernel',
    example: '3',
    meaning: { symbol: 'k', kind: 'length' },
  }).default(sym('k')),
  var_x: scalarField({
    about: 'Variance of an input entry',
    example: '1',
    meaning: { symbol: 'sigma_x', kind: 'variance' },
  }).default(variance('sigma_x')),
  var_dy: scalarField({
    about: 'Variance of an upstream gradient entry',
    example: '1',
    meaning: { symbol: 'sigma_g', kind: 'variance' },
  }).default(variance('sigma_g')),
})

export type Input = z.output<typeof input>
