import { InputError } from '../../errors.ts'
import { correlate } from '../../exact/correlate.ts'
import { flip, transpose } from '../../exact/reshape.ts'
import { sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import type { Alternative } from '../../model.ts'
import { misconception, underConvention } from '../alternative.ts'
import type { ConvolutionInput, Operation } from './fields.ts'
import { type ConvolutionLayout, layOutConvolution, slideKernel } from './layout.ts'
import { quantity } from './words.ts'
import { mayRepeat } from './work.ts'

/** Past this many output entries, alternatives would cost more than they teach. */
const mostEntries = 1024

export const alternativesOf = (
  given: ConvolutionInput,
  layout: ConvolutionLayout,
  y: Tensor,
): Alternative[] => {
  const { operation, problem, channels } = layout
  if (sizeOf(y.shape) > mostEntries || !mayRepeat(problem)) return []
  const [, , rows = 1, columns = 1] = problem.kernel.shape
  const isPlane = !channels && given.kernel.shape.length === 2
  const again = (change: Partial<ConvolutionInput>, slidesAs = operation): Tensor | undefined =>
    solveAgain({ ...given, ...change, operation }, slidesAs)
  return [
    operation === 'convolution'
      ? underConvention(
          'Without the flip (cross-correlation, what deep-learning libraries call convolution).',
          quantity('y', slideKernel(layout, 'correlation')),
        )
      : underConvention(
          'With the kernel flipped in both axes (true convolution, as in signal processing).',
          quantity('y', slideKernel(layout, 'convolution')),
        ),
    ...(rows > 1 && columns > 1
      ? [
          slip('when only the rows of the kernel are flipped.', flipOneAxis(layout, 'rows')),
          slip('when only the columns of the kernel are flipped.', flipOneAxis(layout, 'columns')),
        ]
      : []),
    slip(
      'when the kernel is transposed in place of flipped.',
      isPlane ? again({ kernel: transpose(given.kernel) }, 'correlation') : undefined,
    ),
    slip('when the padding is left out.', given.padding === 'valid' ? undefined : again({ padding: [0, 0] })),
    slip(
      'when the stride is left out.',
      Math.max(...given.stride) > 1 ? again({ stride: [1, 1] }) : undefined,
    ),
    slip('when the bias is left out.', given.bias ? again({ bias: undefined }) : undefined),
  ]
}

/** Without an output where the slip does not apply. */
const slip = (how: string, y: Tensor | undefined): Alternative =>
  misconception(how, ...(y ? [quantity('y', y)] : []))

const flipOneAxis = ({ problem, restore }: ConvolutionLayout, axis: 'rows' | 'columns'): Tensor =>
  restore(correlate({ ...problem, kernel: flip(problem.kernel, axis === 'rows', axis === 'columns') }))

/** The output for a changed input; undefined where its shapes do not go together. */
const solveAgain = (given: ConvolutionInput, operation: Operation): Tensor | undefined => {
  try {
    return slideKernel(layOutConvolution(given), operation)
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}
