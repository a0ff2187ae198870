const number = /^[-−+]?\d+(?:[./]\d+)?$/
const indexLabel = /^\W*(?:row|col(?:umn)?|r|c|i|j)?[\s_=]*(\d+)\W*$/i

/** Whether labels count places: 0, 1, 2, … or 1, 2, 3, …, or every second or third of them. */
const countsPlaces = (labels: readonly string[]): boolean => {
  const numbers = labels.map((label) => indexLabel.exec(label)?.[1])
  const [first] = numbers
  if (first !== '0' && first !== '1') return false
  const step = Number(numbers[1]) - Number(first)
  return (
    step > 0 &&
    numbers.every((found, at) => found !== undefined && Number(found) === Number(first) + at * step)
  )
}

const ofNumbers = /^\W*(?:#|nos?\.?|nr\.?|number|idx|step|index)?\W*$/i

/** Whether the first column of a table does but number its rows, 1, 2, 3, …, beside one of names. */
export const numbersRows = ([head = [], ...body]: readonly (readonly string[])[]): boolean => {
  const labels = body.map(([label = '']) => /^\W*(\d+)\W*$/.exec(label)?.[1])
  const start = Number(labels[0])
  return (
    head.length > 2 &&
    body.length > 1 &&
    ofNumbers.test(head[0] ?? '') &&
    start <= 1 &&
    labels.every((label, at) => label !== undefined && Number(label) === start + at) &&
    body.every(([, name = '']) => /\p{L}{2,}/u.test(name))
  )
}

const written = (rows: readonly (readonly string[])[]): string =>
  `[${rows.map((row) => `[${row.join(',').replace(/[−–]/g, '-')}]`).join(',')}]`

const isGrid = (rows: readonly (readonly string[])[]): boolean => {
  const width = rows[0]?.length ?? 0
  return (
    rows.length > 0 &&
    width > 0 &&
    rows.every((row) => row.length === width && row.every((cell) => number.test(cell)))
  )
}

/** The matrix that rows of cells lay out, as plain text: numbers alone, or numbers under and beside their counted places. */
export const matrixIn = (rows: readonly (readonly string[])[]): string | undefined => {
  const cells = rows.map((row) => row.map((cell) => cell.replace(/[$`*\s]/g, '')))
  const [head = [], ...body] = cells
  if (isGrid(cells)) return written(cells)
  if (head.every((cell) => cell === '') && isGrid(body)) return written(body)
  const places = head.length === (body[0]?.length ?? 0) ? head.slice(1) : head
  const inner = body.map((row) => row.slice(1))
  const isIndexed = body.length > 1 && places.length === (inner[0]?.length ?? 0) && countsPlaces(places)
  if (isIndexed && countsPlaces(body.map(([label = '']) => label)) && isGrid(inner)) return written(inner)
  return undefined
}

/** Where a cell of a listing stands, in offsets of the text. */
export type CellSpan = { readonly from: number; readonly to: number }

// A sign goes on with the formula before it.
const gap = /\s{2,}(?!\s*[=≈+*·×]\s)|\t|\s*[|│]\s*/

const cellsOf = (line: string, start: number): CellSpan[] => {
  const out: CellSpan[] = []
  let at = 0
  for (const part of line.split(gap)) {
    const from = line.indexOf(part, at)
    at = from + part.length
    if (part.trim() !== '') out.push({ from: start + from, to: start + at })
  }
  return out
}

/** A listing whose lines have equally many columns set apart by wide gaps or bars, under a line of words: a table. */
export const alignedTable = (text: string): readonly (readonly CellSpan[])[] | undefined => {
  let start = 0
  const rows: CellSpan[][] = []
  for (const line of text.split('\n')) {
    const isRule = /^[\s|│+─━=-]*$/.test(line)
    if (!isRule) rows.push(cellsOf(line, start))
    start += line.length + 1
  }
  const [head, ...body] = withWholeTotal(rows)
  const width = head?.length ?? 0
  if (!head || width < 2 || body.length < 2 || body.some((row) => row.length !== width)) return undefined
  const isWord = ({ from, to }: CellSpan): boolean => /\p{L}{2,}/u.test(text.slice(from, to))
  return head.every(isWord) ? [head, ...body] : undefined
}

/** A last line "total  2483" leaves columns out, between its name and what stands under the last ones. */
const withWholeTotal = (rows: readonly (readonly CellSpan[])[]): readonly (readonly CellSpan[])[] => {
  const [last, width] = [rows.at(-1), rows[0]?.length ?? 0]
  const [name, ...sums] = last ?? []
  if (!name || rows.length < 4 || sums.length === 0 || sums.length + 1 >= width) return rows
  const left = Array.from({ length: width - sums.length - 1 }, () => ({ from: name.to, to: name.to }))
  return [...rows.slice(0, -1), [name, ...left, ...sums]]
}

/** `[[1 2] [3 4]]`, as NumPy prints it, with commas. */
export const printedMatrix = (text: string): string | undefined => {
  if (!/^\[\s*\[[^,]*\]\s*\]$/.test(text)) return undefined
  const rows = [...text.slice(1, -1).matchAll(/\[([^[\]]*)\]/g)].map(([, row = '']) =>
    row.trim().split(/\s+/),
  )
  return matrixIn(rows)
}
