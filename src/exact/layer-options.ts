import { fraction, isIntegral, minus, num, simplify, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import type { Axes, NetworkLayer } from './network-layer.ts'
import { readJson } from './read.ts'
import { ReadError } from './read-error.ts'
import { isExpression } from './value.ts'
import { windowSpan } from './window.ts'

/** A whole number of at least `least`, or symbols, in a layer's text. */
export const readSize = (raw: unknown, of: string, least = 1): Expression => {
  const value = readJson(raw)
  if (!isExpression(value)) throw new ReadError('domain', `${of}: a size must be one number or symbol.`)
  const size = simplify(value)
  if (size.kind === 'number' && (!isIntegral(size) || size.value.n < BigInt(least)))
    throw new ReadError('domain', `${of}: "${String(raw).trim()}" is no whole number of at least ${least}.`)
  return size
}

/** `3`, or `3x5` along both axes. */
export const readAxes = (raw: string, of: string, least = 1): Axes => {
  const parts = raw.split(/\s*[x×]\s*/)
  const [first, second] = parts
  if (parts.length === 2 && first && second) return [readSize(first, of, least), readSize(second, of, least)]
  const size = readSize(raw, of, least)
  return [size, size]
}

/** What may follow a layer: `s2 p1 d2 g2 same nobias`. */
export type Options = {
  readonly stride?: Axes
  readonly padding?: Axes | 'same'
  readonly dilation?: Axes
  readonly groups?: Expression
  readonly bias?: boolean
}

const optionNames = { s: 'stride', p: 'padding', d: 'dilation', g: 'groups' } as const

/** A letter or its word with a number, a symbol in capitals, or anything after `=`: `dropout` is no dilation. */
const option =
  /^(?:([sS])(?:tride)?|([pP])(?:ad(?:ding)?)?|([dD])(?:ilation)?|([gG])(?:roups)?)(?:=|(?=[-\d(A-Z]|same$))(.+)$/

/** One word after a layer; `of` names the layer in errors. */
export const readOption = (word: string, of: string): Options => {
  if (/^no-?bias$/i.test(word)) return { bias: false }
  if (/^bias$/i.test(word)) return { bias: true }
  if (/^same$/i.test(word)) return { padding: 'same' }
  if (/^valid$/i.test(word)) return {}
  const found = option.exec(word)
  const letter = found
    ?.slice(1, 5)
    .find((part) => part !== undefined)
    ?.toLowerCase()
  const value = found?.[5]
  if (value === undefined || !(letter === 's' || letter === 'p' || letter === 'd' || letter === 'g'))
    throw new ReadError(
      'syntax',
      `${of}: "${word}" is no option; write s2, p1, d2, g2, same or nobias. A new layer needs a comma before it.`,
    )
  const name = optionNames[letter]
  if (name === 'groups') return { groups: readSize(value, of) }
  if (name === 'padding' && /^same$/i.test(value)) return { padding: 'same' }
  return { [name]: readAxes(value, of, name === 'padding' ? 0 : 1) }
}

/** Which options each kind of layer takes. */
export const allowedOptions: Readonly<Record<NetworkLayer['kind'], ReadonlySet<string>>> = {
  convolution: new Set(['stride', 'padding', 'dilation', 'groups', 'bias']),
  pooling: new Set(['stride', 'padding']),
  dense: new Set(['bias']),
  'global-pooling': new Set(),
  flatten: new Set(),
  normalization: new Set(),
  pointwise: new Set(),
}

/** The padding of a window, none where nothing is said; `same` keeps the size at stride 1: (span − 1)/2 on each side. */
export const paddingOf = ({ padding }: Options, kernel: Axes, dilation: Axes, of: string): Axes => {
  if (padding !== 'same') return padding ?? [num(0), num(0)]
  const half = (at: 0 | 1): Expression => {
    const size = times(fraction(1, 2), minus(windowSpan(kernel[at], dilation[at]), num(1)))
    if (size.kind === 'number' && !isIntegral(size))
      throw new ReadError('domain', `${of}: "same" needs an odd window here; give the padding as p1.`)
    return size
  }
  return [half(0), half(1)]
}
