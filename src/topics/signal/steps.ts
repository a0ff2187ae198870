import { num } from '../../exact/algebra.ts'
import {
  addLinear,
  constantLinear,
  isZeroLinear,
  linearExpression,
  subtractLinear,
} from '../../exact/signal/linear.ts'
import { conditionsOf, ratioExpression, signalExpression } from '../../exact/signal/notation.ts'
import { advance, type Signal } from '../../exact/signal/signal.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import { index, type Solved } from './solved.ts'
import { unshifted } from './words.ts'

/** u and δ with square brackets, as signals are written. */
const signalLatex = (x: Signal): string =>
  toLatex(signalExpression(x)).replaceAll(
    /\\operatorname\{(u|delta)\}\\left\((.*?)\\right\)/g,
    (_, name: string, argument: string) => `${name === 'u' ? 'u' : '\\delta'}[${argument}]`,
  )

/** While a pulse comes in and after it, the sum over k by itself: Σ h[n − k]. */
const sumOver = (solved: Solved, at: number): string => {
  const isPulse =
    solved.x.length === 2 &&
    solved.x.every(
      ({ gate, of }) => gate === 'u' && [...of.values()].every(({ factors }) => factors.size === 0),
    )
  const [begin, end] = [solved.x[0]?.delay, solved.x[1]?.delay]
  const [only] = solved.h
  if (!isPulse || !begin || !end || solved.h.length !== 1 || !only || solved.pieces.length !== 3) return ''
  const last = at === 1 ? subtractLinear(index, only.delay) : addLinear(end, constantLinear(-1))
  const scale = toLatex(ratioExpression({ top: solved.x[0]?.of ?? new Map(), bottom: new Map() }))
  return `${scale === '1' ? '' : `${scale} \\cdot `}\\sum_{k=${toLatex(linearExpression(begin))}}^{${toLatex(linearExpression(last))}} h[n-k] = `
}

export const stepsOf = (solved: Solved, answers: readonly Quantity[]): readonly Step[] => {
  const { x, h, delay, delayOfX, pieces, undelayed, y } = solved
  const lines = pieces.map((piece, at) => {
    const value =
      at === 0
        ? toLatex(ratioExpression(piece.of))
        : `${sumOver(solved, at)}${toLatex(y.pieces.length === pieces.length ? (y.pieces[at]?.value ?? num(0)) : ratioExpression(piece.of))}`
    return `${conditionsOf(piece)}: \\quad & y[n] = ${value}`
  })
  const delays = [...new Map(pieces.flatMap(({ from }) => from).map((k) => [k.key, k])).values()]
  const steps: Step[] = [
    {
      rule: 'definition',
      says: 'Flip h, slide it by n, multiply and add.',
      latex: `y[n] = \\sum_{k} x[k]\\, h[n-k], \\qquad x[n] = ${signalLatex(x)}, \\quad h[n] = ${signalLatex(h)}`,
      asks: 'Which sum gives y[n], and where are x[k] and h[n − k] different from 0?',
    },
  ]
  if (!isZeroLinear(delay))
    steps.push({
      rule: 'shift-invariance',
      says: 'A delayed input gives the same output, delayed: solve for the signals that begin at 0, then put n − k for n.',
      latex: `x_0[n] = ${signalLatex(advance(x, delayOfX))}, \\qquad y[n] = y_0\\left[${toLatex(linearExpression(subtractLinear(index, delay)))}\\right]`,
      asks: 'Is x a delayed copy of a signal that begins at 0? What does the delay do to the output?',
      yields: [unshifted(undelayed)],
    })
  steps.push({
    rule: 'overlap',
    says: 'The terms in the sum change where a part of x or h begins or ends.',
    latex:
      delays.length === 0
        ? 'y[n] = 0'
        : `n \\in \\left\\{${delays.map((k) => toLatex(linearExpression(k))).join(',\\ ')}\\right\\}`,
    asks: 'At which n do terms enter the sum or leave it?',
  })
  steps.push({
    rule: 'sum-each-piece',
    says: 'Add up the terms on each stretch; a geometric sum of m + 1 terms is (1 − rᵐ⁺¹)/(1 − r).',
    latex: `\\begin{aligned}${lines.join(' \\\\ ')}\\end{aligned}`,
    asks: 'How many terms does the sum have on each stretch, and what do they add up to?',
  })
  steps.push({
    rule: 'collect',
    says: 'Collect the pieces.',
    latex: `y[n] = ${toLatex(y)}`,
    asks: 'What is y[n] for every n?',
    yields: answers,
  })
  return steps
}
