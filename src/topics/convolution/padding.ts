import { InputError } from '../../errors.ts'
import type { Pair } from '../../exact/correlate.ts'
import type { Tensor } from '../../exact/value.ts'
import type { ArrayForm } from '../array-form.ts'
import type { ConvolutionInput } from './fields.ts'

/** Entries of the input along one axis, and those that the dilated kernel covers. */
type Fit = { readonly size: number; readonly span: number }

/** Zeros before and after, for rows and for columns; throws InputError where the kernel does not fit. */
export const paddingOf = (
  given: ConvolutionInput,
  x: Tensor,
  kernel: Tensor,
  form: ArrayForm,
): readonly [Pair, Pair] => {
  const fitAlong = (axis: 0 | 1): Fit => ({
    size: x.shape[axis + 1] ?? 1,
    span: given.dilation[axis] * ((kernel.shape[axis + 2] ?? 1) - 1) + 1,
  })
  const fits = [fitAlong(0), fitAlong(1)] as const
  const { padding } = given
  return typeof padding === 'object'
    ? numericPadding(form.signal ? [0, padding[1]] : padding, fits, kernel, form)
    : wordPadding(padding, fits, given, kernel, form)
}

type Fits = readonly [Fit, Fit]

const numericPadding = (
  [rows, columns]: Pair,
  fits: Fits,
  kernel: Tensor,
  { signal }: ArrayForm,
): readonly [Pair, Pair] => {
  const [down, across] = fits
  if (down.span > down.size + 2 * rows || across.span > across.size + 2 * columns)
    throw new InputError('domain', kernelTooLarge(kernel, fits, [rows, columns], signal), {
      field: 'kernel',
      example: signal ? '[1,-1]' : '[[1,0],[0,-1]]',
    })
  return [
    [rows, rows],
    [columns, columns],
  ]
}

const wordPadding = (
  word: 'valid' | 'same' | 'full',
  fits: Fits,
  { stride, operation }: ConvolutionInput,
  kernel: Tensor,
  { signal, channels }: ArrayForm,
): readonly [Pair, Pair] => {
  if (word === 'same' && channels && Math.max(...stride) > 1)
    throw new InputError('domain', 'With channels, padding "same" goes with stride 1 only.', {
      field: 'padding',
      example: '1',
    })
  const inside = fits.every(({ size, span }) => span <= size)
  const covers = !channels && fits.every(({ size, span }) => span >= size)
  if (word === 'valid' && !inside && !covers)
    throw new InputError('domain', kernelTooLarge(kernel, fits, [0, 0], signal), {
      field: 'kernel',
      example: '[[1,0],[0,-1]]',
    })
  const centred = channels || (operation === 'correlation' && !signal)
  const along = ({ size, span }: Fit): Pair => padAlong(word, size, span, centred)
  return [along(fits[0]), along(fits[1])]
}

/**
 * `full`, `same` and `valid` as SciPy defines them: in `valid` the shorter signal slides inside the longer; in `same`
 * an even kernel leaves one zero more before the input, but after it where `centred` (SciPy's correlate2d, and
 * deep-learning libraries).
 */
const padAlong = (word: 'valid' | 'same' | 'full', size: number, span: number, centred: boolean): Pair => {
  if (word === 'full') return [span - 1, span - 1]
  if (word === 'valid') return span > size ? [span - size, span - size] : [0, 0]
  const [less, more] = [Math.floor((span - 1) / 2), Math.ceil((span - 1) / 2)]
  return centred ? [less, more] : [more, less]
}

const kernelTooLarge = (kernel: Tensor, fits: Fits, padded: Pair, signal: boolean): string => {
  const shown = ([rows = 1, columns = 1]: readonly number[]): string =>
    signal ? `${columns}` : `${rows}×${columns}`
  const [down, across] = fits
  const input = shown([down.size + 2 * padded[0], across.size + 2 * padded[1]])
  const window = shown([down.span, across.span])
  const own = shown(kernel.shape.slice(-2))
  return `The kernel covers ${window}${own === window ? '' : ` (${own} dilated)`}, more than the padded input, ${input}. Use a smaller kernel or more padding.`
}
