const number = '[-+]?\\d+(?:\\.\\d*)?(?:/\\d+)?'
const numbers = `${number}(?:\\s*,\\s*${number})*`
const row = `\\[\\s*${numbers}\\s*(?:,\\s*)?\\]`
const size = '(\\d{1,3})'
/** Not a row of it, a power of it or what a program makes of it. */
const whole = "\\s*\\)(?!\\s*[[(.^'’@])"

const cellsOf = (text: string): readonly string[] => text.split(',').flatMap((one) => one.trim() || [])

const nested = (rows: readonly (readonly string[])[]): string =>
  `[${rows.map((cells) => `[${cells.join(',')}]`).join(',')}]`

/** As many times as were asked for, within reason. */
const repeated = <T>(items: readonly T[], times: number): readonly T[] | undefined =>
  times > 0 && times * items.length <= 10_000 ? Array.from({ length: times }, () => items).flat() : undefined

const filledBy = (cells: readonly string[], height: number, width: number): readonly string[] =>
  cells.length === 1 ? (repeated(cells, height * width) ?? []) : cells

/** Cells in rows of one width; by columns, as R has it, unless told otherwise. */
const laidOut = (
  cells: readonly string[],
  height: number,
  width: number,
  byRow: boolean,
): string | undefined =>
  Number.isInteger(height) && Number.isInteger(width) && height > 0 && cells.length === height * width
    ? nested(
        Array.from({ length: height }, (_, at) =>
          Array.from(
            { length: width },
            (_, place) => cells[byRow ? at * width + place : place * height + at] ?? '',
          ),
        ),
      )
    : undefined

const option = '\\s*,\\s*(?:(?:nrow|ncol|byrow)\\s*=\\s*)?(?:\\d{1,3}|TRUE|FALSE|T|F)'
const ofR = new RegExp(
  `(?<![\\w.])matrix\\(\\s*(?:data\\s*=\\s*)?(?:c\\(\\s*(${numbers})\\s*\\)|(${number}))((?:${option}){1,3})${whole}`,
  'g',
)

/** `matrix(c(1, 2, 3, 4), nrow = 2, byrow = TRUE)` of R. */
const withR = (text: string): string =>
  text.replaceAll(ofR, (call, listed: string | undefined, one: string | undefined, options: string) => {
    const given = new Map<string, string>()
    const free = ['nrow', 'ncol', 'byrow']
    for (const written of cellsOf(options)) {
      const [value = '', name] = written
        .split('=')
        .map((part) => part.trim())
        .toReversed()
      const own = name ?? free.find((other) => !given.has(other)) ?? ''
      if (given.has(own) || (own === 'byrow') === /^\d/.test(value)) return call
      given.set(own, value)
    }
    const cells = cellsOf(listed ?? one ?? '')
    const [rows, columns] = [Number(given.get('nrow')), Number(given.get('ncol'))]
    const height = given.has('nrow') ? rows : cells.length / columns
    const width = given.has('ncol') ? columns : cells.length / height
    return (
      laidOut(filledBy(cells, height, width), height, width, given.get('byrow')?.startsWith('T') === true) ??
      call
    )
  })

const bound = new RegExp(
  `(?<![\\w.])rbind\\(\\s*(c\\(\\s*${numbers}\\s*\\)(?:\\s*,\\s*c\\(\\s*${numbers}\\s*\\))*)${whole}`,
  'g',
)
const shaped = new RegExp(
  `(?<![\\w.])(?:(?:np|numpy|torch|jnp)\\.)?(?:array|tensor)\\(\\s*\\[\\s*(${numbers})\\s*\\]\\s*\\)\\.reshape\\(\\s*\\(?\\s*${size}\\s*,\\s*${size}\\s*(?:\\)\\s*)?${whole}`,
  'g',
)
const counted = new RegExp(
  `(?<![\\w.])Matrix\\(\\s*${size}\\s*,\\s*${size}\\s*,\\s*\\[\\s*(${numbers})\\s*\\]${whole}`,
  'g',
)

const withShapes = (text: string): string =>
  text
    .replaceAll(bound, (_, rows: string) => `[${rows.replaceAll(/c\(([^()]*)\)/g, '[$1]')}]`)
    .replaceAll(
      shaped,
      (call, cells: string, height: string, width: string) =>
        laidOut(cellsOf(cells), Number(height), Number(width), true) ?? call,
    )
    .replaceAll(
      counted,
      (call, height: string, width: string, cells: string) =>
        laidOut(cellsOf(cells), Number(height), Number(width), true) ?? call,
    )

const looped = (inside: string): RegExp =>
  new RegExp(`\\[\\s*(${inside})\\s*for\\s+\\w{1,10}\\s+in\\s+range\\(\\s*${size}\\s*\\)\\s*\\]`, 'g')
const times = (inside: string): RegExp =>
  new RegExp(`\\[\\s*(${inside})\\s*(?:,\\s*)?\\]\\s*\\*\\s*${size}(?![\\w.])`, 'g')
const steps = [looped(number), times(number), looped(row), times(row)]
const sums = /(?<=\])\s*\]\s*\+\s*\[\s*(?=\[)/g

/** `[[1]*3]*2 + [[2, 2, 2]]` of Python, where `*` lengthens a list of one item and `+` puts lists together. */
const withLists = (text: string): string =>
  steps
    .reduce(
      (out, step) =>
        out.replaceAll(step, (call, item: string, count: string) => {
          const items = repeated([item], Number(count))
          return items ? `[${items.join(',')}]` : call
        }),
      text,
    )
    .replaceAll(sums, ',')

const ofPrograms = /\bmatrix\(|Matrix\(|\brbind\(|\.reshape\(/
const ofLists = /\]\s*\*\s*\d|\bin\s+range\(|\]\s*\+\s*\[/

/** Matrices as R, NumPy and SymPy are told them, as nested lists. */
export const withPrograms = (text: string): string => {
  const listed = ofLists.test(text) ? withLists(text) : text
  return ofPrograms.test(listed) ? withShapes(withR(listed)) : listed
}

/** Whether lists are lengthened, which as mathematics would be a multiple and a sum. */
export const lengthensLists = (text: string): boolean => ofLists.test(text)
