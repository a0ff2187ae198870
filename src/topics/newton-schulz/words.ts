import type { Exact } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'

export const quantity = (
  name: string,
  symbol: string,
  value: Exact,
  about: string,
  aliases: readonly string[] = [],
): Quantity => ({ name, symbol, value, about, aliases })

export const costDirect = (value: Exact): Quantity =>
  quantity('cost_direct', 'T_{\\text{direct}}', value, 'cost of one iteration as written, ½(3I − WWᵀ)W', [
    'runtime',
    'total runtime',
    'total cost',
    'runtime of one iteration',
    'cost per iteration',
  ])

export const costGram = (value: Exact): Quantity =>
  quantity(
    'cost_gram',
    'T_{\\text{gram}}',
    value,
    'cost of one iteration with the Gram matrix, ½W(3I − WᵀW)',
    ["T'", 'new runtime', 'faster runtime', 'runtime with the Gram matrix', 'cost with the Gram matrix'],
  )

export const classDirect = (value: Exact): Quantity =>
  quantity(
    'class_direct',
    '\\text{class}_{\\text{direct}}',
    value,
    'asymptotic class of the cost as written',
    ['asymptotic runtime', 'asymptotic cost'],
  )

export const classGram = (value: Exact): Quantity =>
  quantity(
    'class_gram',
    '\\text{class}_{\\text{gram}}',
    value,
    'asymptotic class of the cost with the Gram matrix',
    ['new asymptotic runtime'],
  )

export const speedup = (value: Exact): Quantity =>
  quantity(
    'speedup',
    '\\frac{T_{\\text{direct}}}{T_{\\text{gram}}}',
    value,
    'how many times cheaper the Gram order is',
    ['speedup', 'speed-up', 'speedup factor', 'improvement'],
  )

export const bestOf = (value: Exact): Quantity =>
  quantity('best', 'T_{\\text{best}}', value, 'the cheaper order, and when', ['best cost', 'cheaper order'])

export const iteratesOf = (value: Exact): Quantity =>
  quantity('iterates', 'W_1, W_2, \\ldots', value, 'the iterates, the given matrix not among them', [
    'iterates',
  ])
