import { InputError } from '../../errors.ts'
import { type Correlation, correlate } from '../../exact/correlate.ts'
import { flip } from '../../exact/reshape.ts'
import type { Tensor } from '../../exact/value.ts'
import {
  type ArrayForm,
  checkFilterDepth,
  checkGroups,
  fromChannels,
  toChannels,
  toFilters,
} from '../array-form.ts'
import type { ConvolutionInput, Operation } from './fields.ts'
import { paddingOf } from './padding.ts'
import { checkWork } from './work.ts'

/** The problem with every axis written out: x is C×H×W and the kernel F×C×K×K, not yet flipped. */
export type ConvolutionLayout = {
  readonly problem: Correlation
  readonly operation: Operation
  readonly channels: boolean
  /** The result F×H'×W' in the rank that the input had. */
  readonly restore: (value: Tensor) => Tensor
}

/** Throws InputError where the shapes do not go together, or the output would take seconds. */
export const layOutConvolution = (given: ConvolutionInput): ConvolutionLayout => {
  const { stride, dilation, groups, bias } = given
  const form = formOf(given)
  const { signal, channels } = form
  if (signal && (stride[0] !== stride[1] || dilation[0] !== dilation[1]))
    throw new InputError('domain', 'A 1-D input takes one number here.', { field: 'stride', example: '1' })
  if (form.batch && given.x.shape[0] !== 1)
    throw new InputError('domain', 'One image at a time: the first of four axes (the batch) must be 1.', {
      field: 'x',
      example: '[[[1,2],[3,4]]]',
    })
  const x = toChannels(given.x, form)
  const kernel = toFilters(given.kernel, form)
  checkChannels(given, x, kernel, channels)
  const problem: Correlation = {
    x,
    kernel,
    bias,
    stride: signal ? [1, stride[1]] : stride,
    dilation: signal ? [1, dilation[1]] : dilation,
    padding: paddingOf(given, x, kernel, form),
    groups,
  }
  checkWork(problem)
  return {
    problem,
    operation: given.operation ?? (channels ? 'correlation' : 'convolution'),
    channels,
    restore: (value) => fromChannels(value, form),
  }
}

/** The layer's output; a convolution is a correlation with the flipped kernel. */
export const slideKernel = ({ problem, restore }: ConvolutionLayout, operation: Operation): Tensor => {
  const kernel = operation === 'convolution' ? flip(problem.kernel, true, true) : problem.kernel
  return restore(correlate({ ...problem, kernel }))
}

const formOf = ({ x, kernel }: ConvolutionInput): ArrayForm => {
  const [rank, axes] = [x.shape.length, kernel.shape.length]
  const batch = rank === 4
  // A vector has no axis left beside one of channels.
  const channels = rank > 1 && (axes === rank + 1 || (batch && axes === 4))
  if (!channels && axes !== rank)
    throw new InputError(
      'domain',
      rank === 1
        ? `x is a vector, so the kernel must be one too; it has ${axes} axes.`
        : `The kernel has ${axes} axes and x has ${rank}. It must have as many as x, or one more (filters × channels × kernel) with channels.`,
      { field: 'kernel', example: rank === 1 ? '[1,0,-1]' : '[[1,0],[0,-1]]' },
    )
  if (!channels && rank > 2)
    throw new InputError(
      'domain',
      'An input with channels needs a kernel filters × channels × rows × columns.',
      { field: 'kernel', example: '[[[[1,0],[0,-1]]]]' },
    )
  return { signal: !batch && rank - (channels ? 1 : 0) === 1, channels, batch }
}

const checkChannels = (
  { groups, bias }: ConvolutionInput,
  x: Tensor,
  kernel: Tensor,
  channels: boolean,
): void => {
  const [depth = 1] = x.shape
  const [filters = 1, perGroup = 1] = kernel.shape
  if (!channels && groups !== 1)
    throw new InputError('domain', 'Groups need channels: x as C×H×W and a kernel F×C×K×K.', {
      field: 'groups',
      example: '1',
    })
  checkGroups(groups, depth, filters)
  checkFilterDepth(perGroup, depth, groups)
  if (bias && bias.shape[0] !== filters)
    throw new InputError('domain', `There are ${filters} filters, so the bias needs ${filters} entries.`, {
      field: 'bias',
      example: `[${new Array(filters).fill(0).join(',')}]`,
    })
}
