import pool from '../solvers/pool.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Max or average pooling, and its gradient',
  brief:
    'Explain which entries each window sees, what it keeps of them, and to which entries the gradient flows back.',
  solver: pool,
} satisfies TopicCommand
