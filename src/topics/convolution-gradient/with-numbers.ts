import { minus, num, over } from '../../exact/algebra.ts'
import { tapsOf } from '../../exact/correlate.ts'
import { descend, type LayerGeometry, weightProblem } from '../../exact/correlation-gradient.ts'
import type { Expression } from '../../exact/expression.ts'
import { reshape } from '../../exact/reshape.ts'
import { entriesOf, entryAt, sizeOf, tensor } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { misconception, underConvention } from '../alternative.ts'
import type { Operation } from '../convolution/fields.ts'
import { named } from '../quantity.ts'
import { abridged, asFactor, briefLatex } from '../step-latex.ts'
import { type Gradients, gradientQuantities, gradientsOf } from './gradients.ts'
import type { Layout } from './layout.ts'
import { averaged, climbs, forLayer, quantity, rateForgotten } from './words.ts'

type Given = { readonly rate: Expression; readonly operation: Operation }

export const stepsWithNumbers = (
  { rate, operation }: Given,
  layout: Layout,
  { dw, dx, updated }: Gradients,
  answers: readonly Quantity[],
): Step[] => {
  const flips = operation === 'convolution'
  const out: Step[] = []
  if (dw && layout.x) out.push(...weightSteps(layout.x, layout, dw, flips, named(answers, 'dw')))
  if (updated)
    out.push({
      rule: 'step',
      says: 'Step against the gradient.',
      asks: 'What is the kernel after one step?',
      latex: `w_{\\text{new}} = w - ${asFactor(toLatex(rate))}\\, dw = ${briefLatex(updated)}`,
      yields: named(answers, 'w_new'),
    })
  if (dx)
    out.push({
      rule: 'input-gradient',
      says: `Every output sends its gradient back through the weights it used: dy, ${flips ? 'correlated with the kernel' : 'fully convolved with the kernel'}.`,
      asks: 'Which outputs did one input entry reach, and through which weights?',
      latex: `dx_{r,s} = \\sum_{i} \\sum_{j} dy_{i,j}\\, \\frac{\\partial y_{i,j}}{\\partial x_{r,s}},\\quad dx = ${briefLatex(dx)}`,
      yields: named(answers, 'dx'),
    })
  return out
}

const weightSteps = (
  x: Tensor,
  { dy, layer }: Layout,
  dw: Tensor,
  flips: boolean,
  yields: readonly Quantity[],
): Step[] => [
  {
    rule: 'weight-gradient',
    says: 'A weight touches every output position, so its gradient adds dy times the input that met it there.',
    asks: 'Which inputs does one weight meet, and with which gradients?',
    latex: 'dw_{h,l} = \\sum_{i} \\sum_{j} dy_{i,j}\\, \\frac{\\partial y_{i,j}}{\\partial w_{h,l}}',
  },
  {
    rule: 'first-entry',
    says: flips
      ? 'The last entry (the kernel is flipped): dy on the first position of x.'
      : 'The first entry: dy on the first position of x.',
    asks: 'Lay dy on the first position of x: which products does that give?',
    latex: `${productsLatex(x, dy, layer)} = ${toLatex(entryAt(dw, flips ? sizeOf(layer.kernel.slice(2)) - 1 : 0))}`,
  },
  {
    rule: 'collect-weights',
    says: 'Slide dy on and collect.',
    asks: 'What is the whole dw?',
    latex: `dw = ${briefLatex(dw)}`,
    yields,
  },
]

/** The sum of products where dy lies on the first position of x. */
const productsLatex = (x: Tensor, dy: Tensor, layer: LayerGeometry): string => {
  const problem = weightProblem(x, dy, layer, 0)
  const factor = (value: Tensor, at: number): string => asFactor(toLatex(entryAt(value, at)))
  const products = tapsOf(problem, 0, 0, 0).map(
    (tap) => `${factor(problem.kernel, tap.kernel)} \\cdot ${factor(problem.x, tap.x)}`,
  )
  return abridged(products, { most: 20, first: 10, last: 3, dots: '\\cdots' }).join(' + ') || '0'
}

/** Past this many products, alternatives would cost more than they teach. */
const mostProducts = 65_536

export const alternativesWithNumbers = (
  { rate, operation }: Given,
  layout: Layout,
  { dw }: Gradients,
): Alternative[] => {
  if (sizeOf(layout.dy.shape) * sizeOf(layout.layer.kernel) > mostProducts) return []
  const other = operation === 'correlation' ? 'convolution' : 'correlation'
  const [, rows = 1, columns = 1] = layout.dy.shape
  return [
    underConvention(forLayer[other], ...gradientQuantities(gradientsOf(layout, other, rate))),
    ...(dw && layout.kernel ? stepAlternatives(layout.kernel, dw, rate) : []),
    ...(dw ? [misconception(averaged, quantity('dw', divided(dw, rows * columns)))] : []),
  ]
}

const stepAlternatives = (kernel: Tensor, dw: Tensor, rate: Expression): Alternative[] => {
  const updated = (by: Expression): Quantity => quantity('w_new', reshape(descend(kernel, dw, by), dw.shape))
  return [misconception(climbs, updated(minus(rate))), misconception(rateForgotten, updated(num(1)))]
}

const divided = (value: Tensor, by: number): Tensor =>
  tensor(
    value.shape,
    entriesOf(value).map((entry) => over(entry, num(by))),
  )
