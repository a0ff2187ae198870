import { sizesOf } from '../../check/sizes.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { behindName } from './layer-names.ts'
import {
  asLists,
  countHead,
  countIn,
  isOfInput,
  isTotalOf,
  type Layers,
  shapeHead,
  shapeIn,
} from './layers.ts'

type Kind = 'count' | 'shape'
/** What is said of a layer, and of what by the words beside it; '' stands for an empty cell of a table. */
type Cell = { readonly value: string; readonly kind?: Kind | 'other' }
type Row = readonly Cell[]

const rule = /^[\s|:_=+─-]*$/
const nothing =
  /(?<=^|[:|,;→/(]\s?|\b(?:has|have|parameters?|params)\s)(?:[-–—](?=\s*(?:$|[|,;→/)]))|none(?=\s*(?:$|[|,;→/)]|and\b|params?\b|parameters?\b)))/gi
const noneOf = /\b(?:no|zero|without)\s+(?:(?:learnable|trainable)\s+)?(?:param(?:eter)?s?|weights?)(?!\w)/gi
const gives = /(?:\band\s+)?(?<!\w)(?:gives|produces|yields|outputs|with\s+output)(?=\s+[\d([])/gi
const filler = /^(?:(?:has|have|with|and|its|the)\s+){1,3}/i
/** Between cells: no comma of thousands. */
const between = /(?:[|;→]|\s\/\s|\s[—–]\s|,(?!(?<=(?<!\d)[1-9]\d{0,2},)\d{3}(?!\d))|\s(?:and|with)\s)/y

const kinds: readonly (readonly [Kind, string])[] = [
  ['count', countHead],
  ['shape', shapeHead],
]
const heads = kinds.map(([kind, head]) => ({
  kind,
  whole: new RegExp(`^(?:${head})$`, 'i'),
  before: new RegExp(`^(?:${head})(?:\\s*[:=]|\\s(?:are|is|of)\\s|(?=\\s))\\s*`, 'i'),
  behind: new RegExp(`\\s*(?<![a-z])(?:${head})$`, 'i'),
}))

/** `parameters: 100` and `100 parameters` as 100, which is a count. */
const cellOf = (text: string): Cell => {
  const bare = text
    .trim()
    .replace(filler, '')
    .replace(/^[:=]\s*/, '')
  const found = heads.flatMap(({ kind, before, behind }) => {
    const value = bare.replace(before, '').replace(behind, '').trim()
    return value === bare || value === '' ? [] : [{ value, kind }]
  })
  const [only, ...others] = found
  return !only ? { value: bare } : others.length === 0 ? only : { value: bare, kind: 'other' }
}

/** What stands behind a layer's name, cell by cell. */
const rowOf = (behind: string): Row => {
  const said = behind
    .trim()
    .replace(/^[-–—:](?=\s)\s*/, '')
    .replaceAll(noneOf, '0 parameters')
    .replaceAll(gives, '| activations')
    .replaceAll(nothing, '0')
    // `CONV3-10 (100) → 28x28x10`
    .replace(/^\(([^()]*)\)(?=\s*(?:[→:,]|$))/, '$1')
  const isEmptyFirst = /^\|\s?\|/.test(said)
  const cells = splitOutside(said, between).map(cellOf)
  const given = cells.filter(({ value }) => value !== '')
  const [only] = given
  // `CONV3-10 100 28x28x10`
  const apart =
    given.length === 1 && !only?.kind ? /^(\d\S*)\s(\d\S*|[([].*[)\]])$/.exec(only?.value ?? '') : null
  if (apart) return apart.slice(1).map((value) => ({ value }))
  return isEmptyFirst ? [{ value: '' }, ...given] : given
}

const isShape = (value: string): boolean => sizesOf(value).length > 1 || /^[([]\s*[\dN].*[)\]]$/.test(value)
/** Nothing and a sum are no shape. */
const isCount = (value: string): boolean => value === '0' || value.includes('+')

const kindOf = ({ kind, value }: Cell): Kind | 'other' | undefined =>
  kind ?? (isShape(value) ? 'shape' : isCount(value) ? 'count' : undefined)

/** In which cell of every row the shapes are; undefined where rows and their heading do not agree, or do not tell. */
const placeOf = (rows: readonly Row[], heading: readonly Kind[]): 0 | 1 | undefined => {
  const places = new Set<number>()
  for (const row of [...rows.map((row) => row.map(kindOf)), heading])
    for (const [at, kind] of row.entries()) {
      if (kind === 'other') return undefined
      if (kind) places.add(kind === 'shape' ? at : 1 - at)
    }
  const [place, ...others] = places
  return others.length > 0 || place === undefined ? undefined : place === 1 ? 1 : 0
}

type Columns = {
  readonly counts?: readonly string[]
  readonly shapes?: readonly string[]
  readonly place: 0 | 1
}

/** All of them, where each is read. */
const whole = (values: readonly (string | undefined)[]): readonly string[] | undefined => {
  const read = values.flatMap((value) => value ?? [])
  return read.length === values.length ? read : undefined
}

/** The columns of rows that go through the layers in order; undefined where one cannot be read. */
const columnsOf = (rows: readonly Row[], heading: readonly Kind[], asked: Layers): Columns | undefined => {
  const place = rows.every(({ length }) => length === 1 || length === 2) ? placeOf(rows, heading) : undefined
  if (place === undefined) return undefined
  const valuesAt = (at: number): readonly string[] => rows.map((row) => row[at]?.value ?? '')
  const [given, sized] = [valuesAt(1 - place), valuesAt(place)]
  const isNone = (values: readonly string[]): boolean => values.every((value) => value === '')
  const counts = whole(given.map((value, at) => countIn(value, at, asked)))
  const shapes = whole(sized.map((value, at) => shapeIn(value, asked.layers[at]?.sizes ?? [])))
  if (isNone(sized)) return counts && { counts, place }
  if (isNone(given)) return shapes && { shapes, place }
  // A row of two plain numbers may be in the other order.
  const isTurned =
    heading.length === 0 &&
    asked.layers.some(
      ({ sizes }, at) =>
        sizes.join() === given[at] && given[at] !== sized[at] && rows[at]?.every(({ kind }) => !kind),
    )
  return counts && shapes && !isTurned ? { counts, shapes, place } : undefined
}

/** `Layer | Parameters | Activations`. */
const headingOf = (line: string): readonly Kind[] => {
  const all = splitOutside(line, /[|,;:]/y)
  const [first = '', ...cells] = /^\s*\|\s*\|/.test(line) ? ['', ...all] : all
  const found = cells.flatMap((cell) => heads.find((head) => head.whole.test(cell))?.kind ?? [])
  return /^(?:layers?|name|)$/i.test(first) && cells.length === 2 && found.length === 2 ? found : []
}

const ofInput = /^[-•*|\d.)\s]*(?:the\s+)?(?:input|image|in)(?:\s+(?:image|layer))?(?![\w(])/i

/** `Input: 0, 28x28x1`, with the cells as they are, or its shape alone. */
const isInput = (line: string, place: 0 | 1, asked: Layers): boolean => {
  const [first, second, ...others] = rowOf(line.replace(ofInput, '')).map(({ value }) => value)
  if (first === undefined || others.length > 0) return false
  if (second === undefined) return isOfInput(undefined, first, asked)
  return place === 1 ? isOfInput(first, second, asked) : isOfInput(second, first, asked)
}

/** What stands before the first layer and is no mark of a list. */
const linesBefore = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/[→,;|.]\s*$/, '').trim())
    .filter((line) => !rule.test(line))

