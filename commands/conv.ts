import conv from '../solvers/conv.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Convolve or correlate a signal or image with a kernel, exactly',
  brief:
    'Explain what the kernel responds to, how it is slid over the input, and why the entries come out as they do.',
  solver: conv,
} satisfies TopicCommand
