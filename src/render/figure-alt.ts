import type { Expression } from '../exact/expression.ts'
import { entryAt } from '../exact/tensor.ts'
import type { Exact, Tensor } from '../exact/value.ts'
import { toUnicode } from '../exact/write/write.ts'
import type { Figure } from '../figure.ts'

const mostEntries = 64

/** `[1, 2; 3, 4]`, or the size of what is longer. */
const matrix = (value: Tensor): string => {
  if (value.entries.length > mostEntries) return `${value.shape.join(' × ')} entries`
  const columns = value.shape.at(-1) ?? 1
  const rows = Array.from({ length: value.entries.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => toUnicode(entryAt(value, row * columns + column))).join(
      ', ',
    ),
  )
  return `[${rows.join('; ')}]`
}

const shape = (sizes: readonly Expression[]): string => toUnicode({ kind: 'shape', sizes })

const shareText = (share: Exact): string => {
  if (share.kind === 'approximate') return `about ${Number(share.decimal).toPrecision(4)}`
  const text = toUnicode(share)
  return text.length <= 60 ? text : 'given in the text'
}

/** What a figure shows, in words made from its own values. */
export const figureAlt = (figure: Figure): string => {
  switch (figure.kind) {
    case 'convolution':
      return `The ${figure.flipped ? 'flipped ' : ''}kernel ${matrix(figure.kernel)} slides over x = ${matrix(figure.x)}; at each position the products are added. The output is y = ${matrix(figure.y)}.`
    case 'signals':
      return `Stem plots of ${figure.signals.map(({ name }) => `${name}[${figure.index}]`).join(', ')} from ${figure.index} = ${`${figure.signals[0]?.from ?? 0}`.replace('-', '−')}. ${figure.signals.map(({ name, values }) => `${name}: ${values.map(toUnicode).join(', ')}`).join('. ')}.`
    case 'pooling':
      return `${figure.winners ? 'Max' : 'Average'} pooling with windows of ${figure.window.join(' × ')} turns x = ${matrix(figure.x)} into y = ${matrix(figure.y)}.${figure.gradient ? ` The gradient dy = ${matrix(figure.gradient.dy)} goes back as dx = ${matrix(figure.gradient.dx)}.` : ''}`
    case 'receptive-field':
      return `A pyramid from one output down to the input entries that it sees. Receptive field after each layer: ${figure.layers.map(({ field }) => toUnicode(field)).join(', ')}.`
    case 'network':
      return `The layers of the network with their sizes: input ${shape(figure.input)}; ${figure.layers.map(({ name, sizes, parameters }) => `${name} gives ${shape(sizes)} with ${toUnicode(parameters)} parameters`).join('; ')}.`
    case 'initialisation':
      return `Density of weights with variance ${toUnicode(figure.variance)} over the codes of ${figure.format}, on an axis in powers of 2. The share that rounds to zero is shaded: ${shareText(figure.underflow)}. Codes used: ${toUnicode(figure.codesUsed)}.`
    case 'update-size':
      return `${figure.layer}: worst-case RMS of Δy against α on logarithmic axes. It meets the bound 1 at α = ${toUnicode(figure.alpha)}. Rival values: ${figure.rivals.map(({ alpha, says }) => `${toUnicode(alpha)} (${says.replace(/\.$/, '')})`).join('; ')}.`
    case 'singular-values':
      return `Singular values of the iterates over ${figure.iterates.length - 1} Newton–Schulz steps, which tend to 1. The matrix at the start is ${matrix(figure.iterates[0] ?? { kind: 'tensor', shape: [0], entries: [] })}.`
  }
}
