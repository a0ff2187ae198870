const number = '[-+]?\\d+(?:\\.\\d+)?(?:/\\d+)?'
const cells = `${number}(?:(?:[ \\t]*,[ \\t]*|[ \\t]+)${number})+`

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const counts = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** `first row 1 2`, `then three rows of 3 4`, `rows 2-4: 3 4`, `last row 5 6`. */
const item = new RegExp(
  `\\s*[,;.]?\\s*(?:(?:and|then)\\s+)*(?:the\\s+)?(?:(${ordinals.join('|')}|next|last|final|top|bottom)\\s+row|(?:(?:middle|next|following|inner)\\s+)?(\\d{1,3}|${counts.join('|')})\\s+(?:(?:middle|more|inner|identical|equal)\\s+)?rows|row\\s+(\\d{1,3})|rows\\s+(\\d{1,3})\\s*(?:-|–|to|through)\\s*(\\d{1,3}))\\s*(?:is|are|of|each|[:=])?\\s*(${cells})`,
  'iy',
)

type Item = { readonly from?: number; readonly count: number; readonly isLast: boolean; readonly row: string }

const itemAt = (text: string, at: number): (Item & { readonly end: number }) | undefined => {
  item.lastIndex = at
  const found = item.exec(text)
  if (!found) return undefined
  const [whole, placed = '', several = '', single, first, last, row = ''] = found
  const word = placed.toLowerCase()
  const end = at + whole.length
  const isLast = /^(?:last|final|bottom)$/.test(word)
  if (word !== '') {
    const place = word === 'top' ? 1 : ordinals.indexOf(word) + 1
    return { ...(place > 0 && { from: place }), count: 1, isLast, row, end }
  }
  if (single !== undefined) return { from: Number(single), count: 1, isLast, row, end }
  if (first !== undefined)
    return { from: Number(first), count: Number(last) - Number(first) + 1, isLast, row, end }
  const count = counts.indexOf(several.toLowerCase())
  return { count: count < 0 ? Number(several) : count, isLast, row, end }
}

/** Rows that are told one after the other, in full: undefined where a word is left, or a row is not where it is said to be. */
export const toldRows = (text: string): string | undefined => {
  const rows: string[] = []
  let [at, isDone] = [0, false]
  while (at < text.length) {
    const found = itemAt(text, at)
    if (!found) return /^\s*(?:\.\s*)?$/.test(text.slice(at)) && rows.length > 1 ? matrixOf(rows) : undefined
    if (isDone || found.count < 1 || rows.length + found.count > 100) return undefined
    if (found.from !== undefined && found.from !== rows.length + 1) return undefined
    for (let count = 0; count < found.count; count++) rows.push(found.row)
    isDone = found.isLast
    at = found.end
  }
  return rows.length > 1 ? matrixOf(rows) : undefined
}

/** Rows of one width as nested lists. */
const matrixOf = (rows: readonly string[]): string | undefined => {
  const split = rows.map((row) => row.match(new RegExp(number, 'g')) ?? [])
  return split.every(({ length }) => length === split[0]?.length)
    ? `[${split.map((own) => `[${own.join(',')}]`).join(',')}]`
    : undefined
}

const slashed = new RegExp(`^\\s*${cells}(?:\\s+/\\s+${cells})+\\s*(?:\\.\\s*)?$`)

/** `1 2 / 3 4`: rows between slashes that stand by themselves. */
export const slashedRows = (text: string): string | undefined =>
  slashed.test(text) ? matrixOf(text.split(/\s\/\s/)) : undefined

const ruled = /^[\s|:+-]*\|[\s|:+-]*$/

/** A table of bars without its rule and an empty heading. */
export const withoutRules = (text: string): string =>
  text.includes('|')
    ? text
        .split('\n')
        .filter((line) => !ruled.test(line))
        .join('\n')
    : text

const rowOfNumbers = /^[^\S\n]*([-−+]?\d[\d./]*(?:[^\S\n]+[-−+]?\d[\d./]*)+)[^\S\n]*$/gm

/** Rows of numbers that are set in columns, without the blanks for it. */
export const evenRows = (text: string): string =>
  text.replaceAll(rowOfNumbers, (_, row: string) => row.replaceAll(/\s+/g, ' '))
