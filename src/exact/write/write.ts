import type { Expression } from '../expression.ts'
import { remembered } from '../remembered.ts'
import { entryAt, sizeOf } from '../tensor.ts'
import { type Chain, type Exact, isExpression, type Piecewise, type Relation, type Tensor } from '../value.ts'
import { latex, type Notation, text, unicode } from './notation.ts'
import { writeExpression } from './write-expression.ts'

/** How the values that are more than one expression are put together in one notation. */
type Layout = {
  expression(value: Expression): string
  tensor(value: Tensor): string
  piecewise(value: Piecewise): string
  row(items: readonly string[]): string
  set(items: readonly string[]): string
  shape(sizes: readonly string[]): string
  relation(relation: Relation): string
  and: string
  union: string
  word(word: string): string
  landau(symbol: 'O' | 'Theta' | 'Omega', inner: string): string
}

/** Writes expressions in one notation; the same one often stands in an answer, in steps and in several pieces. */
const writerIn = (notation: Notation): Layout['expression'] => {
  const compound = remembered((value: Expression) => writeExpression(value, notation))
  return (value) => (isLeaf(value) ? writeExpression(value, notation) : compound(value))
}

const isLeaf = ({ kind }: Expression): boolean =>
  kind === 'number' || kind === 'symbol' || kind === 'constant'

const writeWith = (value: Exact, layout: Layout): string => {
  if (isExpression(value)) return layout.expression(value)
  const within = (inner: Exact): string => writeWith(inner, layout)
  switch (value.kind) {
    case 'tensor':
      return layout.tensor(value)
    case 'shape':
      return layout.shape(value.sizes.map(within))
    case 'list':
      return layout.row(value.items.map(within))
    case 'set':
      return layout.set(value.items.map(within))
    case 'relation':
      return writeChain(value.chain, layout)
    case 'piecewise':
      return layout.piecewise(value)
    case 'interval':
      return `${value.closedFrom ? '[' : '('}${within(value.from)}, ${within(value.to)}${value.closedTo ? ']' : ')'}`
    case 'union':
      return value.parts.map(within).join(layout.union)
    case 'class':
      return layout.landau(value.symbol, within(value.of))
    case 'approximate':
      return value.decimal
    case 'word':
      return layout.word(value.word)
    case 'truth':
      return layout.word(String(value.value))
  }
}

const writeChain = ({ sides, relations }: Chain, layout: Layout): string => {
  let out = ''
  for (const [at, side] of sides.entries()) {
    const relation = relations[at]
    out += layout.expression(side)
    if (relation) out += ` ${layout.relation(relation)} `
  }
  return out
}

const writeConditions = (when: readonly Chain[], layout: Layout): string =>
  when.length === 0 ? 'otherwise' : when.map((chain) => writeChain(chain, layout)).join(layout.and)

/** A whole entry as it stands, without making an expression of it. */
const writeEntry = (value: Tensor, at: number, notation: Notation): string => {
  const entry = value.entries[at]
  if (typeof entry !== 'number') return writeExpression(entryAt(value, at), notation)
  return entry < 0 ? `${notation.negative}${-entry}` : String(entry)
}

const nested = (value: Tensor, notation: Notation): string => {
  const write = (axis: number, from: number): string => {
    const size = value.shape[axis]
    if (size === undefined) return writeEntry(value, from, notation)
    const width = sizeOf(value.shape.slice(axis + 1))
    let out = ''
    for (let row = 0; row < size; row++)
      out += `${row === 0 ? '' : ', '}${write(axis + 1, from + row * width)}`
    return `[${out}]`
  }
  return write(0, 0)
}

const asRelation =
  (shown: Readonly<Record<Relation, string>>) =>
  (relation: Relation): string =>
    shown[relation]

type PieceText = { readonly when: string; readonly text: string }
type PiecewiseText = { readonly pieces: readonly PieceText[]; readonly whole: string }

/** Compared with others, then written as a whole and one by one. */
const piecewiseText = remembered((value: Piecewise): PiecewiseText => {
  const pieces: PieceText[] = []
  let whole = ''
  let isOpen = false
  for (const piece of value.pieces) {
    const when = writeConditions(piece.when, textLayout)
    const shown = textLayout.expression(piece.value)
    pieces.push({ when, text: shown })
    isOpen = piece.when.length > 0
    whole += isOpen ? `${when} ? ${shown} : ` : shown
  }
  return { pieces, whole: isOpen ? `${whole}undefined` : whole }
})

