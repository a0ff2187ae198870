import { isIntegral, num, simplify } from './algebra.ts'
import type { Expression } from './expression.ts'
import { readJson } from './read.ts'
import { ReadError } from './read-error.ts'
import type { WindowLayer } from './receptive-field.ts'
import { entriesOf } from './tensor.ts'
import { isExpression } from './value.ts'
import { toUnicode } from './write/write.ts'

const mostLayers = 1000

/** Layers as `3/1, 3/1, 2/2`, as a list of such texts, or as records with kernel, stride and dilation. */
export const readWindowLayers = (raw: unknown): readonly WindowLayer[] => {
  const items = typeof raw === 'string' ? itemsOfText(raw) : raw
  if (!Array.isArray(items)) throw new ReadError('syntax', 'This must be a list of layers.')
  if (items.length === 0) throw new ReadError('domain', 'There must be at least one layer.')
  if (items.length > mostLayers) throw new ReadError('too-large', `There may be ${mostLayers} layers.`)
  return items.map(layerOf)
}

const itemsOfText = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text.split(/\s*(?:,|;|\n|->|→)\s*/).filter((part) => part !== '')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReadError('syntax', 'This list of layers is no JSON.', { cause })
  }
}

const layerOf = (raw: unknown): WindowLayer => {
  if (Array.isArray(raw)) return layerOfText(raw.join('/'))
  return typeof raw === 'object' && raw !== null ? layerOfRecord(raw) : layerOfText(String(raw))
}

/** `3`, `3/1`, `3/1/2` (kernel/stride/dilation), with `conv` or `pool` before it if one likes. */
const layerOfText = (text: string): WindowLayer => {
  const [, word = '', rest = ''] = /^\s*(conv|max\s*pool|avg\s*pool|pool)?\s*(.*?)\s*$/i.exec(text) ?? []
  const [kernel, stride, dilation, ...more] = rest.split('/')
  if (!kernel || more.length > 0)
    throw new ReadError(
      'syntax',
      `"${text.trim()}" is no layer; write kernel/stride, such as 3/1, or 3/1/2 with dilation.`,
    )
  return layerOfRecord({
    kernel,
    type: word,
    ...(stride === undefined ? {} : { stride }),
    ...(dilation === undefined ? {} : { dilation }),
  })
}

const keys: ReadonlySet<string> = new Set(['kernel', 'stride', 'dilation', 'padding', 'type', 'name'])

const layerOfRecord = (record: object): WindowLayer => {
  const given = new Map<string, unknown>(Object.entries(record))
  const unknown = [...given.keys()].find((key) => !keys.has(key))
  if (unknown !== undefined)
    throw new ReadError('domain', `A layer has kernel, stride and dilation; "${unknown}" is none of them.`)
  if (!given.has('kernel')) throw new ReadError('domain', 'Every layer needs a kernel.')
  // Padding moves the field and does not change its size; it is read only to be refused when wrong.
  if (given.has('padding')) readSize(given.get('padding'), 'padding', 0)
  const kernel = readSize(given.get('kernel'), 'kernel')
  const pools = /pool/i.test(`${given.get('type') ?? given.get('name') ?? ''}`)
  return {
    kernel,
    stride: given.has('stride') ? readSize(given.get('stride'), 'stride') : pools ? kernel : num(1),
    dilation: given.has('dilation') ? readSize(given.get('dilation'), 'dilation') : num(1),
  }
}

/** One size; the same one for several axes is one too. */
const readSize = (raw: unknown, name: string, least = 1): Expression => {
  const value = readJson(raw)
  const sizes = isExpression(value) ? [value] : value.kind === 'tensor' ? entriesOf(value) : []
  const [first, ...others] = sizes.map(simplify)
  if (!first || others.some((other) => toUnicode(other) !== toUnicode(first)))
    throw new ReadError('domain', `A layer's ${name} must be one number or symbol: one axis at a time.`)
  if (first.kind === 'number' && (!isIntegral(first) || first.value.n < BigInt(least)))
    throw new ReadError(
      'domain',
      `A layer's ${name} must be a whole number of at least ${least}; ${toUnicode(first)} is not.`,
    )
  return first
}
