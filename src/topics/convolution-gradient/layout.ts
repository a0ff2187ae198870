import { InputError } from '../../errors.ts'
import { num } from '../../exact/algebra.ts'
import type { LayerGeometry } from '../../exact/correlation-gradient.ts'
import type { Expression } from '../../exact/expression.ts'
import type { Tensor } from '../../exact/value.ts'
import { kernelsThatFit } from '../../exact/window.ts'
import {
  type ArrayForm,
  checkFilterDepth,
  checkGroups,
  shapeFromChannels,
  toChannels,
  toFilters,
} from '../array-form.ts'
import { readNumericAxes } from '../numeric-axes.ts'
import { checkWork } from './work.ts'

type Axes = readonly [Expression, Expression]

/** What a gradient is asked of: dy, with x, the kernel or both beside it. */
export type Given = {
  readonly x?: Tensor | undefined
  readonly kernel?: Tensor | undefined
  readonly stride: Axes
  readonly padding: Axes
  readonly dilation: Axes
  readonly groups: number
}

/** The layer with every axis written out: x and dy are C×H×W, the kernel is F×C×K×K. */
export type Layout = {
  readonly form: ArrayForm
  readonly layer: LayerGeometry
  readonly x: Tensor | undefined
  readonly kernel: Tensor | undefined
  readonly dy: Tensor
}

/** Throws InputError where the shapes do not go together, leave the size of x or of the kernel open, or take seconds. */
export const layOutGradient = (given: Given, dy: Tensor): Layout => {
  const form = formOf(given, dy)
  const sliding = slidingOf(given, form)
  const x = given.x && oneImage(given.x, form, 'x')
  const kernel = given.kernel && toFilters(given.kernel, form)
  const upstream = oneImage(dy, form, 'dy')
  const [outChannels = 1, ...outputs] = upstream.shape
  const along = (at: 0 | 1): { size: number; window: number } =>
    sizesAlong(
      { size: x?.shape[at + 1], window: kernel?.shape[at + 2], output: outputs[at] ?? 1 },
      { stride: sliding.stride[at], padding: sliding.padding[at], dilation: sliding.dilation[at] },
    )
  const [down, across] = [along(0), along(1)]
  const channels = x?.shape[0] ?? (kernel?.shape[1] ?? 1) * given.groups
  checkGroups(given.groups, channels, outChannels)
  const layer: LayerGeometry = {
    ...sliding,
    groups: given.groups,
    input: [channels, down.size, across.size],
    kernel: [
      kernel?.shape[0] ?? outChannels,
      kernel?.shape[1] ?? channels / given.groups,
      down.window,
      across.window,
    ],
  }
  const output = outputShape(layer)
  checkFilterDepth(layer.kernel[1], channels, given.groups)
  checkGradientShape(output, upstream, form)
  checkWork(layer, { x, kernel, dy: upstream })
  return { form, layer, x, kernel, dy: upstream }
}

const formOf = ({ x, kernel }: Given, dy: Tensor): ArrayForm => {
  const filter = kernel?.shape.length
  const rank = (x ?? dy).shape.length
  const batch = rank === 4 || (rank === 3 && filter === 3)
  const plain = batch ? rank - 1 : rank
  // A vector has no axis left beside one of channels.
  const channels = filter === undefined ? plain === 3 : plain > 1 && filter === plain + 1
  if (filter !== undefined && filter !== plain + (channels ? 1 : 0))
    throw new InputError(
      'domain',
      `The kernel has ${filter} axes and ${x ? 'x' : 'dy'} has ${rank}. It must have as many, or one more (filters × channels × kernel) with channels.`,
      { field: 'kernel', example: '1 0; 0 -1' },
    )
  if (!channels && plain > 2)
    throw new InputError('domain', 'With channels the kernel is filters × channels × rows × columns.', {
      field: 'kernel',
    })
  if (dy.shape.length !== rank)
    throw new InputError(
      'domain',
      `dy has ${dy.shape.length} axes; like ${x ? 'x' : 'the output'} it must have ${rank}.`,
      { field: 'dy', example: '1 2; 3 4' },
    )
  return { signal: plain - (channels ? 1 : 0) === 1, channels, batch }
}

const oneImage = (value: Tensor, form: ArrayForm, field: string): Tensor => {
  if (form.batch && value.shape[0] !== 1)
    throw new InputError('domain', 'One image at a time: the first axis (the batch) must be 1.', { field })
  return toChannels(value, form)
}

const readAxes = readNumericAxes('dy', '1')

/** A signal is one row, along which nothing slides. */
const slidingOf = (
  given: Given,
  { signal }: ArrayForm,
): Pick<LayerGeometry, 'stride' | 'padding' | 'dilation'> => {
  const read = (field: 'stride' | 'padding' | 'dilation', rows: number) =>
    readAxes(signal ? [num(rows), given[field][1]] : given[field], field)
  return { stride: read('stride', 1), padding: read('padding', 0), dilation: read('dilation', 1) }
}

type Slide = { readonly stride: number; readonly padding: number; readonly dilation: number }

type Known = {
  readonly size: number | undefined
  readonly window: number | undefined
  readonly output: number
}

/** Sizes of input and kernel along one axis, where one of them may have to follow from the other and dy. */
const sizesAlong = ({ size, window, output }: Known, slide: Slide): { size: number; window: number } => {
  if (size !== undefined) return { size, window: window ?? impliedKernel(size, output, slide) }
  const { stride, padding, dilation } = slide
  if (stride > 1)
    throw new InputError(
      'domain',
      'With a stride the size of x does not follow from dy and kernel. Give x.',
      { field: 'x', example: '1 2 3; 4 5 6; 7 8 9' },
    )
  const own = window ?? 1
  return { size: output - 1 + dilation * (own - 1) + 1 - 2 * padding, window: own }
}

const impliedKernel = (size: number, output: number, slide: Slide): number => {
  const [window, other] = kernelsThatFit(size, output, slide)
  if (window === undefined)
    throw new InputError('domain', `No kernel turns ${size} entries into the ${output} of dy.`, {
      field: 'dy',
      example: '1 2; 3 4',
    })
  if (other !== undefined)
    throw new InputError(
      'domain',
      `Kernels of size ${other} and ${window} both fit x and dy. Give the kernel; for dw alone any values of its size do.`,
      { field: 'kernel', example: '0 0; 0 0' },
    )
  return window
}

/** F×H'×W' of the layer's output; throws InputError where the kernel does not fit. */
const outputShape = ({
  input: [, ...size],
  kernel: [filters, , ...window],
  stride,
  padding,
  dilation,
}: LayerGeometry): readonly number[] => {
  const along = (at: 0 | 1): number => {
    const span = dilation[at] * (window[at] - 1) + 1
    const padded = size[at] + 2 * padding[at]
    if (padded < span || size[at] < 1)
      throw new InputError(
        'domain',
        `The kernel covers ${span} entries, more than the padded input, ${padded}.`,
        { field: 'kernel', example: '1 0; 0 -1' },
      )
    return Math.floor((padded - span) / stride[at]) + 1
  }
  return [filters, along(0), along(1)]
}

const checkGradientShape = (output: readonly number[], { shape }: Tensor, form: ArrayForm): void => {
  if (output.join() === shape.join()) return
  const shown = (sizes: readonly number[]): string =>
    shapeFromChannels(sizes, { ...form, batch: false }).join('×')
  throw new InputError(
    'domain',
    `The output of this layer is ${shown(output)}, so dy must be too; it is ${shown(shape)}.`,
    { field: 'dy' },
  )
}
