import { z } from 'zod'
import { num, sym } from '../../exact/algebra.ts'
import { schemes } from '../../exact/initialisation.ts'
import { choiceField, scalarField, sizeField } from '../../fields.ts'

export const input = z.strictObject({
  fan_in: sizeField({
    about: 'Inputs of one unit, d_in (C·K² in a convolution)',
    example: '512',
    meaning: { symbol: 'd_in', kind: 'size', mayBe: ['fan_out'] },
  }).default(sym('d_in')),
  fan_out: sizeField({
    about: 'Units that one input feeds, d_out',
    example: '256',
    meaning: { symbol: 'd_out', kind: 'size', mayBe: ['fan_in'] },
  }).default(sym('d_out')),
  scheme: choiceField(
    { about: 'What n is: fan in, the mean of both, half of fan in, fan out', example: 'fan-in' },
    schemes,
  ).default('fan-in'),
  distribution: choiceField({ about: 'Distribution of the weights', example: 'normal' }, [
    'normal',
    'uniform',
  ]).default('normal'),
  gain: scalarField({
    about: 'Factor on the standard deviation',
    example: 'sqrt(2)',
    meaning: { kind: 'factor', mayBe: ['fan_in', 'fan_out'] },
  }).default(num(1)),
  format: choiceField({ about: 'Number format that holds the weights', example: 'fp8-e4m3' }, [
    'none',
    'fp8-e4m3',
    'fp8-e5m2',
    'fp16',
    'bf16',
  ]).default('none'),
})

export type Input = z.output<typeof input>
