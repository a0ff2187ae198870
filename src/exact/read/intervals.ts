import type { Exact, Interval } from '../value.ts'
import { negateScalar } from './arithmetic.ts'
import { syntax } from './token.ts'

const infinity = { kind: 'constant', name: 'infinity' } as const

export const reals: Interval = {
  kind: 'interval',
  from: negateScalar(infinity),
  to: infinity,
  closedFrom: false,
  closedTo: false,
}

/** ℝ without one interval: the two rays beside it. */
export const complement = (all: Exact, without: Exact): Exact => {
  if (all !== reals || without.kind !== 'interval') throw syntax('Only ℝ without one interval can be read.')
  return {
    kind: 'union',
    parts: [
      { ...reals, to: without.from, closedTo: !without.closedFrom },
      { ...reals, from: without.to, closedFrom: !without.closedTo },
    ],
  }
}
