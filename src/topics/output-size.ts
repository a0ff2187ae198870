import { InputError } from '../errors.ts'
import { ceiling, floor, minus, num, over, plus, times } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { isInteger } from '../exact/rational.ts'
import { type Window, windowCount, windowSpan, windowTravel } from '../exact/window.ts'
import { toUnicode } from '../exact/write/write.ts'
import type { Alternative, Quantity } from '../model.ts'
import { misconception, underConvention } from './alternative.ts'
import { quantitiesOf } from './quantity.ts'

const one = num(1)

/** The window of a layer along the rows and along the columns of its input. */
export type Windows = { readonly width: Window; readonly height: Window }

type Axes = readonly [Expression, Expression]
type Given = {
  readonly width: Expression
  readonly height: Expression
  readonly kernel: Axes
  readonly stride: Axes
  readonly padding: Axes
  readonly dilation?: Axes
}

export const windowsOf = ({
  width,
  height,
  kernel,
  stride,
  padding,
  dilation = [one, one],
}: Given): Windows => {
  const along = (size: Expression, at: 0 | 1): Window => ({
    size,
    kernel: kernel[at],
    stride: stride[at],
    padding: padding[at],
    dilation: dilation[at],
  })
  return { width: along(width, 1), height: along(height, 0) }
}

/** Positions along an axis; throws InputError where the window, called `what`, does not fit. */
export const positionsAlong = (
  { width, height }: Windows,
  axis: keyof Windows,
  what: 'kernel' | 'window',
): Expression => {
  const window = axis === 'width' ? width : height
  const count = windowCount(window)
  if (count) return count
  const span = toUnicode(windowSpan(window.kernel, window.dilation))
  const padded = toUnicode(plus(window.size, times(num(2), window.padding)))
  throw new InputError(
    'domain',
    `The ${what} covers ${span} entries along the ${axis}, more than the padded input, ${padded}. Use a smaller ${what} or more padding.`,
    { field: 'kernel', example: '1' },
  )
}

export const outputNames = {
  out_width: {
    symbol: "W'",
    about: 'width of the output',
    aliases: ['W_{\\text{out}}', 'W_o', 'W_2', 'output width', 'out width'],
  },
  out_height: {
    symbol: "H'",
    about: 'height of the output',
    aliases: ['H_{\\text{out}}', 'H_o', 'H_2', 'output height', 'out height'],
  },
  out_channels: {
    symbol: "C'",
    about: 'channels of the output',
    aliases: [
      'C_{\\text{out}}',
      'C_o',
      "D'",
      'D_{\\text{out}}',
      'D_2',
      'output channels',
      'output depth',
      'number of output channels',
    ],
  },
  out_shape: {
    symbol: '\\text{output shape}',
    about: 'width × height × channels of the output',
    aliases: ['output shape', 'output size', 'activation shape'],
  },
  out_shape_rows_first: {
    symbol: '\\text{output shape}',
    about: 'height × width × channels of the output',
    aliases: ['output shape', 'output size'],
  },
  out_shape_channels_first: {
    symbol: '\\text{output shape}',
    about: 'height × width × channels of the output',
    aliases: ['output shape', 'output size'],
  },
}
const quantity = quantitiesOf(outputNames)

/** The shape of the output, in both orders in which people write it. */
export const outputShapes = (width: Expression, height: Expression, channels: Expression): Quantity[] => [
  quantity('out_shape', { kind: 'shape', sizes: [width, height, channels] }),
  quantity('out_shape_rows_first', { kind: 'shape', sizes: [height, width, channels] }),
  quantity('out_shape_channels_first', { kind: 'shape', sizes: [channels, height, width] }),
]

/** A number that is no integer is nobody's size. */
const isSize = ({ value }: Quantity): boolean => value.kind !== 'number' || isInteger(value.value)

/** Travel over stride along both axes, before rounding. */
type Travels = readonly [alongWidth: Expression, alongHeight: Expression]
const travelsOf = ({ width, height }: Windows): Travels => [
  over(windowTravel(width), width.stride),
  over(windowTravel(height), height.stride),
]

/** Sizes of the output by another count of the positions. */
export const resized = (travels: Travels, count: (steps: Expression) => Expression): Quantity[] => [
  quantity('out_width', count(travels[0])),
  quantity('out_height', count(travels[1])),
]

/** Travel over stride where the padding was added on one side only. */
const paddedOnce = (window: Window): Expression =>
  over(minus(windowTravel(window), window.padding), window.stride)

type SizeAlternative = 'padding once' | 'no plus one' | 'rounded up' | 'not rounded'

/** The ways of counting positions that people use or slip into, whatever the layer. */
export const sizeAlternatives = (windows: Windows): Readonly<Record<SizeAlternative, Alternative>> => {
  const travels = travelsOf(windows)
  const once = [paddedOnce(windows.width), paddedOnce(windows.height)] as const
  return {
    'padding once': misconception(
      'when the padding is counted once, not on both sides.',
      ...resized(once, (steps) => plus(floor(steps), one)),
    ),
    'no plus one': misconception(
      'when the + 1 is left out: a window that cannot move still has one position.',
      ...resized(travels, floor),
    ),
    'rounded up': underConvention(
      'With rounding up (ceil mode), which keeps a last window that is only partly covered.',
      ...resized(travels, (steps) => plus(ceiling(steps), one)),
    ),
    'not rounded': underConvention(
      'Without the floor, where the stride is taken to divide.',
      ...resized(travels, (steps) => plus(steps, one)).filter(isSize),
    ),
  }
}
