import { num } from '../../exact/algebra.ts'
import type { Shape } from '../../exact/value.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  y: { symbol: 'y', about: 'the output', aliases: ['x * h', 'output'] },
  flipped_kernel: {
    symbol: '\\tilde h',
    about: 'the kernel, flipped',
    given: true,
    aliases: [
      'h_{flip}',
      'h_{flipped}',
      'h^{flip}',
      'h_{\\text{rot}}',
      'K_{flip}',
      'k_{flip}',
      '\\tilde k',
      'flipped kernel',
      'flipped filter',
      'rotated kernel',
    ],
  },
  shape: { symbol: '\\text{shape}', about: 'size of the output' },
})

export const shapeOf = (sizes: readonly number[]): Shape => ({
  kind: 'shape',
  sizes: sizes.map((n) => num(n)),
})
