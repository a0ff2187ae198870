import { isNumber } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Step, Witness } from '../../model.ts'
import type { Answers, Case } from './answers.ts'
import { alphaOf, boundOf, growthOf, normOf, scaleOf, updateSymbols } from './words.ts'

export const stepsOf = (layer: Case, answers: Answers, witness: Witness | undefined): readonly Step[] => {
  const { d_in, d_out, c, update } = layer
  const [input, output, factor] = [toLatex(d_in), toLatex(d_out), within(c)]
  const S = updateSymbols[update][0]
  const [bound, norm] = [toLatex(answers.bound), toLatex(answers.norm)]
  return [
    {
      rule: 'rms-to-euclidean',
      says: 'The RMS norm is the Euclidean norm over the square root of the dimension; x and Δy have different dimensions.',
      latex: `\\text{RMS}(x)=1 \\iff \\|x\\|_2=\\sqrt{${input}}, \\qquad \\text{RMS}(\\Delta y)\\le 1 \\iff \\|\\Delta y\\|_2\\le\\sqrt{${output}}`,
      asks: 'What do RMS(x) = 1 and RMS(Δy) ≤ 1 say about the Euclidean norms of x and Δy?',
    },
    {
      rule: 'worst-case-input',
      says: 'The spectral norm is the largest stretch, and some x attains it; so the bound on ‖ΔW‖₂ holds c already.',
      latex: `\\max_x\\|c\\,\\Delta W x\\|_2 = ${factor}\\,\\|\\Delta W\\|_2\\,\\sqrt{${input}} \\le \\sqrt{${output}} \\implies \\|\\Delta W\\|_2 \\le ${bound}`,
      asks: 'How large can ‖cΔWx‖₂ become over all these x, and what must ‖ΔW‖₂ be so that it stays within the limit?',
      yields: [boundOf(answers.bound)],
    },
    {
      rule: 'unit-update-norm',
      says:
        update === 'sign'
          ? 'With one example the gradient uvᵀ has rank one, and so has its sign; the spectral norm of a rank-one matrix is its Frobenius norm, and all its entries are ±1.'
          : 'UVᵀ has all singular values 1, so it stretches no vector, and keeps the length of some.',
      latex:
        update === 'sign'
          ? `${S} = ${updateSymbols.sign[0].replace(/2$/, 'F')} = \\sqrt{${input} \\cdot ${output}}${isNumber(layer.d_in) ? ` = ${norm}` : ''}`
          : `${S} = 1`,
      asks:
        update === 'sign'
          ? 'What is the spectral norm of a rank-one matrix with entries ±1?'
          : 'What are the singular values of UVᵀ?',
      yields: [normOf(update)(answers.norm)],
    },
    {
      rule: 'largest-factor',
      says: `ΔW = α·S has the norm α·‖S‖₂; set it equal to the bound. The factor c does not enter again.${witness ? ` ${witness.says}` : ''}`,
      latex: `\\alpha\\,${S} = ${bound} \\implies \\alpha = ${toLatex(answers.alpha)}`,
      asks: 'Which α brings the norm of α times the unit update exactly to the bound?',
      yields: [alphaOf(answers.alpha)],
    },
    {
      rule: 'backward-norm',
      says: 'A gradient goes back through cWᵀ. A rank-one W with unit-scale entries has the Frobenius norm as its spectral norm.',
      latex: `\\nabla_x L = c\\,W^\\top \\nabla_y L, \\qquad \\|c W^\\top\\|_2 = ${factor}\\,\\sqrt{${input} \\cdot ${output}} = ${toLatex(answers.growth)}`,
      asks: 'By how much can cWᵀ stretch a gradient when W has rank one and entries ±1?',
      yields: [growthOf(answers.growth)],
    },
    {
      rule: 'undo-growth',
      says: 'Dividing each intermediate gradient by that factor keeps its size from layer to layer.',
      latex: `\\frac{1}{\\|c W^\\top\\|_2} = ${toLatex(answers.scale)}`,
      asks: 'By what must each gradient be multiplied so that it neither explodes nor vanishes?',
      yields: [scaleOf(answers.scale)],
    },
  ]
}

/** LaTeX of a factor, bracketed where it is a sum. */
const within = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))
