import { num, power } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import type { LayerReach } from '../../exact/receptive-field.ts'
import { matrixOf } from '../../exact/tensor.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { misconception, underConvention } from '../alternative.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  receptive_field: {
    symbol: 'R',
    about: 'receptive field per side of one output of the last layer',
    aliases: ['receptive field', 'RF', 'R_L', 'r_L', 'receptive field size'],
  },
  jump: {
    symbol: 'J',
    about: 'distance in the input between neighbouring outputs',
    aliases: ['jump', 'effective stride', 'total stride', "J'", 'pixels apart', 'spacing of the outputs'],
  },
  table: { symbol: '\\text{table}', about: 'a row a layer: kernel, stride, dilation, receptive field, jump' },
  growth: {
    symbol: "R' - R",
    about: 'by how much the last layer enlarges the receptive field',
    aliases: ['growth', '\\Delta R', 'increase of the receptive field'],
  },
})

export const table = (rows: readonly LayerReach[]): Quantity =>
  quantity('table', matrixOf(rows.map((row) => [row.kernel, row.stride, row.dilation, row.field, row.jump])))

/** The field that a slip gives. */
export const wrongField = (how: string, field: Expression): Alternative =>
  misconception(how, quantity('receptive_field', field))

export const asArea = (field: Expression): Alternative =>
  underConvention(
    'Counted as an area: input entries in both axes together.',
    quantity('receptive_field', power(field, num(2))),
  )

export const kernelsAdded = 'when kernel sizes are added: neighbouring windows overlap.'
