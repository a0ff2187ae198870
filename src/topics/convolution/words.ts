import { num } from '../../exact/algebra.ts'
import type { Shape } from '../../exact/value.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  y: { symbol: 'y', about: 'the output', aliases: ['x * h', 'output'] },
  shape: { symbol: '\\text{shape}', about: 'size of the output' },
})

export const shapeOf = (sizes: readonly number[]): Shape => ({
  kind: 'shape',
  sizes: sizes.map((n) => num(n)),
})
