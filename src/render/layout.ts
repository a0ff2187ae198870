import { entriesOf, entryAt } from '../exact/tensor.ts'
import type { Exact, Tensor } from '../exact/value.ts'
import { toUnicode } from '../exact/write/write.ts'

/** What a phone shows in a fixed-width face without wrapping. */
const widest = 56
const tallest = 16

type Laid = { readonly lines: readonly string[]; readonly whole: boolean }

/** A value as lines of fixed width, matrices with aligned columns; `whole` is false where the middle was left out. */
export const layOut = (value: Exact): Laid => {
  if (value.kind === 'tensor' && value.shape.length === 2) return layMatrix(value)
  if (value.kind === 'tensor' && value.shape.length > 2) return layPlanes(value)
  if (value.kind === 'piecewise') return { lines: layPieces(toUnicode(value).split('; ')), whole: true }
  if (value.kind === 'list') return layItems(value.items.map(toUnicode))
  if (value.kind === 'tensor') return layVector(entriesOf(value).map(toUnicode))
  if (value.kind === 'approximate')
    return { lines: [`${value.decimal} (${value.digits} digits)`], whole: true }
  return layLine(toUnicode(value))
}

const longestLine = 600

const layLine = (line: string): Laid =>
  line.length <= longestLine
    ? { lines: [line], whole: true }
    : { lines: [`${line.slice(0, longestLine / 2)} … ${line.slice(-longestLine / 4)}`], whole: false }

const layItems = (items: readonly string[]): Laid => {
  const line = `[${items.join(', ')}]`
  if (line.length <= widest) return { lines: [line], whole: true }
  const kept = elide(items.length, tallest)
  const lines = kept.map((at) => (at === undefined ? '…' : (items[at] ?? '')))
  return { lines, whole: kept.length === items.length }
}

const mostVectorLines = 12

/** A row of values, broken between values where it is too wide. */
const layVector = (items: readonly string[]): Laid => {
  const lines: string[] = []
  let line = '['
  for (const [at, item] of items.entries()) {
    const next = `${item}${at < items.length - 1 ? ',' : ']'}`
    if (line !== '[' && line.length + next.length + 1 > widest) {
      lines.push(line)
      line = ' '
    }
    line += line === '[' || line === ' ' ? next : ` ${next}`
  }
  lines.push(line)
  if (lines.length <= mostVectorLines) return { lines, whole: true }
  return { lines: [...lines.slice(0, mostVectorLines - 3), ' …', ...lines.slice(-2)], whole: false }
}

const layPieces = (pieces: readonly string[]): string[] => {
  const split = pieces.map((piece) => {
    const at = piece.search(/ (for|otherwise)\b/)
    return at < 0 ? [piece, ''] : [piece.slice(0, at), piece.slice(at + 1)]
  })
  const width = Math.max(...split.map(([value = '']) => value.length))
  return split.map(([value = '', when = '']) => `${value.padEnd(width)}  ${when}`.trimEnd())
}

/** Positions to show of `count`: all, or a head and a tail with `undefined` for the gap. */
const elide = (count: number, most: number): (number | undefined)[] => {
  const all = Array.from({ length: count }, (_, at) => at)
  if (count <= most) return all
  const head = Math.ceil((most - 1) / 2)
  return [...all.slice(0, head), undefined, ...all.slice(count - (most - 1 - head))]
}

const layMatrix = (value: Tensor): Laid => {
  const [height = 0, width = 0] = value.shape
  const rows = elide(height, tallest)
  for (let most = Math.min(width, 20); ; most--) {
    const columns = elide(width, most)
    const cells = rows.map((row) =>
      columns.map((column) =>
        row === undefined
          ? '⋮'
          : column === undefined
            ? '…'
            : toUnicode(entryAt(value, row * width + column)),
      ),
    )
    const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
    const total = widths.reduce((sum, w) => sum + w + 2, 4)
    if (total > widest && most > 3) continue
    const lines = cells.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  '))
    return { lines: bracket(lines), whole: rows.length === height && columns.length === width }
  }
}

const bracket = (lines: readonly string[]): string[] =>
  lines.map((line, at) => `${at === 0 ? '[ ' : '  '}${line}${at === lines.length - 1 ? ' ]' : ''}`)

const layPlanes = (value: Tensor): Laid => {
  const [count = 0, ...inner] = value.shape
  const size = value.entries.length / Math.max(count, 1)
  const shown = elide(count, 4)
  const planes = shown.map((at): Laid => {
    if (at === undefined) return { lines: ['⋮'], whole: false }
    const plane = layOut({
      kind: 'tensor',
      shape: inner,
      entries: value.entries.slice(at * size, (at + 1) * size),
    })
    return {
      lines: plane.lines.map((line, row) => `${row === 0 ? `[${at}] ` : '    '}${line}`),
      whole: plane.whole,
    }
  })
  return { lines: planes.flatMap((plane) => plane.lines), whole: planes.every((plane) => plane.whole) }
}

/** `3 × 3` for a matrix; nothing for a single value. */
export const sizeNote = (value: Exact): string =>
  value.kind === 'tensor' && value.shape.length > 1 ? value.shape.join(' × ') : ''

/** One short phrase for a value inside a sentence, or undefined when it needs lines of its own. */
export const phrase = (value: Exact): string | undefined => {
  if (value.kind === 'tensor' && value.entries.length > 1) {
    const first = toUnicode(entryAt(value, 0))
    const same = Array.from({ length: value.entries.length }, (_, at) => at).every(
      (at) => toUnicode(entryAt(value, at)) === first,
    )
    if (same) return `${first} in every entry`
  }
  const line = toUnicode(value)
  return line.length <= 120 ? line : undefined
}
