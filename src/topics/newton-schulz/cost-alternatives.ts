import { num, over, plus, power, times } from '../../exact/algebra.ts'
import type { Exact } from '../../exact/value.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { classes, costs, type Layer, productCost } from './costs.ts'
import { classDirect, classGram, costDirect, costGram, speedup } from './words.ts'

const two = num(2)

export const costAlternatives = (layer: Layer): readonly Alternative[] => {
  const { d_out, d_in, c } = layer
  const { direct, gram } = costs(layer)
  const both = (first: Exact, second: Exact): readonly Quantity[] => [costDirect(first), costGram(second)]
  const slip = (says: string, answers: readonly Quantity[]): Alternative => ({
    kind: 'misconception',
    says: `This is what one gets when ${says}.`,
    answers,
  })
  const theta = classes(layer)
  const classOnly: Alternative = {
    kind: 'convention',
    says: `The class alone drops the constant: the total is ${toUnicode(direct)} as written and ${toUnicode(gram)} with the Gram matrix.`,
    answers: both(theta.direct, theta.gram),
  }
  const counted = (unit: number, says: string): Alternative => ({
    kind: 'convention',
    says,
    answers: both(over(times(num(unit), direct), c), over(times(num(unit), gram), c)),
  })
  return [
    classOnly,
    counted(1, 'With c = 1: multiplications (or multiply-adds) are counted.'),
    counted(2, 'With c = 2: multiplications and additions are counted as one operation each.'),
    slip('only one of the two matrix products is counted', both(over(direct, two), over(gram, two))),
    slip('the factors 3 and ½ are counted as products too', both(times(two, direct), times(two, gram))),
    slip(
      'the second product is taken as one of two square matrices: its right factor is d_out × d_in (or its left one, in the Gram order)',
      both(
        plus(productCost(c, d_out, d_in, d_out), productCost(c, d_out, d_out, d_out)),
        plus(productCost(c, d_in, d_out, d_in), productCost(c, d_in, d_in, d_in)),
      ),
    ),
    slip('d_out and d_in change places: W has d_out rows and d_in columns', [
      costDirect(gram),
      costGram(direct),
      classDirect(theta.gram),
      classGram(theta.direct),
      speedup(over(d_in, d_out)),
    ]),
    slip('both products are taken to gain, and the gains are multiplied', [
      speedup(power(over(d_out, d_in), two)),
    ]),
  ]
}
