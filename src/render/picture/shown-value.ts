import { approximate } from '../../exact/decimals.ts'
import { evaluate } from '../../exact/evaluate.ts'
import type { Expression } from '../../exact/expression.ts'
import { toNumber } from '../../exact/rational.ts'
import { entryAt, sizeOf } from '../../exact/tensor.ts'
import { type Exact, isExpression, type Tensor } from '../../exact/value.ts'
import { toLatex, toUnicode } from '../../exact/write/write.ts'
import type { Formula } from '../../picture.ts'
import { roundedNumber } from './rounded-number.ts'

/** Entries shown along each axis; what is left out is said beside it. */
const most = 8
const mostPlanes = 3
const mostItems = 6

/** Characters of a number past which it is rounded: of one that stands for itself, and of one among others. */
const [longestNumber, longestEntry] = [300, 32] as const
const [digitsOfNumber, digitsOfEntry] = [12, 6] as const

/**
 * `whole` where nothing is left out, `near` where it is itself rounded, `rounds` where something in it is. `column` is the
 * same in LaTeX with one item a line, for lists.
 */
export type ShownValue = Formula & {
  readonly whole: boolean
  readonly near?: boolean
  readonly rounds?: boolean
  readonly column?: string
}

/** A value for a card, long ones with their middle left out, long numbers rounded. */
export const shownValue = (value: Exact): ShownValue => {
  if (value.kind === 'tensor') return shownTensor(value)
  if (value.kind === 'approximate')
    return { ...roundedNumber(value.decimal, digitsOfNumber), whole: true, near: true, rounds: true }
  if (value.kind === 'list' && value.items.length > 0) {
    const kept = ends(value.items.length, mostItems)
    const items = kept.map((at) => (at === undefined ? undefined : value.items[at]))
    const shown = items.map((item) => (item ? (isExpression(item) ? entry(item) : shownValue(item)) : gap))
    return {
      latex: `\\left[${shown.map(({ latex }) => latex).join(',\\; ')}\\right]`,
      column: `\\left[\\begin{array}{l}${shown.map(({ latex }) => latex).join(',\\\\ ')}\\end{array}\\right]`,
      text: `[${shown.map(({ text }) => text).join(', ')}]`,
      whole: kept.length === value.items.length && shown.every(({ whole }) => whole),
      rounds: shown.some(({ rounds }) => rounds),
    }
  }
  if (isExpression(value)) return number(value, longestNumber, digitsOfNumber)
  return { latex: toLatex(value), text: toUnicode(value), whole: true }
}

const number = (x: Expression, longest: number, digits: number): ShownValue => {
  const text = toUnicode(x)
  const decimal = text.length > longest ? approximate(x, digits)?.decimal : undefined
  return decimal === undefined
    ? { latex: toLatex(x), text, whole: true }
    : { ...roundedNumber(decimal, digits), whole: true, near: true, rounds: true }
}

/** One among others, so it says itself when it is rounded. */
const entry = (x: Expression): ShownValue => {
  const shown = number(x, longestEntry, digitsOfEntry)
  return shown.near ? { ...shown, latex: `{\\approx}{${shown.latex}}`, text: `≈ ${shown.text}` } : shown
}

const gap: ShownValue = { latex: '\\cdots', text: '…', whole: true }

/** Positions of `count`: all, or the first and the last ones with `undefined` between. */
const ends = (count: number, atMost: number): (number | undefined)[] => {
  const all = Array.from({ length: count }, (_, at) => at)
  if (count <= atMost) return all
  const head = Math.ceil((atMost - 1) / 2)
  return [...all.slice(0, head), undefined, ...all.slice(count - (atMost - 1 - head))]
}

const shownTensor = (value: Tensor): ShownValue => {
  const { shape } = value
  if (shape.length <= 1) return shownMatrix({ ...value, shape: [1, shape[0] ?? 1] })
  if (shape.length === 2) return shownMatrix(value)
  const [count = 0, ...inner] = shape
  const size = sizeOf(inner)
  const kept = ends(count, mostPlanes)
  const planes = kept.map((at) =>
    at === undefined
      ? gap
      : shownTensor({
          kind: 'tensor',
          shape: inner,
          entries: value.entries.slice(at * size, (at + 1) * size),
        }),
  )
  return {
    latex: `\\left[${planes.map(({ latex }) => latex).join(',\\; ')}\\right]`,
    text: `[${planes.map(({ text }) => text).join(', ')}]`,
    whole: kept.length === count && planes.every(({ whole }) => whole),
    rounds: planes.some(({ rounds }) => rounds),
  }
}

const shownMatrix = (value: Tensor): ShownValue => {
  const [height = 1, width = 1] = value.shape
  const [rows, columns] = [ends(height, most), ends(width, most)]
  const cells = rows.map((row) =>
    columns.map((column): ShownValue => {
      if (row !== undefined && column !== undefined) return entry(entryAt(value, row * width + column))
      return row === undefined ? { ...gap, latex: '\\vdots' } : gap
    }),
  )
  const latex = cells.map((row) => row.map((cell) => cell.latex).join(' & '))
  const text = cells.map((row) => row.map((cell) => cell.text).join(', '))
  return {
    latex: `\\begin{bmatrix}${latex.join(' \\\\ ')}\\end{bmatrix}`,
    text: `[${text.join('; ')}]`,
    whole: rows.length === height && columns.length === width,
    rounds: cells.flat().some(({ rounds }) => rounds),
  }
}

/** Where a value lies on a scale, to a double's precision; undefined for what has symbols. */
export const roughly = (x: Expression): number | undefined => {
  const value = x.kind === 'number' ? toNumber(x.value) : evaluate(x, () => undefined)
  return value !== undefined && Number.isFinite(value) ? value : undefined
}
