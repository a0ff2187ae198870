import { evaluate } from '../../exact/evaluate.ts'
import type { Expression } from '../../exact/expression.ts'
import { toNumber } from '../../exact/rational.ts'
import { entryAt, sizeOf } from '../../exact/tensor.ts'
import type { Exact, Tensor } from '../../exact/value.ts'
import { toLatex, toUnicode } from '../../exact/write/write.ts'
import type { Formula } from '../../picture.ts'

/** Entries shown along each axis; what is left out is said beside it. */
const most = 8
const mostPlanes = 3
const mostItems = 6

/** `column` is the same in LaTeX with one item a line, for lists. */
export type ShownValue = Formula & { readonly whole: boolean; readonly column?: string }

/** A value for a card, long ones with their middle left out. */
export const shownValue = (value: Exact): ShownValue => {
  if (value.kind === 'tensor') return shownTensor(value)
  if (value.kind === 'list' && value.items.length > 0) {
    const kept = ends(value.items.length, mostItems)
    const items = kept.map((at) => (at === undefined ? undefined : value.items[at]))
    const shown = items.map((item) => (item ? shownValue(item) : gap))
    return {
      latex: `\\left[${shown.map(({ latex }) => latex).join(',\\; ')}\\right]`,
      column: `\\left[\\begin{array}{l}${shown.map(({ latex }) => latex).join(',\\\\ ')}\\end{array}\\right]`,
      text: `[${shown.map(({ text }) => text).join(', ')}]`,
      whole: kept.length === value.items.length && shown.every(({ whole }) => whole),
    }
  }
  return { latex: toLatex(value), text: toUnicode(value), whole: true }
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
  }
}

const shownMatrix = (value: Tensor): ShownValue => {
  const [height = 1, width = 1] = value.shape
  const [rows, columns] = [ends(height, most), ends(width, most)]
  const cell = (row: number | undefined, column: number | undefined, write: (x: Expression) => string) =>
    row === undefined || column === undefined ? undefined : write(entryAt(value, row * width + column))
  const latex = rows.map((row) =>
    columns
      .map((column) => cell(row, column, toLatex) ?? (row === undefined ? '\\vdots' : '\\cdots'))
      .join(' & '),
  )
  const text = rows.map((row) => columns.map((column) => cell(row, column, toUnicode) ?? '…').join(', '))
  return {
    latex: `\\begin{bmatrix}${latex.join(' \\\\ ')}\\end{bmatrix}`,
    text: `[${text.join('; ')}]`,
    whole: rows.length === height && columns.length === width,
  }
}

/** Where a value lies on a scale, to a double's precision; undefined for what has symbols. */
export const roughly = (x: Expression): number | undefined => {
  const value = x.kind === 'number' ? toNumber(x.value) : evaluate(x, () => undefined)
  return value !== undefined && Number.isFinite(value) ? value : undefined
}
