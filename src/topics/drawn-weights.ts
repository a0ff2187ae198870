import { InputError } from '../errors.ts'
import type { Fans, Scheme, Spread } from '../exact/initialisation.ts'
import type { Population } from '../exact/number-format-use.ts'
import { toNumber } from '../exact/rational.ts'
import { toUnicode } from '../exact/write/write.ts'

export type Given = Fans & {
  readonly scheme: Scheme
  readonly distribution: Population['distribution']
}

const neededFans: Readonly<Record<Scheme, readonly ('fan_in' | 'fan_out')[]>> = {
  'fan-in': ['fan_in'],
  glorot: ['fan_in', 'fan_out'],
  he: ['fan_in'],
  'fan-out': ['fan_out'],
}

/** Doubles count the codes; past these sizes they would have to round to 0 or infinity. */
const [mostDigits, mostWeights] = [100, 10n ** 100n]

/** The weights of the fan-in × fan-out matrix, a square one where a fan is a symbol; throws InputError for symbols. */
export const drawnWeights = (given: Given, { variance }: Spread): Population => {
  if (variance.kind !== 'number') {
    const field = neededFans[given.scheme].find((fan) => given[fan].kind !== 'number') ?? 'gain'
    throw new InputError(
      'domain',
      `What a format keeps depends on the variance, so it must be a rational number; ${field} is ${toUnicode(given[field])}.`,
      { field, example: field === 'gain' ? '1' : '512' },
    )
  }
  const [inputs, outputs] = [given.fan_in, given.fan_out].map((fan) =>
    fan.kind === 'number' ? fan.value.n : undefined,
  )
  const square = inputs ?? outputs ?? 1n
  const weights = (inputs ?? square) * (outputs ?? square)
  const digits = Math.abs(Math.log10(toNumber(variance.value)))
  if (!(digits < mostDigits) || weights > mostWeights)
    throw new InputError('too-large', 'With a format the fans and the gain must lie within 10^±50.', {
      field: weights > mostWeights ? 'fan_in' : 'gain',
      example: weights > mostWeights ? '512' : '1',
    })
  return { variance: variance.value, distribution: given.distribution, weights }
}
