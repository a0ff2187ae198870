import { type Spread, uniformBound } from '../../exact/initialisation.ts'
import type { Quantity } from '../../model.ts'
import type { Input } from './fields.ts'
import { quantity } from './words.ts'

export const answersOf = (spread: Spread, distribution: Input['distribution']): Quantity[] => [
  quantity('variance', spread.variance),
  quantity('std', spread.std),
  ...(distribution === 'uniform' ? [quantity('bound', uniformBound(spread))] : []),
  quantity('scale', spread.std),
]
