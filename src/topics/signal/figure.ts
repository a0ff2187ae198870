import { call, num, sym } from '../../exact/algebra.ts'
import { convolve } from '../../exact/signal/convolution.ts'
import { ratioExpression } from '../../exact/signal/notation.ts'
import { piecesOf } from '../../exact/signal/pieces.ts'
import { signalOf } from '../../exact/signal/signal.ts'
import { lastChange, valuesBetween } from '../../exact/signal/values.ts'
import { symbolsOf } from '../../exact/tree.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Figure } from '../../model.ts'
import { whereWithinLimits } from './limits.ts'
import type { Solved } from './solved.ts'

/** Samples drawn before the first change and after the last one. */
const [drawnBefore, drawnAfter, mostDrawn] = [2, 5, 26]

/** x, h and y where all values are numbers, with the stretches on which y has one formula. */
export const figureOf = ({ x, h, pieces, y }: Solved): Figure | undefined => {
  const impulse = signalOf(call('delta', sym('n')))
  const bounds = pieces.flatMap(({ from }) => from)
  const last = lastChange(pieces)
  if (last === undefined) return undefined
  const first = Math.min(0, ...bounds.map(({ constant }) => Number(constant.n))) - drawnBefore
  const end = last + drawnAfter
  if (end - first >= mostDrawn) return undefined
  const [signals] = whereWithinLimits(() => {
    const values = [x, h].map((signal) => valuesBetween(piecesOf(convolve(signal, impulse)), first, end))
    return [[...values, valuesBetween(pieces, first, end)]]
  })
  const drawn = ['x', 'h', 'y'].flatMap((name, at) => {
    const values = signals?.[at]
    return values?.every((value) => symbolsOf(value).size === 0) ? [{ name, from: first, values }] : []
  })
  if (drawn.length < 3) return undefined
  return {
    kind: 'signals',
    index: 'n',
    signals: drawn,
    pieces: pieces.map(({ from, to, of }, at) => ({
      from: Math.max(first, ...from.map(({ constant }) => Number(constant.n))),
      to: Math.min(end, ...to.map(({ constant }) => Number(constant.n))),
      says: toUnicode(
        y.pieces.length === pieces.length ? (y.pieces[at]?.value ?? num(0)) : ratioExpression(of),
      ),
    })),
  }
}
