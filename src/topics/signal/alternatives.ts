import * as q from '../../exact/rational.ts'
import { isZeroLinear, scaleLinear } from '../../exact/signal/linear.ts'
import { piecewiseOf } from '../../exact/signal/notation.ts'
import type { FormulaPiece } from '../../exact/signal/pieces.ts'
import { correlation, delayed, pointwise, pulseSlips } from '../../exact/signal/slips.ts'
import type { Alternative } from '../../model.ts'
import type { Solved } from './solved.ts'
import { output } from './words.ts'

export const alternativesOf = ({ x, h, pieces, undelayed, delay }: Solved): readonly Alternative[] => {
  const slip = (says: string, wrong: readonly FormulaPiece[] | undefined): Alternative[] =>
    wrong
      ? [
          {
            kind: 'misconception',
            says: `This is what one gets when ${says}.`,
            answers: [output(piecewiseOf(wrong))],
          },
        ]
      : []
  const unflipped = correlation(x, h)
  return [
    ...(unflipped
      ? [
          {
            kind: 'convention' as const,
            says: 'Without the flip of h (cross-correlation, Σ x[k]·h[k − n]).',
            answers: [output(piecewiseOf(unflipped))],
          },
        ]
      : []),
    ...pulseSlips(pieces).flatMap(({ says, pieces: wrong }) => slip(says, wrong)),
    ...(isZeroLinear(delay)
      ? []
      : [
          ...slip('the delay of the input is left out', delayed(pieces, scaleLinear(delay, q.rational(-1)))),
          ...slip(
            'only the pieces are delayed: n − k stands for n inside the formulas too',
            pieces.map((piece, at) => ({ ...piece, of: undelayed[at]?.of ?? piece.of })),
          ),
          ...slip(
            'the delay goes the wrong way, to n + k',
            delayed(pieces, scaleLinear(delay, q.rational(-2))),
          ),
        ]),
    ...slip('the signals are multiplied point by point', pointwise(x, h)),
  ]
}
