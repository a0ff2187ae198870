import { piecewiseOf } from '../../exact/signal/notation.ts'
import type { FormulaPiece } from '../../exact/signal/pieces.ts'
import type { Exact, Piecewise } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'

export const output = (value: Exact): Quantity => ({
  name: 'y',
  symbol: 'y[n]',
  value,
  about: 'the output x * h',
  aliases: ['y(n)', 'x * h', '(x * h)[n]', 'y_2[n]', 'output'],
})

export const listed = (value: Exact, from: number, to: number): Quantity => ({
  name: 'values',
  symbol: `y[${from}], \\ldots, y[${to}]`,
  value,
  about: `the values from n = ${from} to ${to}`,
  aliases: ['values'],
})

export const unshifted = (pieces: readonly FormulaPiece[]): Quantity => ({
  name: 'y_0',
  symbol: 'y_0[n]',
  value: piecewiseOf(pieces),
  about: 'the output for the signals that begin at 0',
  aliases: ['y_0(n)', 'y[n]', 'y(n)', 'y_1[n]'],
})

export const generally = (value: Piecewise): Quantity => ({
  name: 'y_general',
  symbol: 'y[n]',
  value,
  about: 'the output with its parameters as symbols',
})
