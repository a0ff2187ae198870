import { entriesOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { noNames, readValue } from '../read-value.ts'
import { tidy } from '../segments.ts'
import { lengthensLists, withPrograms } from './matrix-programs.ts'
import { evenRows, slashedRows, toldRows, withoutRules } from './matrix-words.ts'

/** A matrix of an answer, and the solution that it is said to be of where it is said. */
type Block = { readonly of: Asked | undefined; readonly matrix: Tensor }

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A label as it stands in front: `(ii)`, `ii)`, `stride 2`, `stride of 2`, `y_2 =`. */
const labelPattern = (label: string, symbol: string): string => {
  if (/[\s=]/.test(label))
    return `(?<![a-z])${label
      .split(/[\s=]+/)
      .map(escaped)
      .join('\\s*(?:=|:|of|-)?\\s*')}(?!\\w|\\.\\d)`
  const index = `${escaped(symbol)}(?:_\\{?\\(?|\\^\\{?\\()?${label}\\)?\\}?\\s*(?=[=:])`
  return `\\(${label}\\)\\s*[.:]?|${label}(?:\\)\\s*[.:]?|[.:])(?=\\s|[[({$\\\\-])|${index}`
}

/** The name of what is asked for and the padding that every solution has. */
const knownIn = ({ asked }: AnswerKey): readonly RegExp[] => {
  const paddings = new Set(
    asked.map(
      ({ reference: { solution } }) =>
        solution.conventions.find(({ name }) => name === 'padding')?.chosen ?? '0',
    ),
  )
  const padded = paddings.size === 1 ? [...paddings].filter((one) => /^\d+$/.test(one)) : []
  const symbols = asked.map(({ quantity: { symbol } }) => escaped(symbol))
  return [
    ...padded.map(
      (one) => new RegExp(`(?:zero[\\s-]+)?(?:pad|padding|p)\\s*(?:=|of)?\\s*${one}(?![\\w.])`, 'iy'),
    ),
    new RegExp(`(?:${symbols.join('|')})(?:_\\{?i,?\\s*j\\}?|[[(]i,\\s*j[\\])])?(?=\\s*[=:])`, 'y'),
  ]
}

type Label = { readonly pattern: RegExp; readonly of: Asked }

const labelsOf = ({ asked }: AnswerKey): readonly Label[] =>
  asked.flatMap((of) =>
    of.labels.map((label) => ({ pattern: new RegExp(labelPattern(label, of.quantity.symbol), 'iy'), of })),
  )

const kernel = '(?:the\\s+)?(?:kernel|filter)'
/** What may stand in front of a matrix and says nothing of its entries; a procedure is one that everybody follows. */
const procedures: readonly RegExp[] = [
  /[\s:=,$*]+|\\\(|\\quad(?![a-z])/y,
  /(?:for|with|at|the|an?(?=\s+[a-z\d])|i(?=\s+[a-z])|is|it|we|gets?|gives|have|find|output|outputs|result|answer|matrix|becomes|zero|in|case|as|follows|and)(?![\w'’(^*/+-])/iy,
  new RegExp(
    `(?:(?:first\\s+)?(?:flip|rotate)\\s+${kernel}(?:\\s+(?:by\\s+)?180(?:°|\\s*degrees))?\\s*,?\\s*(?:and\\s+|then\\s+)*slide\\s+it|(?:after\\s+|by\\s+)?(?:flipping|rotating)\\s+${kernel}|slide\\s+(?:the\\s+)?flipped\\s+(?:kernel|filter))(?:\\s+over\\s+(?:the\\s+)?(?:image|input|x))?\\s*[:,.]`,
    'iy',
  ),
  /[xfi]\s*(?:[*∗⋆]|\\ast(?![a-z])|\\star(?![a-z]))\s*[hkw]\s*(?==)/iy,
]
const sized =
  /(?:(?:of\s+)?(?:shape|size)\s+)?(\d+)\s*(?:x|×|\\times)\s*(\d+)(?![\w.])(?=\s*(?:[a-z:)=\n$\\|[({]|$))/iy
const sampled =
  /every\s+(?:second|other)\s+row\s+and\s+(?:every\s+(?:second|other)\s+)?column(?:\s+of\s+(?:it|that|this|\(i\)))?(?=\s*[:,=])/iy

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

type Head = { readonly end: number; readonly of: readonly Asked[]; readonly size?: readonly [number, number] }

const headAt = (text: string, from: number, labels: readonly Label[], harmless: readonly RegExp[]): Head => {
  const of = new Set<Asked>()
  let size: readonly [number, number] | undefined
  let at = from
  for (;;) {
    const label = labels.find(({ pattern }) => lengthAt(pattern, text, at) > 0)
    const labelled = label ? lengthAt(label.pattern, text, at) : 0
    sized.lastIndex = at
    const shape = labelled > 0 ? undefined : (sized.exec(text) ?? undefined)
    if (label) of.add(label.of)
    if (shape) size = [Number(shape[1]), Number(shape[2])]
    const length =
      labelled ||
      shape?.[0].length ||
      Math.max(...harmless.map((pattern) => lengthAt(pattern, text, at))) ||
      (from > 0 ? lengthAt(sampled, text, at) : 0)
    if (length === 0) return { end: at, of: [...of], ...(size && { size }) }
    at += length
  }
}

/** Where a label may begin: on a line, or behind a matrix. */
const starts = /\n\s*(?:[-•]\s+)?|[;.,]\s+|[\])}$|\d]\s+(?:and\s+)?/g
const leads = /(?:and\s+|for\s+|with\s+|then\s+|\*\*)*/iy

const nextLabel = (text: string, from: number, labels: readonly Label[]): number => {
  starts.lastIndex = from
  for (let found = starts.exec(text); found; found = starts.exec(text)) {
    const at = found.index + found[0].length
    const named = at + lengthAt(leads, text, at)
    if (labels.some(({ pattern }) => lengthAt(pattern, text, named) > 0)) return at
    starts.lastIndex = at
  }
  return text.length
}

const isAsked = ({ shape }: Tensor, { asked }: AnswerKey): boolean =>
  asked.some(({ quantity: { value } }) => value.kind === 'tensor' && `${value.shape}` === `${shape}`)

const command = /\\(?:begin|end)\s*\{[a-z]+\*?\}(?:\{[lcr]+\})?|\\[a-z]+/gi
const program = /(?<![\w.])(?:(?:np|numpy|torch|jnp|sp|sympy)\.)?(?:array|asarray|tensor|matrix)(?=\()/gi

/** Whether a text has no name but those of the solution, and no sign of an equation, which gives the value of its left side. */
const isBare = (text: string, { names: { symbols } }: AnswerKey): boolean =>
  !/[=:]/.test(text) &&
  (
    text
      .replaceAll(command, ' ')
      .replaceAll(program, ' ')
      .match(/\p{L}+/gu) ?? []
  ).every((name) => symbols.has(name))

/** What stands behind a head as a matrix; undefined where anything else does. */
const matrixIn = (written: string, key: AnswerKey): Tensor | undefined => {
  const body = withoutRules(written.replaceAll('−', '-').replaceAll('**', ' '))
    .replace(/[\s,;.]+$/, '')
    .replace(/[\s,;]+and$/, '')
    .trim()
  const plain = toldRows(body) ?? slashedRows(body) ?? tidy(withPrograms(body))
  const value = isBare(plain, key) ? readValue(plain, noNames) : undefined
  if (value?.kind !== 'tensor' || value.shape.length !== 2) return undefined
  return lengthensLists(body) && !isAsked(value, key) ? undefined : value
}

const blocksOf = (text: string, key: AnswerKey): readonly Block[] | undefined => {
  const labels = labelsOf(key)
  const harmless = [...knownIn(key), ...procedures]
  const blocks: Block[] = []
  for (let at = 0; at < text.length; ) {
    const head = headAt(text, at, labels, harmless)
    const end = nextLabel(text, head.end, labels)
    const matrix = head.of.length < 2 ? matrixIn(text.slice(head.end, end), key) : undefined
    const isSized = head.size === undefined || `${head.size}` === `${matrix?.shape}`
    if (!matrix || !isSized) return undefined
    blocks.push({ of: head.of[0], matrix })
    at = end
  }
  return blocks
}

const written = ({ shape: [height = 0, width = 0], ...matrix }: Tensor): string => {
  const entries = entriesOf({ ...matrix, shape: [height, width] }).map(toText)
  const rows = Array.from({ length: height }, (_, row) => entries.slice(row * width, (row + 1) * width))
  return `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`
}

/** Longer texts are working or prose. */
const longest = 5000

/**
 * Matrices behind headings, each in a layout of its own: "For stride 1 the output is⏎1 2⏎3 4⏎(ii) matrix(c(…), nrow = 2)". A
 * text in which anything else stands, or two matrices are said of one solution, stays as it is.
 */
export const withMatrixBlocks = (text: string, key: AnswerKey): string => {
  const isOfMatrices = key.asked.every(
    ({ quantity: { value } }) => value.kind === 'tensor' && value.shape.length === 2,
  )
  if (key.asked.length === 0 || !isOfMatrices || text.length > longest) return text
  const blocks = blocksOf(evenRows(text), key)
  if (!blocks) return text
  const [only, ...others] = blocks
  if (key.asked.length === 1) return only && others.length === 0 ? written(only.matrix) : text
  const isEach = blocks.every(({ of }) => of) && new Set(blocks.map(({ of }) => of)).size === blocks.length
  if (!isEach) return text
  return blocks.map(({ of, matrix }) => `(${of?.labels[0]}) ${written(matrix)}`).join('\n')
}
