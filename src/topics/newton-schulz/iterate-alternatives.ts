import { matrixTensor, product, type RationalMatrix, transposed } from '../../exact/rational-matrix.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { entrywise, type Iteration, iterate, listOf, oneFactor, withoutHalf, wrongSide } from './iterates.ts'
import { iteratesOf, quantity } from './words.ts'

/** The iterates of slips that stay as short as the right ones. */
export const iterateAlternatives = (start: RationalMatrix, steps: number): Alternative[] => {
  const slips: readonly (readonly [string, Iteration])[] = [
    ['the factor ½ is forgotten', withoutHalf],
    ['the polynomial is applied to each entry by itself', entrywise],
    ...(start.rows === start.columns
      ? ([
          ['WᵀW stands in place of WWᵀ, on the left of W', wrongSide],
          ['the last factor W of WWᵀW is forgotten', oneFactor],
        ] as const)
      : []),
  ]
  return slips.flatMap(([says, map]): Alternative[] => {
    const wrong = iterate(start, steps, map)
    if (wrong.length < steps) return []
    const answer = iteratesOf(listOf(wrong))
    return [{ kind: 'misconception', says: `This is what one gets when ${says}.`, answers: [answer] }]
  })
}

export const iterateRelated = (start: RationalMatrix, iterates: readonly RationalMatrix[]): Quantity[] => [
  ...iterates.map((w, at) =>
    quantity(`W_${at + 1}`, `W_{${at + 1}}`, matrixTensor(w), `after step ${at + 1}`),
  ),
  quantity('gram', 'W W^\\top', matrixTensor(product(start, transposed(start))), 'WWᵀ of the given matrix'),
]
