import { InputError } from '../errors.ts'
import { reshape } from '../exact/reshape.ts'
import type { Tensor } from '../exact/value.ts'

/** How the arrays of a layer are written: a signal or a picture, with channels or without, in a batch of one or not. */
export type ArrayForm = { readonly signal: boolean; readonly channels: boolean; readonly batch: boolean }

/** An input or output in any form as C×H×W; a signal has one row. */
export const toChannels = (value: Tensor, { signal, channels, batch }: ArrayForm): Tensor => {
  const shape = batch ? value.shape.slice(1) : value.shape
  const [first = 1, ...rest] = channels ? shape : [1, ...shape]
  return reshape(value, [first, ...(signal ? [1] : []), ...rest])
}

/** A kernel in any form as F×C×K×K. */
export const toFilters = (value: Tensor, { signal, channels }: ArrayForm): Tensor => {
  const [filters = 1, depth = 1, ...rest] = channels ? value.shape : [1, 1, ...value.shape]
  return reshape(value, [filters, depth, ...(signal ? [1] : []), ...rest])
}

/** The way back: the shape C×H×W in the form in which the input was written. */
export const shapeFromChannels = (
  [first = 1, rows = 1, columns = 1]: readonly number[],
  { signal, channels, batch }: ArrayForm,
): readonly number[] => [
  ...(batch ? [1] : []),
  ...(channels ? [first] : []),
  ...(signal ? [] : [rows]),
  columns,
]

export const fromChannels = (value: Tensor, form: ArrayForm): Tensor =>
  reshape(value, shapeFromChannels(value.shape, form))

export const fromFilters = (value: Tensor, { signal, channels }: ArrayForm): Tensor => {
  const [filters = 1, depth = 1, rows = 1, columns = 1] = value.shape
  return reshape(value, [...(channels ? [filters, depth] : []), ...(signal ? [] : [rows]), columns])
}

/** Throws InputError unless the groups divide channels and filters, and each filter has the channels of one group. */
export const checkGroups = (groups: number, channels: number, filters: number): void => {
  if (channels % groups !== 0 || filters % groups !== 0)
    throw new InputError(
      'domain',
      `${groups} groups must divide both the ${channels} channels and the ${filters} filters.`,
      { field: 'groups', example: '1' },
    )
}

export const checkFilterDepth = (depth: number, channels: number, groups: number): void => {
  if (depth * groups !== channels)
    throw new InputError(
      'domain',
      `Each filter has ${depth} ${depth === 1 ? 'channel' : 'channels'}; the input has ${channels}${groups > 1 ? ` in ${groups} groups` : ''}, so it must have ${channels / groups}.`,
      { field: 'kernel' },
    )
}
