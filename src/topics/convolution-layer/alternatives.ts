import { num, plus, times } from '../../exact/algebra.ts'
import { countTapsInside } from '../../exact/window.ts'
import type { Alternative } from '../../model.ts'
import { misconception, underConvention, unlessChosen } from '../alternative.ts'
import { sizeAlternatives, type Windows } from '../output-size.ts'
import type { Input } from './fields.ts'
import { channelsPerFilter, type Sizes } from './sizes.ts'
import { quantity } from './words.ts'

export const alternativesOf = (given: Input, windows: Windows, sizes: Sizes): Alternative[] => {
  const { kernel, filters } = given
  const { perFilter, weights, biases, macs } = sizes
  const output = sizeAlternatives(windows)
  const ofOneChannel = times(kernel[0], kernel[1], filters)
  const across = countTapsInside(windows.width, sizes.width)
  const down = countTapsInside(windows.height, sizes.height)
  return [
    unlessChosen(
      'Without a bias in any filter.',
      misconception(
        'when the biases are left out.',
        quantity('parameters', weights),
        quantity('biases', num(0)),
      ),
    ),
    output['padding once'],
    output['no plus one'],
    output['rounded up'],
    output['not rounded'],
    misconception(
      'when the channels of the input are forgotten: a filter spans all of them.',
      quantity('weights', ofOneChannel),
      quantity('parameters', plus(ofOneChannel, biases)),
    ),
    misconception(
      'when the weights of one filter are taken for those of all.',
      quantity('weights', perFilter),
    ),
    underConvention(
      'Counted as floating-point operations: a multiplication and an addition are two.',
      quantity('macs', times(num(2), macs)),
    ),
    ...(across === undefined || down === undefined
      ? []
      : [
          underConvention(
            'Without the multiplications by padded zeros.',
            quantity('macs', times(num(across * down), filters, channelsPerFilter(given))),
          ),
        ]),
  ]
}
