import { mathText } from './math-text.ts'

const padded = (rows: readonly string[]): readonly string[] => {
  const cells = rows.map((row) => row.split(' '))
  const count = cells[0]?.length ?? 0
  // A cell with spaces of its own leaves no telling where the columns are.
  if (!cells.every((row) => row.length === count)) return rows
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...cells.map((row) => row[at]?.length ?? 0)),
  )
  return cells.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  '))
}

/** Pieces and further formulas have lines of their own; pieces stand below the first one. */
const inLines = (text: string): string =>
  text.replaceAll('; ', `\n${' '.repeat(text.indexOf('{ ') < 0 ? 0 : text.indexOf('{ ') + 2)}`)

/** A formula as lines for a fixed-width face: the rows of its matrix, or its pieces, stand below each other. */
export const formulaText = (latex: string): string => {
  const text = mathText(latex)
  const [, before, inner, after] = /^([^[\]]*\[)([^[\]]*; [^[\]]*)(\][^[\]]*)$/s.exec(text) ?? []
  if (before === undefined || inner === undefined) return inLines(text)
  const rows = padded(inner.split('; '))
  return `${before}${rows.join(`\n${' '.repeat(before.length)}`)}${after}`
}
