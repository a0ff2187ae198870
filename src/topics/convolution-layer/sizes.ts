import { InputError } from '../../errors.ts'
import { num, over, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { isInteger } from '../../exact/rational.ts'
import { toUnicode } from '../../exact/write/write.ts'
import { positionsAlong, type Windows } from '../output-size.ts'
import type { Input } from './fields.ts'

/** C/g channels a filter; groups must divide channels and filters where all are numbers. */
export const channelsPerFilter = ({ channels, filters, groups }: Input): Expression => {
  for (const [name, size] of [
    ['channels', channels],
    ['filters', filters],
  ] as const) {
    const share = over(size, groups)
    if (share.kind === 'number' && !isInteger(share.value))
      throw new InputError(
        'domain',
        `${toUnicode(groups)} groups must divide the ${toUnicode(size)} ${name}.`,
        { field: 'groups', example: '1' },
      )
  }
  return over(channels, groups)
}

export type Sizes = {
  readonly perFilter: Expression
  readonly weights: Expression
  readonly biases: Expression
  readonly width: Expression
  readonly height: Expression
  readonly outputs: Expression
  readonly macs: Expression
}

/** Every filter has K·K·C/g weights, and every entry of the output takes as many multiplications. */
export const sizesOf = (given: Input, windows: Windows): Sizes => {
  const perFilter = times(given.kernel[0], given.kernel[1], channelsPerFilter(given))
  const width = positionsAlong(windows, 'width', 'kernel')
  const height = positionsAlong(windows, 'height', 'kernel')
  const outputs = times(width, height, given.filters)
  return {
    perFilter,
    weights: times(perFilter, given.filters),
    biases: given.bias ? given.filters : num(0),
    width,
    height,
    outputs,
    macs: times(outputs, perFilter),
  }
}
