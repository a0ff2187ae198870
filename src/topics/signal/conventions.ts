import { isZeroLinear, type Linear, linearExpression, subtractLinear } from '../../exact/signal/linear.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Convention } from '../../model.ts'
import { index, type Solved } from './solved.ts'

const shiftedBy = (delay: Linear): string => `[${toUnicode(linearExpression(subtractLinear(index, delay)))}]`

export const conventionsOf = (solved: Solved, isListed: boolean): readonly Convention[] => {
  const free = new Set(
    solved.pieces.flatMap(({ from, to }) => [...from, ...to].flatMap((k) => [...k.of.keys()])),
  )
  const divided = solved.pieces.some(({ of }) => of.bottom.size > 0)
  return [
    {
      name: 'convolution',
      chosen: 'flip and slide',
      says: 'y[n] = Σ x[k]·h[n − k] over all k: h is flipped, then slid.',
    },
    {
      name: 'signals',
      chosen: 'right-sided',
      says: 'u[n] is 1 for n ≥ 0 and else 0; δ[n] is 1 at n = 0 and else 0. Every signal begins somewhere, so every sum is finite.',
    },
    ...(free.size > 0
      ? [
          {
            name: 'lengths',
            chosen: 'positive integers',
            says: `${[...free].join(', ')} ${free.size > 1 ? 'stand for positive integers' : 'stands for a positive integer'}.`,
          },
        ]
      : []),
    ...(divided
      ? [
          {
            name: 'bases',
            chosen: 'different',
            says: 'Bases written differently are different numbers, none of them 0; where two are equal the sum has n + 1 equal terms in place of the quotient.',
          },
        ]
      : []),
    ...(!isListed
      ? [
          {
            name: 'values',
            chosen: 'not listed',
            says: 'Values at single n depend on the symbols in the delays; give them numbers to list values.',
          },
        ]
      : []),
    ...(isZeroLinear(solved.delay)
      ? []
      : [
          {
            name: 'property',
            chosen: 'shift invariance',
            says: `Shift invariance (time invariance): delaying the input delays the output, y[n] = y₀${shiftedBy(solved.delay)}.`,
          },
        ]),
  ]
}
