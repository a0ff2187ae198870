import { parametersOf } from '../../exact/network.ts'
import type { NetworkLayer } from '../../exact/network-layer.ts'
import type { AppliedLayer } from '../../exact/network-run.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import { named } from '../quantity.ts'
import { bracketed } from '../step-latex.ts'
import { layerQuantities, shapeOf } from './words.ts'

/** What each kind of layer has and asks. */
const rules: Readonly<Record<NetworkLayer['kind'], readonly [says: string, asks: string]>> = {
  convolution: [
    'each filter has a weight for every entry of its window in every channel, and a bias',
    'how many weights and biases does it have, and how often does its window fit?',
  ],
  pooling: ['nothing to learn; the window strides over each channel', 'how often does the window fit?'],
  'global-pooling': ['one number a channel', 'how many numbers remain?'],
  flatten: ['the same numbers as one vector', 'how many numbers are that?'],
  dense: [
    'every output has a weight for every input, and a bias',
    'how many inputs and outputs does it connect?',
  ],
  normalization: ['a scale and a shift a channel', 'how many channels are scaled and shifted?'],
  pointwise: ['entry by entry: no parameters, the same shape', 'does it change the shape?'],
}

/** Layers that have a step of their own. */
const shownLayers = 24

export const stepsOf = (rows: readonly AppliedLayer[], answers: readonly Quantity[]): Step[] => [
  ...rows.slice(0, shownLayers).map((row, at) => layerStep(row, at + 1)),
  {
    rule: 'totals',
    says: rows.length > shownLayers ? 'And so on; then add the layers up.' : 'Add the layers up.',
    asks: 'How many parameters are there in all?',
    latex: totalLatex(rows, answers),
    yields: named(answers, 'total_parameters', 'total_macs'),
  },
]

const layerStep = (row: AppliedLayer, mark: number): Step => {
  const { layer, given, cost } = row
  const [says, asks] = rules[layer.kind]
  return {
    rule: `layer-${mark}`,
    says: `${layer.text}: ${says}.`,
    asks: `${layer.text}: ${asks}`,
    latex: `${parametersLatex(row)},\\quad ${toLatex(shapeOf(given))} \\to ${toLatex(shapeOf(cost.activation))}`,
    yields: layerQuantities(row, mark),
  }
}

/** `3 \cdot 3 \cdot 1 \cdot 10 + 10 = 100`. */
const parametersLatex = ({ cost }: AppliedLayer): string => {
  const total = toLatex(parametersOf(cost))
  if (cost.weights.length < 2) return total
  const weights = cost.weights.map(bracketed).join(' \\cdot ')
  const biases = toLatex(cost.biases)
  return `${weights}${biases === '0' ? '' : ` + ${biases}`} = ${total}`
}

const totalLatex = (rows: readonly AppliedLayer[], answers: readonly Quantity[]): string => {
  const terms = rows.map(({ cost }) => toLatex(parametersOf(cost))).filter((term) => term !== '0')
  const sum = terms.slice(0, shownLayers).join(' + ') || '0'
  const total = named(answers, 'total_parameters').map(({ value }) => toLatex(value))
  return `\\text{total} = ${sum}${rows.length > shownLayers ? ' + \\cdots' : ''} = ${total.join('')}`
}