/** The condition and the value of each piece as text. */
export const textsOfPieces = (value: Piecewise): readonly PieceText[] => piecewiseText(value).pieces

const textLayout: Layout = {
  expression: writerIn(text),
  tensor: (value) => nested(value, text),
  piecewise: (value) => piecewiseText(value).whole,
  row: (items) => `[${items.join(', ')}]`,
  set: (items) => `{${items.join(', ')}}`,
  shape: (sizes) => `[${sizes.join(', ')}]`,
  relation: asRelation({ '=': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }),
  and: ' and ',
  union: ' or ',
  word: (word) => word,
  landau: (symbol, inner) => `${symbol}(${inner})`,
}

const latexMatrix = (value: Tensor): string => {
  const [rows = 0, columns = 1] = value.shape.length === 1 ? [1, value.shape[0]] : value.shape
  if (value.shape.length > 2) {
    const [size = 0, ...inner] = value.shape
    const width = sizeOf(inner)
    const part = (at: number): Tensor => ({
      kind: 'tensor',
      shape: inner,
      entries: value.entries.slice(at * width, (at + 1) * width),
    })
    return `\\left[${Array.from({ length: size }, (_, at) => latexMatrix(part(at))).join(',\\ ')}\\right]`
  }
  let out = ''
  for (let row = 0; row < rows; row++) {
    if (row > 0) out += ' \\\\ '
    for (let column = 0; column < columns; column++)
      out += `${column === 0 ? '' : ' & '}${writeEntry(value, row * columns + column, latex)}`
  }
  return `\\begin{bmatrix}${out}\\end{bmatrix}`
}

/** A product inside `×` is bracketed only where it has a lower operator. */
const shapeSize = (size: string, [open, close] = ['(', ')']): string =>
  / [+−-] /.test(size) ? `${open}${size}${close}` : size

const latexLayout: Layout = {
  expression: writerIn(latex),
  tensor: latexMatrix,
  piecewise: ({ pieces }) =>
    `\\begin{cases}${pieces
      .map(({ when, value }) => {
        const condition = when.length === 0 ? '\\text{otherwise}' : writeConditions(when, latexLayout)
        return `${latexLayout.expression(value)} & ${condition}`
      })
      .join(' \\\\ ')}\\end{cases}`,
  row: (items) => `\\left[${items.join(',\\ ')}\\right]`,
  set: (items) => `\\left\\{${items.join(',\\ ')}\\right\\}`,
  shape: (sizes) => sizes.map((size) => shapeSize(size, ['\\left(', '\\right)'])).join(' \\times '),
  relation: asRelation({ '=': '=', '!=': '\\neq', '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge' }),
  and: ',\\ ',
  union: ' \\cup ',
  word: (word) => `\\text{${word}}`,
  landau: (symbol, inner) => `${symbol === 'O' ? 'O' : `\\${symbol}`}\\left(${inner}\\right)`,
}

const unicodeLayout: Layout = {
  expression: writerIn(unicode),
  tensor: (value) => nested(value, unicode),
  piecewise: ({ pieces }) =>
    pieces
      .map(
        ({ when, value }) => `${unicodeLayout.expression(value)} for ${writeConditions(when, unicodeLayout)}`,
      )
      .join('; ')
      .replaceAll('for otherwise', 'otherwise'),
  row: (items) => `[${items.join(', ')}]`,
  set: (items) => `{${items.join(', ')}}`,
  shape: (sizes) => sizes.map((size) => shapeSize(size)).join(' × '),
  relation: asRelation({ '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' }),
  and: ' and ',
  union: ' ∪ ',
  word: (word) => word,
  landau: (symbol, inner) => `${{ O: 'O', Theta: 'Θ', Omega: 'Ω' }[symbol]}(${inner})`,
}

/** mathjs syntax, which any program can read back. */
export const toText = (value: Exact): string => writeWith(value, textLayout)
export const toLatex = (value: Exact): string => writeWith(value, latexLayout)
/** One line for people, to copy from a message. */
export const toUnicode = (value: Exact): string => writeWith(value, unicodeLayout)
