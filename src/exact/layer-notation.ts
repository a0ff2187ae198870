import { closest } from 'fastest-levenshtein'
import { num } from './algebra.ts'
import { allowedOptions, type Options, paddingOf, readAxes, readOption, readSize } from './layer-options.ts'
import type { Activation, Axes, NetworkLayer } from './network-layer.ts'
import { ReadError } from './read-error.ts'

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

/** `28x28x1`, `[28,28,1]`, or one size for a flat vector; two sizes have one channel. */
export const readActivation = (raw: unknown): Activation => {
  if (!isWritten(raw)) throw new ReadError('syntax', 'This must be width × height × channels, like 28x28x1.')
  const parts = Array.isArray(raw)
    ? raw
    : String(raw)
        .replace(/^\s*[[(]|[\])]\s*$/g, '')
        .split(/\s*[x×*,]\s*/)
  const [first, second, channels, ...more] = parts.map((part) => readSize(part, 'The input'))
  if (!first || more.length > 0)
    throw new ReadError('domain', 'This must be width × height × channels, or one size for a flat vector.')
  return second ? [first, second, channels ?? num(1)] : [first]
}

/** Text, a number, or a list of these. */
const isWritten = (raw: unknown): boolean =>
  Array.isArray(raw) ? raw.every((part) => typeof part !== 'object') : typeof raw !== 'object'

/** Layers between commas, arrows or line ends. */
export const readLayers = (raw: unknown, most = 200): readonly NetworkLayer[] => {
  if (!isWritten(raw))
    throw new ReadError(
      'syntax',
      'Layers are words, as one text or a list of texts: conv3-10 p1, pool2, flatten, fc-3.',
    )
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

const quoted = (text: string): string => `"${text}"`

const layerWord = (text: string): string | undefined =>
  longestFirst.find((known) => text.toLowerCase().startsWith(known))

/** Throws ReadError for a word that is none, or the next layer. */
const readOptionOf = (layer: string, option: string): Options => {
  if (layerWord(option) !== undefined)
    throw new ReadError('syntax', `"${layer}": "${option}" is a layer of its own; put a comma before it.`)
  return readOption(option, quoted(layer))
}

/** `conv3-10 s2 p1`, `pool2`, `flatten`, `fc-3 nobias`: one layer of a network. */
const readLayer = (text: string): NetworkLayer => {
  const joined = text
    .trim()
    .replace(/^(max|avg|average|global\s+(?:max|avg|average))\s+(?=pool)/i, (word) => word.replace(/\s/g, ''))
  const [head = '', ...rest] = joined.split(/\s+/)
  const word = layerWord(head)
  const kind = word === undefined ? undefined : words.get(word)
  if (word === undefined || kind === undefined) throw unknownLayer(text)
  // `conv 3-10` has its size as a word of its own.
  const apart =
    head.length === word.length && /^-?[\dA-Z]/.test(rest[0] ?? '') && /conv|pool|dense/.test(kind)
  const size = apart ? (rest.shift() ?? '') : head.slice(word.length)
  const options: Options = Object.assign({}, ...rest.map((option) => readOptionOf(text.trim(), option)))
  const wrong = Object.keys(options).find((name) => !allowedOptions[kind].has(name))
  if (wrong !== undefined) throw new ReadError('domain', `"${text.trim()}": ${word} takes no ${wrong}.`)
  return layerOf(kind, text.trim(), size, options)
}

const unknownLayer = (text: string): ReadError => {
  const letters = /^[A-Za-z]+/.exec(text.trim())?.[0].toLowerCase() ?? ''
  const nearest = letters === '' ? 'conv3-10' : closest(letters, offered)
  return new ReadError('syntax', `"${text.trim()}" is no layer that is known here; did you mean ${nearest}?`)
}

type Reader = (text: string, size: string, options: Options) => NetworkLayer

const one: Axes = [num(1), num(1)]

const readDense: Reader = (text, size, { bias = true }) => {
  const units = readSize(needed(withoutDash(size), text, 'fc-3'), quoted(text))
  return { kind: 'dense', text, units, bias }
}

const readPooling: Reader = (text, size, options) => {
  const kernel = readAxes(needed(withoutDash(size), text, 'pool2'), quoted(text))
  const padding = paddingOf(options, kernel, one, quoted(text))
  return { kind: 'pooling', text, kernel, stride: options.stride ?? kernel, padding }
}

const readConvolution: Reader = (text, size, options) => {
  const [window = '', filters = '', ...more] = size.split('-')
  if (more.length > 0)
    throw new ReadError('syntax', `${quoted(text)}: write kernel and filters, such as conv3-10.`)
  const kernel = readAxes(needed(window, text, 'conv3-10'), quoted(text))
  const { stride = one, dilation = one, groups = num(1), bias = true } = options
  return {
    kind: 'convolution',
    text,
    kernel,
    filters: readSize(needed(filters, text, 'conv3-10'), quoted(text)),
    stride,
    padding: paddingOf(options, kernel, dilation, quoted(text)),
    dilation,
    groups,
    bias,
  }
}

const layerOf = (kind: NetworkLayer['kind'], text: string, size: string, options: Options): NetworkLayer => {
  switch (kind) {
    case 'dense':
      return readDense(text, size, options)
    case 'pooling':
      return readPooling(text, size, options)
    case 'convolution':
      return readConvolution(text, size, options)
    default:
      if (size !== '') throw new ReadError('syntax', `${quoted(text)}: "${size}" has no meaning here.`)
      return { kind, text }
  }
}

const withoutDash = (size: string): string => size.replace(/^-/, '')

const needed = (size: string, text: string, example: string): string => {
  if (size === '') throw new ReadError('syntax', `${quoted(text)} lacks a size; write it as ${example}.`)
  return size
}
