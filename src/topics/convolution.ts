import type { z } from 'zod'
import { InputError } from '../errors.ts'
import type { Correlation, Pair } from '../exact/correlate.ts'
import { ReadError } from '../exact/read-error.ts'
import { reshape } from '../exact/reshape.ts'
import type { Tensor } from '../exact/value.ts'
import { choiceField, countField, field, tensorField } from '../fields.ts'

export type Operation = 'convolution' | 'correlation'
type Padding = Pair | 'valid' | 'same' | 'full'

const paddingWords: ReadonlySet<string> = new Set(['valid', 'same', 'full'])

/** `2`, `[1, 2]` or `1,2`: one number for both axes, or rows and columns. */
const readPair = (raw: unknown, least: number): Pair => {
  const parts = Array.isArray(raw)
    ? raw
    : String(raw)
        .replace(/^\s*\[|\]\s*$/g, '')
        .split(/[\s,;x×]+/)
  const numbers = parts.map((part) => Number(String(part).trim() || Number.NaN))
  const [rows, columns = rows] = numbers
  if (rows === undefined || columns === undefined || numbers.length > 2 || !numbers.every(Number.isInteger))
    throw new ReadError('domain', 'This must be one whole number, or two as [rows, columns].')
  if (Math.min(rows, columns) < least)
    throw new ReadError('domain', `This must be at least ${least}; ${Math.min(rows, columns)} is less.`)
  if (Math.max(rows, columns) > 4096) throw new ReadError('too-large', 'This must be at most 4096.')
  return [rows, columns]
}

const readPadding = (raw: unknown): Padding => {
  const word = String(raw).trim().toLowerCase()
  // The set holds exactly the three words of the type.
  return paddingWords.has(word) ? (word as Padding) : readPair(raw, 0)
}

/** The options of a convolution, shared by every topic that has one. */
export const convolutionFields = {
  x: tensorField({ about: 'Input: a vector, a matrix, or C×H×W', example: '[[1,2],[3,4]]' }, [1, 2, 3, 4]),
  kernel: tensorField(
    { about: 'Kernel of the same rank, or F×C×K×K', example: '[[1,0],[0,-1]]' },
    [1, 2, 3, 4],
  ),
  bias: tensorField({ about: 'One number a filter (with channels)', example: '[0,1]' }, [1]).optional(),
  groups: countField({ about: 'Groups of channels', example: '1' }, 1, 4096).default(1),
  operation: choiceField(
    { about: 'Flip the kernel (convolution) or not (correlation)', example: 'convolution' },
    ['convolution', 'correlation'],
  ).optional(),
  stride: field({ about: 'Step of the window: n or [rows, cols]', example: '1' }, (raw) =>
    readPair(raw, 1),
  ).default([1, 1]),
  padding: field(
    {
      about: 'Zeros around the input: n, [rows, cols], valid, same or full',
      example: '0',
      suggestions: ['0', '1', 'valid', 'same', 'full'],
    },
    readPadding,
  ).default([0, 0]),
  dilation: field({ about: 'Distance of kernel entries: n or [rows, cols]', example: '1' }, (raw) =>
    readPair(raw, 1),
  ).default([1, 1]),
}

export type ConvolutionInput = z.output<z.ZodObject<typeof convolutionFields>>

/** The problem with every axis written out: x is C×H×W and the kernel F×C×K×K, not yet flipped. */
export type ConvolutionLayout = {
  readonly problem: Correlation
  readonly operation: Operation
  readonly channels: boolean
  /** The result F×H'×W' in the rank that the input had. */
  readonly restore: (value: Tensor) => Tensor
}

/** Throws InputError where the shapes do not go together. */
export const layOutConvolution = (given: ConvolutionInput): ConvolutionLayout => {
  const rank = given.x.shape.length
  const channels = given.kernel.shape.length === rank + 1 || (rank === 4 && given.kernel.shape.length === 4)
  if (!channels && given.kernel.shape.length !== rank)
    throw new InputError(
      'domain',
      `The kernel has ${given.kernel.shape.length} axes and x has ${rank}. It must have as many as x, or one more (filters × channels × kernel) with channels.`,
      { field: 'kernel', example: rank === 1 ? '[1,0,-1]' : '[[1,0],[0,-1]]' },
    )
  if (!channels && rank > 2)
    throw new InputError(
      'domain',
      'An input with channels needs a kernel filters × channels × rows × columns.',
      {
        field: 'kernel',
        example: '[[[[1,0],[0,-1]]]]',
      },
    )
  const signal = rank - (channels ? 1 : 0) === 1 && rank !== 4
  if (signal && (given.stride[0] !== given.stride[1] || given.dilation[0] !== given.dilation[1]))
    throw new InputError('domain', 'A 1-D input takes one number here.', { field: 'stride', example: '1' })
  const x = asChannels(given.x, channels, signal)
  const kernel = asFilters(given.kernel, channels, signal)
  const operation = given.operation ?? (channels ? 'correlation' : 'convolution')
  checkChannels(given, x, kernel, channels)
  const problem = {
    x,
    kernel,
    bias: given.bias,
    stride: signal ? ([1, given.stride[1]] as const) : given.stride,
    dilation: signal ? ([1, given.dilation[1]] as const) : given.dilation,
    padding: paddingOf(given, x, kernel, channels, signal),
    groups: given.groups,
  }
  return {
    problem,
    operation,
    channels,
    restore: (value) => reshape(value, restoredShape(value.shape, rank, channels, signal)),
  }
}