const totalBehind =
  /(?:[\n;,.]\s?\|?)\s?(?=(?:(?:the|in)\s)?(?:total|sum|altogether)\b|\d[\d,]*\s(?:param\w*\s)?(?:in total|altogether))/i

type Parts = { readonly before: string; readonly rows: readonly string[]; readonly after: string }

/** The text behind each layer's name; undefined where the layers are not named one after another, each once. */
const partsOf = (text: string, { layers, pattern }: Layers): Parts | undefined => {
  const head = new RegExp(`^${pattern}`, 'i')
  const start = new RegExp(
    `(?:^|[\\n;,.|→]|\\sand\\s)[\\s|•*-]{0,6}(?:(?<=(?:^|[\\n;])[\\s|•*-]{0,6})\\d{1,2}[.)] ?)?(?:(?:and|then)\\s)?(?=${pattern})`,
    'gi',
  )
  const marks = [...text.matchAll(start)]
  if (marks.length !== layers.length) return undefined
  const behind = marks.map(
    ({ index, 0: mark }, at) =>
      layers[at] && behindName(text.slice(index + mark.length, marks[at + 1]?.index), layers[at].name, head),
  )
  const rows = whole(behind)
  const last = rows?.at(-1) ?? ''
  const total = totalBehind.exec(last)
  const before = text.slice(0, marks[0]?.index)
  return (
    rows && {
      before,
      rows: [...rows.slice(0, -1), total ? last.slice(0, total.index) : last],
      after: total ? last.slice(total.index + total[0].length) : '',
    }
  )
}

/** Layers one after another, each by its name, with its parameters and what comes out: `CONV3-10: 100, 28x28x10; POOL2: 0, …`. */
export const fromRows = (text: string, asked: Layers): string | undefined => {
  const parts = partsOf(text, asked)
  if (!parts) return undefined
  const rows = parts.rows.map((row) => rowOf(row.replace(/[\s|.,;]+$/, '')))
  const [first = '', ...others] = linesBefore(parts.before)
  const heading = headingOf(first)
  const columns = columnsOf(rows, heading, asked)
  if (!columns) return undefined
  const { counts, shapes, place } = columns
  const inputs = first === '' ? [] : heading.length > 0 ? others : [first, ...others]
  if (inputs.length > 1 || !inputs.every((line) => isInput(line, place, asked))) return undefined
  if (parts.after !== '' && !isTotalOf(parts.after, counts ?? [], asked)) return undefined
  return asLists(asked, counts, shapes)
}
