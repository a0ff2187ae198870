import type { Interval } from '../value.ts'
import { negateScalar } from './arithmetic.ts'

const infinity = { kind: 'constant', name: 'infinity' } as const

export const reals: Interval = {
  kind: 'interval',
  from: negateScalar(infinity),
  to: infinity,
  closedFrom: false,
  closedTo: false,
}
