import { closest } from 'fastest-levenshtein'
import { fraction, isIntegral, minus, num, simplify, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import { readJson } from './read.ts'
import { ReadError } from './read-error.ts'
import { isExpression } from './value.ts'
import { windowSpan } from './window.ts'

/** One size along each of the two axes, in the order in which the input's sizes are written. */
export type Axes = readonly [Expression, Expression]

export type ConvolutionLayer = {
  readonly kind: 'convolution'
  readonly text: string
  readonly kernel: Axes
  readonly stride: Axes
  readonly padding: Axes
  readonly dilation: Axes
  readonly groups: Expression
  readonly filters: Expression
  readonly bias: boolean
}
export type PoolingLayer = {
  readonly kind: 'pooling'
  readonly text: string
  readonly kernel: Axes
  readonly stride: Axes
  readonly padding: Axes
}
export type DenseLayer = {
  readonly kind: 'dense'
  readonly text: string
  readonly units: Expression
  readonly bias: boolean
}
/** Layers without sizes of their own; `pointwise` keeps the shape and learns nothing. */
export type PlainLayer = {
  readonly kind: 'global-pooling' | 'flatten' | 'normalization' | 'pointwise'
  readonly text: string
}
export type NetworkLayer = ConvolutionLayer | PoolingLayer | DenseLayer | PlainLayer

const pointwise =
  'relu leakyrelu prelu elu selu gelu silu swish tanh sigmoid softmax logsoftmax dropout identity'.split(' ')
const words: ReadonlyMap<string, NetworkLayer['kind']> = new Map([
  ['conv', 'convolution'],
  ['convolution', 'convolution'],
  ['pool', 'pooling'],
  ['maxpool', 'pooling'],
  ['avgpool', 'pooling'],
  ['averagepool', 'pooling'],
  ['gap', 'global-pooling'],
  ['globalavgpool', 'global-pooling'],
  ['globalmaxpool', 'global-pooling'],
  ['flatten', 'flatten'],
  ['fc', 'dense'],
  ['linear', 'dense'],
  ['dense', 'dense'],
  ['bn', 'normalization'],
  ['batchnorm', 'normalization'],
  ...pointwise.map((name): [string, NetworkLayer['kind']] => [name, 'pointwise']),
])
const longestFirst = [...words.keys()].sort((a, b) => b.length - a.length)
/** What is offered for a word that is none. */
const offered = ['conv', 'pool', 'maxpool', 'avgpool', 'gap', 'flatten', 'fc', 'bn', ...pointwise]

/** A whole number of at least `least`, or symbols, in a layer's text. */
export const readSize = (raw: unknown, of: string, least = 1): Expression => {
  const value = readJson(raw)
  if (!isExpression(value)) throw new ReadError('domain', `${of}: a size must be one number or symbol.`)
  const size = simplify(value)
  if (size.kind === 'number' && (!isIntegral(size) || size.value.n < BigInt(least)))
    throw new ReadError('domain', `${of}: "${String(raw).trim()}" is no whole number of at least ${least}.`)
  return size
}

const readAxes = (raw: string, of: string, least = 1): Axes => {
  const parts = raw.split(/\s*[x×]\s*/)
  const [first, second] = parts
  if (parts.length === 2 && first && second) return [readSize(first, of, least), readSize(second, of, least)]
  const size = readSize(raw, of, least)
  return [size, size]
}

type Options = {
  readonly stride?: Axes
  readonly padding?: Axes | 'same'
  readonly dilation?: Axes
  readonly groups?: Expression
  readonly bias?: boolean
}

const optionNames = { s: 'stride', p: 'padding', d: 'dilation', g: 'groups' } as const

const readOption = (word: string, of: string): Options => {
  if (/^no-?bias$/i.test(word)) return { bias: false }
  if (/^bias$/i.test(word)) return { bias: true }
  if (/^same$/i.test(word)) return { padding: 'same' }
  if (/^valid$/i.test(word)) return {}
  const found = /^(?:(s)(?:tride)?|(p)(?:ad(?:ding)?)?|(d)(?:ilation)?|(g)(?:roups)?)=?(.+)$/i.exec(word)
  const letter = found
    ?.slice(1, 5)
    .find((part) => part !== undefined)
    ?.toLowerCase()
  const value = found?.[5]
  if (value === undefined || !(letter === 's' || letter === 'p' || letter === 'd' || letter === 'g'))
    throw new ReadError('syntax', `${of}: "${word}" is no option; write s2, p1, d2, g2, same or nobias.`)
  const name = optionNames[letter]
  if (name === 'groups') return { groups: readSize(value, of) }
  if (name === 'padding' && /^same$/i.test(value)) return { padding: 'same' }
  return { [name]: readAxes(value, of, name === 'padding' ? 0 : 1) }
}

const allowed: Readonly<Record<NetworkLayer['kind'], ReadonlySet<string>>> = {
  convolution: new Set(['stride', 'padding', 'dilation', 'groups', 'bias']),
  pooling: new Set(['stride', 'padding']),
  dense: new Set(['bias']),
  'global-pooling': new Set(),
  flatten: new Set(),
  normalization: new Set(),
  pointwise: new Set(),
}

/** `conv3-10 s2 p1`, `pool2`, `flatten`, `fc-3 nobias`: one layer of a network. */
export const readLayer = (text: string): NetworkLayer => {
  const joined = text
    .trim()
    .replace(/^(max|avg|average|global\s+(?:max|avg|average))\s+(?=pool)/i, (word) => word.replace(/\s/g, ''))
  const [head = '', ...rest] = joined.split(/\s+/)
  const word = longestFirst.find((known) => head.toLowerCase().startsWith(known))
  const kind = word === undefined ? undefined : words.get(word)
  if (word === undefined || kind === undefined) throw unknownLayer(text)
  // `conv 3-10` has its size as a word of its own.
  const apart =
    head.length === word.length && /^-?[\dA-Z]/.test(rest[0] ?? '') && /conv|pool|dense/.test(kind)
  const size = apart ? (rest.shift() ?? '') : head.slice(word.length)
  const options: Options = Object.assign({}, ...rest.map((option) => readOption(option, `"${text.trim()}"`)))
  const wrong = Object.keys(options).find((name) => !allowed[kind].has(name))
  if (wrong !== undefined) throw new ReadError('domain', `"${text.trim()}": ${word} takes no ${wrong}.`)
  return layerOf(kind, text.trim(), size, options)
}

const unknownLayer = (text: string): ReadError => {
  const letters = /^[A-Za-z]+/.exec(text.trim())?.[0].toLowerCase() ?? ''
  const nearest = letters === '' ? 'conv3-10' : closest(letters, offered)
  return new ReadError('syntax', `"${text.trim()}" is no layer that is known here; did you mean ${nearest}?`)
}

const layerOf = (kind: NetworkLayer['kind'], text: string, size: string, options: Options): NetworkLayer => {
  const of = `"${text}"`
  const one: Axes = [num(1), num(1)]
  if (kind === 'dense')
    return {
      kind,
      text,
      units: readSize(needed(size.replace(/^-/, ''), of, 'fc-3'), of),
      bias: options.bias ?? true,
    }
  if (kind === 'pooling') {
    const kernel = readAxes(needed(size.replace(/^-/, ''), of, 'pool2'), of)
    return {
      kind,
      text,
      kernel,
      stride: options.stride ?? kernel,
      padding: paddingOf(options, kernel, one, of),
    }
  }
  if (kind === 'convolution') {
    const [window = '', filters = '', ...more] = size.split('-')
    if (more.length > 0) throw new ReadError('syntax', `${of}: write kernel and filters, such as conv3-10.`)
    const kernel = readAxes(needed(window, of, 'conv3-10'), of)
    const dilation = options.dilation ?? one
    return {
      kind,
      text,
      kernel,
      filters: readSize(needed(filters, of, 'conv3-10'), of),
      stride: options.stride ?? one,
      padding: paddingOf(options, kernel, dilation, of),
      dilation,
      groups: options.groups ?? num(1),
      bias: options.bias ?? true,
    }
  }
  if (size !== '') throw new ReadError('syntax', `${of}: "${size}" has no meaning here.`)
  return { kind, text }
}

const needed = (size: string, of: string, example: string): string => {
  if (size === '') throw new ReadError('syntax', `${of} lacks a size; write it as ${example}.`)
  return size
}

/** `same` keeps the size at stride 1: (span − 1)/2 on each side. */
const paddingOf = ({ padding }: Options, kernel: Axes, dilation: Axes, of: string): Axes => {
  if (padding !== 'same') return padding ?? [num(0), num(0)]
  const half = (at: 0 | 1): Expression => {
    const size = times(fraction(1, 2), minus(windowSpan(kernel[at], dilation[at]), num(1)))
    if (size.kind === 'number' && !isIntegral(size))
      throw new ReadError('domain', `${of}: "same" needs an odd window here; give the padding as p1.`)
    return size
  }
  return [half(0), half(1)]
}

/** Layers between commas, arrows or line ends. */
export const readLayers = (raw: unknown, most = 200): readonly NetworkLayer[] => {
  const items = Array.isArray(raw)
    ? raw.map(String)
    : String(raw)
        .replace(/^\s*\[|\]\s*$/g, '')
        .split(/,|;|\n|->|→/)
  const texts = items.map((item) => item.replace(/^[\s"']+|[\s"']+$/g, '')).filter((item) => item !== '')
  if (texts.length === 0) throw new ReadError('domain', 'There must be at least one layer.')
  if (texts.length > most)
    throw new ReadError('too-large', `There may be ${most} layers; there are ${texts.length}.`)
  return texts.map(readLayer)
}
