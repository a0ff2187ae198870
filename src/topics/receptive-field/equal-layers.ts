import { num, plus, power, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { bracketed } from '../step-latex.ts'
import { asArea, kernelsAdded, quantity, wrongField } from './words.ts'

/** L layers of stride 1 with one kernel; `growth` is (K − 1)J, which each of them adds to the field. */
export type Stack = {
  readonly kernel: Expression
  readonly depth: Expression
  readonly growth: Expression
  readonly start: Expression
}

/** R = L(K − 1)J + R₀ after so many layers. */
export const fieldAfter = (layers: Expression, { growth, start }: Stack): Expression =>
  plus(times(layers, growth), start)

export const equalLayersSteps = ({ depth, growth, start }: Stack, field: Quantity): Step[] => {
  return [
    {
      rule: 'first-layer',
      says: 'An output of the first layer sees one window: the starting entry and K − 1 more.',
      asks: 'How many entries does one output of the first layer see?',
      latex: `R_1 = ${toLatex(start)} + ${bracketed(growth)} = ${toLatex(plus(start, growth))}`,
    },
    {
      rule: 'next-layer',
      says: 'Each further layer sees K neighbouring outputs below, which overlap: K − 1 entries more.',
      asks: 'By how much does each further layer enlarge that?',
      latex: `R_{l} = R_{l-1} + ${bracketed(growth)}`,
      yields: [quantity('growth', growth)],
    },
    {
      rule: 'all-layers',
      says: 'So after all layers that growth has come as often as there are layers.',
      asks: 'How much is that after all layers?',
      latex: `${field.symbol} = ${toLatex(start)} + ${bracketed(depth)} \\cdot ${bracketed(growth)} = ${toLatex(field.value)}`,
      yields: [field],
    },
  ]
}

/** `written` says whether K^L can be written out. */
export const equalLayersAlternatives = (stack: Stack, field: Expression, written: boolean): Alternative[] => {
  const { kernel, depth, growth } = stack
  return [
    wrongField(
      'when the first layer is not counted: it already sees K entries, so there are L steps of K − 1.',
      fieldAfter(plus(depth, num(-1)), stack),
    ),
    wrongField(kernelsAdded, times(kernel, depth)),
    wrongField('when the starting entry is forgotten.', times(depth, growth)),
    ...(written
      ? [wrongField('when the field is multiplied by K at each layer.', power(kernel, depth))]
      : []),
    asArea(field),
  ]
}

export const equalLayersRelated = (stack: Stack): Quantity[] => [
  { ...quantity('receptive_field', fieldAfter(sym('L'), stack)), name: 'receptive_field_general' },
  { ...quantity('receptive_field', stack.kernel), name: 'R_1', symbol: 'R_1', aliases: ['R_1', 'r_1'] },
  quantity('growth', stack.growth),
]
