import newtonschulz from '../solvers/newtonschulz.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Newton–Schulz orthogonalisation: cost of a step in both orders, or exact iterates',
  brief:
    'Explain which matrix products a step needs, what each costs and why, how associativity lets the small Gram matrix be used, and when that is cheaper.',
  solver: newtonschulz,
} satisfies TopicCommand
