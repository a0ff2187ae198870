import type { Update } from '../../exact/spectral-scale.ts'
import type { Exact } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'

type Named = (value: Exact) => Quantity

export const named =
  (name: string, symbol: string, about: string, aliases: readonly string[] = []): Named =>
  (value) => ({ name, symbol, value, about, aliases })

export const boundOf = named(
  'spectral_bound',
  '\\|\\Delta W\\|_2',
  'largest spectral norm of the update ΔW',
  [
    '\\|\\Delta W\\|_2^{\\max}',
    '\\|\\Delta W\\|_{2,\\max}',
    '\\|\\Delta W\\|_{\\text{spectral}}',
    '\\|\\Delta W\\|_{op}',
    '\\|\\Delta W\\|',
    '\\sigma_{\\max}(\\Delta W)',
    'maximum spectral norm',
    'largest spectral norm',
    'spectral norm of the update',
  ],
)

export const alphaOf = named('alpha', '\\alpha', 'largest factor α of the unit update', [
  '\\alpha_{\\max}',
  '\\alpha^*',
  '|\\alpha|',
  'learning rate',
  'step size',
])

export const growthOf = named(
  'backward_growth',
  '\\|c W^\\top\\|_2',
  'factor by which one layer multiplies a back-propagated gradient (rank-one W with unit-scale entries)',
  [
    '\\|c_n W_n^\\top\\|_2',
    '\\|c_n W_n\\|_2',
    '\\gamma_n',
    '\\gamma',
    'growth per layer',
    'factor per layer',
    'scale per layer',
    'gain',
    'gain per layer',
    'amplification',
  ],
)

export const scaleOf = named(
  'backward_scale',
  's',
  'factor that undoes the growth of a back-propagated gradient',
  [
    's_n',
    '\\frac{1}{\\|c_n W_n^\\top\\|_2}',
    'gradient multiplier',
    'correction factor',
    'correction factor per layer',
  ],
)

export const directionOf = named(
  'direction',
  '\\text{direction}',
  'what back-propagated gradients do through many layers',
  ['gradients', 'backpropagated gradients', 'back-propagated gradients', 'intermediate gradients'],
)

export const updateSymbols = {
  sign: ['\\|\\operatorname{sign}(\\nabla_W L)\\|_2', '\\operatorname{sign}(\\nabla_W L)'],
  muon: ['\\|U V^\\top\\|_2', 'U V^\\top'],
} as const

export const normOf = (update: Update): Named =>
  named(
    'step_norm',
    updateSymbols[update][0],
    update === 'sign'
      ? 'spectral norm of the sign of a rank-one gradient'
      : 'spectral norm of UVᵀ, all singular values 1',
    update === 'sign'
      ? [
          '\\|\\mathrm{sign}(uv^\\top)\\|_2',
          '\\|\\mathrm{sign}(G)\\|_2',
          '\\|\\operatorname{sign}(\\nabla_W L)\\|_F',
          '\\|\\mathrm{sign}(\\nabla)\\|_2',
        ]
      : ['\\|UV^T\\|', '\\|U V^\\top\\|_{op}', '\\|UV^T\\|_{\\text{spectral}}'],
  )
