import { num } from '../../exact/algebra.ts'
import { biasGradient, descend, inputGradient, weightGradient } from '../../exact/correlation-gradient.ts'
import type { Expression } from '../../exact/expression.ts'
import { flip } from '../../exact/reshape.ts'
import { tensor } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'
import { fromChannels, fromFilters } from '../array-form.ts'
import type { Operation } from '../convolution/fields.ts'
import type { Layout } from './layout.ts'
import { quantity } from './words.ts'

/** What follows from what was given, in the form in which it was given; `updated` is the kernel after one step. */
export type Gradients = {
  readonly dw?: Tensor | undefined
  readonly dx?: Tensor | undefined
  readonly updated?: Tensor | undefined
}

/** A layer that flips its kernel is one that does not, with kernel and dw flipped. */
export const gradientsOf = (
  { form, layer, x, kernel, dy }: Layout,
  operation: Operation,
  rate: Expression,
): Gradients => {
  const turned = (value: Tensor): Tensor => (operation === 'convolution' ? flip(value, true, true) : value)
  const dw = x && turned(weightGradient(x, dy, layer))
  const dx = kernel && inputGradient(turned(kernel), dy, layer)
  return {
    dw: dw && fromFilters(dw, form),
    dx: dx && fromChannels(dx, form),
    updated: dw && kernel && fromFilters(descend(kernel, dw, rate), form),
  }
}

export const gradientQuantities = ({ dw, dx, updated }: Gradients): Quantity[] => [
  ...(dw ? [quantity('dw', dw)] : []),
  ...(dx ? [quantity('dx', dx)] : []),
  ...(updated ? [quantity('w_new', updated)] : []),
]

/** db, an entry a filter. */
export const biasQuantities = ({ dy, form }: Layout): Quantity[] => {
  const sums = biasGradient(dy)
  if (!sums) return []
  return [quantity('db', form.channels ? tensor([sums.length], sums) : (sums[0] ?? num(0)))]
}
