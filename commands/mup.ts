import mup from '../solvers/mup.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'How large an update keeps RMS(Δy) ≤ 1, and how gradients grow (µP, SignSGD, Muon)',
  brief:
    'Explain how the RMS norms become Euclidean norms, why the spectral norm is what counts, where c enters and that it enters once, and how α follows from the norm of the unit update.',
  solver: mup,
} satisfies TopicCommand