const asChannels = (x: Tensor, channels: boolean, signal: boolean): Tensor => {
  const { shape } = x
  if (shape.length === 4) {
    if (shape[0] !== 1)
      throw new InputError('domain', 'One image at a time: the first of four axes (the batch) must be 1.', {
        field: 'x',
        example: '[[[1,2],[3,4]]]',
      })
    return reshape(x, shape.slice(1))
  }
  if (channels) return signal ? reshape(x, [shape[0] ?? 1, 1, shape[1] ?? 1]) : x
  return reshape(x, signal ? [1, 1, shape[0] ?? 1] : [1, ...shape])
}

const asFilters = (kernel: Tensor, channels: boolean, signal: boolean): Tensor => {
  const { shape } = kernel
  if (channels) return signal ? reshape(kernel, [shape[0] ?? 1, shape[1] ?? 1, 1, shape[2] ?? 1]) : kernel
  return reshape(kernel, signal ? [1, 1, 1, shape[0] ?? 1] : [1, 1, ...shape])
}

const restoredShape = (
  shape: readonly number[],
  rank: number,
  channels: boolean,
  signal: boolean,
): readonly number[] => {
  const [filters = 1, height = 1, width = 1] = shape
  if (rank === 4) return [1, filters, height, width]
  if (channels) return signal ? [filters, width] : [filters, height, width]
  return signal ? [width] : [height, width]
}

const checkChannels = (given: ConvolutionInput, x: Tensor, kernel: Tensor, channels: boolean): void => {
  const [depth = 1] = x.shape
  const [filters = 1, perGroup = 1] = kernel.shape
  if (!channels && given.groups !== 1)
    throw new InputError('domain', 'Groups need channels: x as C×H×W and a kernel F×C×K×K.', {
      field: 'groups',
      example: '1',
    })
  if (depth % given.groups !== 0 || filters % given.groups !== 0)
    throw new InputError(
      'domain',
      `${given.groups} groups must divide both the ${depth} channels and the ${filters} filters.`,
      { field: 'groups', example: '1' },
    )
  if (perGroup !== depth / given.groups)
    throw new InputError(
      'domain',
      `Each filter has ${perGroup} channels; the input has ${depth} in ${given.groups} group(s), so it must have ${depth / given.groups}.`,
      { field: 'kernel' },
    )
  if (given.bias && given.bias.shape[0] !== filters)
    throw new InputError('domain', `There are ${filters} filters, so the bias needs ${filters} entries.`, {
      field: 'bias',
      example: `[${new Array(filters).fill(0).join(',')}]`,
    })
}

const paddingOf = (
  given: ConvolutionInput,
  x: Tensor,
  kernel: Tensor,
  channels: boolean,
  signal: boolean,
): readonly [Pair, Pair] => {
  const spans = [0, 1].map((axis) => {
    const size = x.shape[axis + 1] ?? 1
    const span = (given.dilation[axis] ?? 1) * ((kernel.shape[axis + 2] ?? 1) - 1) + 1
    return { size, span }
  })
  const { padding } = given
  if (typeof padding === 'object') {
    const [rows, columns] = signal ? [0, padding[1]] : padding
    const padded = [rows, columns]
    for (const [axis, { size, span }] of spans.entries()) {
      if (span > size + 2 * (padded[axis] ?? 0))
        throw new InputError('domain', kernelTooLarge(kernel, spans, padded, signal), {
          field: 'kernel',
          example: signal ? '[1,-1]' : '[[1,0],[0,-1]]',
        })
    }
    return [
      [rows, rows],
      [columns, columns],
    ]
  }
  if (padding === 'same' && channels && Math.max(...given.stride) > 1)
    throw new InputError('domain', 'With channels, padding "same" goes with stride 1 only.', {
      field: 'padding',
      example: '1',
    })
  const fits = spans.every(({ size, span }) => span <= size)
  const covers = !channels && spans.every(({ size, span }) => span >= size)
  if (padding === 'valid' && !fits && !covers)
    throw new InputError('domain', kernelTooLarge(kernel, spans, [0, 0], signal), {
      field: 'kernel',
      example: '[[1,0],[0,-1]]',
    })
  const centred = channels || (given.operation === 'correlation' && !signal)
  const pads = spans.map(({ size, span }): Pair => wordPadding(padding, size, span, centred))
  return [pads[0] ?? [0, 0], pads[1] ?? [0, 0]]
}

/**
 * `full`, `same` and `valid` as SciPy defines them: in `valid` the shorter signal slides inside the longer; in `same`
 * an even kernel leaves one zero more before the input, but after it where `centred` (SciPy's correlate2d, and
 * deep-learning libraries).
 */
const wordPadding = (word: 'valid' | 'same' | 'full', size: number, span: number, centred: boolean): Pair => {
  if (word === 'full') return [span - 1, span - 1]
  if (word === 'valid') return span > size ? [span - size, span - size] : [0, 0]
  const [less, more] = [Math.floor((span - 1) / 2), Math.ceil((span - 1) / 2)]
  return centred ? [less, more] : [more, less]
}

const kernelTooLarge = (
  kernel: Tensor,
  spans: readonly { size: number; span: number }[],
  padded: readonly number[],
  signal: boolean,
): string => {
  const shown = (sizes: readonly number[]): string => (signal ? `${sizes[1]}` : sizes.join('×'))
  const input = shown(spans.map(({ size }, axis) => size + 2 * (padded[axis] ?? 0)))
  const window = shown(spans.map(({ span }) => span))
  const own = shown(kernel.shape.slice(-2))
  return `The kernel covers ${window}${own === window ? '' : ` (${own} dilated)`}, more than the padded input, ${input}. Use a smaller kernel or more padding.`
}
