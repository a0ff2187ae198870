import { InputError } from '../../errors.ts'
import type { LayerGeometry } from '../../exact/correlation-gradient.ts'
import { sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { mostWork } from '../work.ts'

type Arrays = {
  readonly x: Tensor | undefined
  readonly kernel: Tensor | undefined
  readonly dy: Tensor
}

/** Throws InputError where a gradient, or dy spread by the stride, has too many entries or takes too many products. */
export const checkWork = (layer: LayerGeometry, { x, kernel, dy }: Arrays): void => {
  const most = mostWork(x, kernel, dy)
  const [, outRows = 1, outColumns = 1] = dy.shape
  const refuse = (what: string, shape: readonly number[], field: string): void => {
    if (sizeOf(shape) <= most.entries) return
    throw new InputError(
      'too-large',
      `${what} would have ${shape.join('×')} entries; with ${most.of} at most ${most.entries} are written out. Use less ${field}.`,
      { field, example: '1' },
    )
  }
  const { input, kernel: sizes, padding, stride, dilation } = layer
  const isDilated = Math.max(...dilation) > 1
  if (x) refuse('dw', sizes, 'padding')
  if (kernel) {
    const padded = [input[0], input[1] + 2 * padding[0], input[2] + 2 * padding[1]]
    const spread = [sizes[0], (outRows - 1) * stride[0] + 1, (outColumns - 1) * stride[1] + 1]
    refuse('The padded input', padded, Math.max(...padding) === 0 && isDilated ? 'dilation' : 'padding')
    refuse('dy, spread by the stride,', spread, 'stride')
  }
  const products = sizeOf(sizes) * outRows * outColumns
  if (products > most.products)
    throw new InputError(
      'too-large',
      `The gradients take ${products} products of entries; with ${most.of} at most ${most.products} are taken.`,
      { field: 'dy' },
    )
}
