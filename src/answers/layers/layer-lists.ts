import { splitOutside } from '../../exact/split-outside.ts'
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

const is = '\\s*(?:(?:are|is)\\s|[=:])?\\s*'
const join = '\\s*(?:[;,.\\n]\\s*(?:and\\s+)?|\\sand\\s+|\\s)\\s*'
/** `(ii) the` activations `(in order)`. */
const before = '(?:\\((?:i{1,2}|[12ab])\\)\\s*)?(?:the\\s+)?'
const inOrder = '(?:in\\s+order|(?:per|by|of\\s+each|for\\s+each)\\s+layer|layer\\s+by\\s+layer)'
const headed = (head: string): string => `${before}(?:${head})(?:\\s*\\(${inOrder}\\)|\\s+${inOrder})?`

/** `parameters: …; activations: …` and `… parameters and … activations`, in either order, or one of them alone. */
const layouts = [
  [countHead, shapeHead],
  [shapeHead, countHead],
].flatMap(([first = '', second = '']) => [
  {
    isCountFirst: first === countHead,
    pattern: new RegExp(`^${headed(first)}${is}(?<a>.*?)${join}${headed(second)}${is}(?<b>.*?)\\.?$`, 'is'),
  },
  {
    isCountFirst: first === countHead,
    pattern: new RegExp(`^(?<a>[\\d(].*?)\\s+(?:${first})${join}(?<b>[\\d(].*?)\\s+(?:${second})\\.?$`, 'is'),
  },
  { isCountFirst: first === countHead, pattern: new RegExp(`^${headed(first)}${is}(?<a>.*?)\\.?$`, 'is') },
])

/** `[100, …] and [(28, 28, 10), …]`: two lists without a heading, in either order. */
const bare = [true, false].map((isCountFirst) => ({
  isCountFirst,
  pattern: new RegExp(`^(?<a>\\[.*?\\])${join}(?<b>\\[.*\\])\\.?$`, 's'),
}))

const separators = [/,(?=\s)/y, /,/y, /\s+/y, /;/y, /→/y]

/** A list as it may be cut into items: at commas, of which those without a blank may be of thousands, at blanks, or at signs. */
const waysIn = (list: string): readonly (readonly string[])[] => {
  const [only = '', ...others] = splitOutside(list, /,/y)
  const inner = others.length === 0 ? /^[([{](.*)[)\]}]$/s.exec(only)?.[1] : undefined
  const bare = inner ?? list
  return separators.map((separator) => splitOutside(bare, separator))
}

/** The items of a list, and whether one for what goes in stood before them. */
type Listed = { readonly items: readonly string[]; readonly hasInput: boolean }

/** The one way in which a list has an item for each layer, or one more for what goes in; undefined where there are several. */
const itemsOf = (
  list: string,
  { layers }: Layers,
  read: (item: string, at: number) => string | undefined,
  isFirst: (item: string) => boolean,
): Listed | undefined => {
  const found = new Map<string, Listed>()
  for (const items of waysIn(list)) {
    const [first = '', ...rest] = items
    const hasInput = items.length === layers.length + 1 && isFirst(first)
    const own = hasInput ? rest : items
    if (own.length !== layers.length) continue
    const values = own.flatMap((item, at) => read(item, at) ?? [])
    if (values.length === own.length) found.set(values.join(), { items: values, hasInput })
  }
  const [only, ...others] = found.values()
  return others.length === 0 ? only : undefined
}

const sumBehind = /[\s,;]*(?:\(([^()]*)\)|[,;.]\s*((?:in\s+)?(?:total|sum)\b[^,;]*))$/i

/** The counts of a list, and what stands behind them, which may be their sum. */
const countsOf = (list: string, asked: Layers): Listed | undefined => {
  const [whole = '', bracketed, loose] = sumBehind.exec(list) ?? []
  const sum = bracketed ?? loose
  const isSum = sum !== undefined && /total|sum|altogether/i.test(sum)
  const counts = itemsOf(
    isSum ? list.slice(0, -whole.length) : list,
    asked,
    (item, at) => countIn(item, at, asked),
    (item) => isOfInput(item, undefined, asked),
  )
  return counts && (!isSum || isTotalOf(sum, counts.items, asked)) ? counts : undefined
}

const shapesOf = (list: string, asked: Layers): Listed | undefined =>
  itemsOf(
    list,
    asked,
    (item, at) => shapeIn(item, asked.layers[at]?.sizes ?? []),
    (item) => isOfInput(undefined, item, asked),
  )

/** Two lists, each with its heading before or behind it, or in brackets of its own; or one of them with its heading. */
export const fromLists = (text: string, asked: Layers): string | undefined => {
  for (const { isCountFirst, pattern } of [...layouts, ...bare]) {
    const { a, b } = pattern.exec(text.trim())?.groups ?? {}
    const [count, shape] = isCountFirst ? [a, b] : [b, a]
    const counts = count === undefined ? undefined : countsOf(count.trim(), asked)
    const shapes = shape === undefined ? undefined : shapesOf(shape.trim(), asked)
    const isRead =
      (counts !== undefined || count === undefined) && (shapes !== undefined || shape === undefined)
    // What goes in is listed in both or in none.
    if (isRead && (!counts || !shapes || counts.hasInput === shapes.hasInput) && (counts || shapes))
      return asLists(asked, counts?.items, shapes?.items)
  }
  return undefined
}
