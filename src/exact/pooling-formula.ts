import { call, ceiling, floor, indexed, minus, num, over, plus, sym, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import type { Exact } from './value.ts'

/** Rows and columns of windows that lie side by side, without padding; indices count from 1. */
type WindowSize = readonly [Expression, Expression]

const [i, j] = [sym('i'), sym('j')]
const one = num(1)

/** Larger windows are not written out entry by entry. */
const mostWritten = 9n

/** The entries x[K(i−1)+a, K(j−1)+b] of the window (i, j), for small windows. */
const windowEntries = ([rows, columns]: WindowSize): Expression[] | undefined => {
  if (rows.kind !== 'number' || columns.kind !== 'number') return undefined
  if (rows.value.n * columns.value.n > mostWritten) return undefined
  const out: Expression[] = []
  for (let a = 1n; a <= rows.value.n; a++)
    for (let b = 1n; b <= columns.value.n; b++)
      out.push(
        indexed(
          'x',
          plus(times(rows, i), minus(num(a), rows)),
          plus(times(columns, j), minus(num(b), columns)),
        ),
      )
  return out
}

const windowSum = ([rows, columns]: WindowSize): Expression => {
  const [a, b] = [sym('a'), sym('b')]
  const entry = indexed(
    'x',
    plus(times(rows, plus(i, num(-1))), a),
    plus(times(columns, plus(j, num(-1))), b),
  )
  return call('sum', call('sum', entry, b, one, columns), a, one, rows)
}

/** y[i,j]; a maximum over a window that is not written out has no formula here. */
export const pooledEntry = (size: WindowSize, kind: 'max' | 'average'): Expression | undefined => {
  const entries = windowEntries(size)
  if (kind === 'max') return entries && call('max', ...entries)
  return times(over(one, times(...size)), entries ? plus(...entries) : windowSum(size))
}

/** The window that x[i,j] lies in: (⌈i/K⌉, ⌈j/K⌉). */
export const windowAt = ([rows, columns]: WindowSize): WindowSize => [
  ceiling(over(i, rows)),
  ceiling(over(j, columns)),
]

/** The same with indices from 0: (⌊i/K⌋, ⌊j/K⌋). */
export const windowFromZero = ([rows, columns]: WindowSize): WindowSize => [
  floor(over(i, rows)),
  floor(over(j, columns)),
]

/** dx[i,j]: of a maximum, dy of the window where x[i,j] is it; of an average, an equal part of dy. */
export const pooledGradient = (size: WindowSize, kind: 'max' | 'average', window: WindowSize): Exact => {
  const reached = indexed('dy', ...window)
  if (kind === 'average') return over(reached, times(...size))
  return {
    kind: 'piecewise',
    pieces: [
      { when: [{ sides: [indexed('x', i, j), indexed('y', ...window)], relations: ['='] }], value: reached },
      { when: [], value: num(0) },
    ],
  }
}
