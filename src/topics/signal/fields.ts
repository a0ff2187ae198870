import { z } from 'zod'
import * as q from '../../exact/rational.ts'
import { readJson } from '../../exact/read.ts'
import { ReadError } from '../../exact/read-error.ts'
import { readSignal } from '../../exact/signal/read-signal.ts'
import { isExpression } from '../../exact/value.ts'
import { field, scalarField } from '../../fields.ts'

const farthest = 10_000

const readIndex = (raw: unknown): number => {
  const value = readJson(raw)
  if (!isExpression(value) || value.kind !== 'number' || !q.isInteger(value.value))
    throw new ReadError('domain', 'This must be a whole number.')
  const index = Number(value.value.n)
  if (Math.abs(index) > farthest) throw new ReadError('too-large', `This must lie between ±${farthest}.`)
  return index
}

export const input = z
  .object({
    x: field(
      { about: 'Input signal: sums of c a^n u[n-k], n a^n u[n-k], c delta[n-k]', example: 'u[n] - u[n-L]' },
      readSignal,
    ),
    h: field({ about: 'Impulse response, written like x', example: '(1/2)^n u[n]' }, readSignal),
    from: field({ about: 'First n of the listed values', example: '-6' }, readIndex).optional(),
    to: field({ about: 'Last n of the listed values', example: '12' }, readIndex).optional(),
  })
  .catchall(scalarField({ about: 'The value of a symbol of x or h', example: '7' }))

export type Input = z.output<typeof input>
