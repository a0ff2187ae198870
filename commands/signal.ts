import signal from '../solvers/signal.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Convolve two signals in closed form: steps, impulses and exponentials',
  brief:
    'Explain which terms of the sum overlap for each n, how the geometric sums come out, and which property (such as shift invariance) saves work.',
  solver: signal,
} satisfies TopicCommand
