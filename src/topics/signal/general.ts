import { num, sym } from '../../exact/algebra.ts'
import { numericBase, pulseLength, withLength } from '../../exact/signal/generalise.ts'
import { signalOf } from '../../exact/signal/signal.ts'
import { symbolsOf } from '../../exact/tree.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity } from '../../model.ts'
import type { Input } from './fields.ts'
import { whereWithinLimits } from './limits.ts'
import { convolved, type Solved } from './solved.ts'
import type { Symbols } from './symbols.ts'
import { generally } from './words.ts'

/** The output with symbols left open: those given a value, or L for the length of a pulse. */
export const generalOf = (given: Input, values: Symbols, solved: Solved): readonly Quantity[] => {
  const parameters = [...values].map(
    ([name, value]): Quantity => ({
      name,
      symbol: toLatex(sym(name)),
      value,
      about: `the value given for ${name}`,
    }),
  )
  const used = symbolsOf(given.h, symbolsOf(given.x))
  const length = values.size === 0 && !used.has('L') ? pulseLength(solved.x) : undefined
  const base = used.has('a') ? undefined : numericBase(solved.x, solved.h)
  const general = (): readonly Quantity[] => {
    if (values.size > 0) return [generally(convolved(signalOf(given.x), signalOf(given.h)).y)]
    return length === undefined ? [] : [generally(convolved(withLength(solved.x, 'L'), solved.h).y)]
  }
  return [
    ...parameters,
    ...(length === undefined
      ? []
      : [
          {
            name: 'L',
            symbol: 'L',
            value: num(length),
            about: 'the length of the pulse x',
            aliases: ['N'].filter((name) => !used.has(name)),
          },
        ]),
    ...(base === undefined
      ? []
      : [{ name: 'a', symbol: 'a', value: num(base), about: 'the base of the exponential' }]),
    ...whereWithinLimits(general),
  ]
}
