import { isNumberEqual, minus, num, plus, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import {
  grow,
  type LayerReach,
  neighbours,
  type Reach,
  reachOf,
  type WindowLayer,
} from '../../exact/receptive-field.ts'
import { windowSpan } from '../../exact/window.ts'
import { toLatex, toUnicode } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { bracketed } from '../step-latex.ts'
import { asArea, kernelsAdded, wrongField } from './words.ts'

/** Layers that have a step of their own. */
const shownLayers = 12

export const listedLayersSteps = (
  start: Reach,
  rows: readonly LayerReach[],
  answers: readonly Quantity[],
): Step[] => {
  const reached = answers.filter(({ name }) => name !== 'table')
  return [
    {
      rule: 'recursion',
      says: 'A layer adds K_eff − 1 jumps to the field; its stride multiplies the jump for the layers after it.',
      asks: 'How do receptive field and jump change from one layer to the next?',
      latex: "R' = R + (K_{\\text{eff}} - 1) J,\\quad J' = S J",
    },
    ...rows.slice(0, shownLayers).map((row, at) => layerStep(rows[at - 1] ?? start, row, at + 1)),
    {
      rule: 'result',
      says:
        rows.length > shownLayers
          ? `And so on through layer ${rows.length}.`
          : 'The last layer has the answer.',
      asks: 'What are they after the last layer?',
      latex: reached.map(({ symbol, value }) => `${symbol} = ${toLatex(value)}`).join(',\\quad '),
      yields: reached,
    },
  ]
}

const layerStep = ({ field, jump }: Reach, row: LayerReach, mark: number): Step => {
  const span = windowSpan(row.kernel, row.dilation)
  const [before, apart] = [toLatex(field), bracketed(jump)]
  return {
    rule: `layer-${mark}`,
    says: `Layer ${mark}: window ${toUnicode(span)}, stride ${toUnicode(row.stride)}.`,
    asks: `What are the receptive field and the jump after layer ${mark}?`,
    latex: `R_{${mark}} = ${before} + \\left(${toLatex(span)} - 1\\right) \\cdot ${apart} = ${toLatex(row.field)},\\quad J_{${mark}} = ${bracketed(row.stride)} \\cdot ${apart} = ${toLatex(row.jump)}`,
    yields: layerQuantities(row, mark),
  }
}

/** Field and jump after the layer of that number, from 1. */
export const layerQuantities = ({ field, jump }: Reach, mark: number): Quantity[] => [
  {
    name: `R_${mark}`,
    symbol: `R_{${mark}}`,
    value: field,
    about: `receptive field after layer ${mark}`,
    aliases: [`r_${mark}`, `RF_${mark}`],
  },
  {
    name: `J_${mark}`,
    symbol: `J_{${mark}}`,
    value: jump,
    about: `jump after layer ${mark}`,
    aliases: [`j_${mark}`],
  },
]

export const listedLayersAlternatives = (
  start: Reach,
  layers: readonly WindowLayer[],
  rows: readonly LayerReach[],
): Alternative[] => {
  const total = (part: (layer: WindowLayer) => Expression): Expression =>
    plus(start.field, ...layers.map(part))
  const fieldOf = (changed: readonly WindowLayer[]): Expression =>
    (reachOf(start, changed).at(-1) ?? start).field
  return [
    wrongField(
      'when pooling is said to multiply the receptive field by its stride: it adds K − 1 jumps, and the jump is what doubles.',
      fieldMultipliedByPooling(start, layers),
    ),
    wrongField('when the strides are ignored.', total(neighbours)),
    wrongField(
      'when a layer’s own stride is counted in its own growth; it takes effect only after the layer.',
      plus(start.field, ...rows.map((row) => times(neighbours(row), row.jump))),
    ),
    wrongField(
      'when the dilation is ignored.',
      fieldOf(layers.map((layer) => ({ ...layer, dilation: num(1) }))),
    ),
    wrongField('when the last layer is left out.', fieldOf(layers.slice(0, -1))),
    wrongField(
      kernelsAdded,
      minus(
        total(({ kernel }) => kernel),
        start.field,
      ),
    ),
    asArea((rows.at(-1) ?? start).field),
  ]
}

/** The slip that takes a layer whose stride is its kernel for one that multiplies the field. */
const fieldMultipliedByPooling = (start: Reach, layers: readonly WindowLayer[]): Expression => {
  const pools = ({ kernel, stride }: WindowLayer): boolean =>
    toUnicode(kernel) === toUnicode(stride) && !isNumberEqual(kernel, 1)
  let reach = start
  for (const layer of layers) {
    const next = grow(reach, layer)
    reach = pools(layer) ? { ...next, field: times(layer.stride, reach.field) } : next
  }
  return reach.field
}
