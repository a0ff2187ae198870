import type { Line } from './statements.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** One item of a list that is asked for: the k-th layer's parameters, with the words that the layer goes by. */
export type Item = { readonly of: Known; readonly known: Known; readonly label: string }

export const labelOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The items of list-valued answers that the solver also gives one by one, `parameters_3` "…, conv3-10 p1". */
export const itemsOf = (vocabulary: Vocabulary): readonly Item[] =>
  vocabulary.known.flatMap((of) => {
    if (of.quantity.value.kind !== 'list') return []
    return vocabulary.known.flatMap((known): Item[] => {
      const number = new RegExp(`^${of.quantity.name}_\\d+$`).test(known.quantity.name)
      const label = layerOf(known.quantity.about)
      return number && label && known.reference === of.reference ? [{ of, known, label }] : []
    })
  })

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const ordinal = new RegExp(`^(?:the)?(?:${ordinals.join('|')}|([1-6])(?:st|nd|rd|th))`)
/** What layers of a kind are called beside their names. */
const kinds: readonly (readonly [kind: string, words: RegExp])[] = [
  ['conv', /^(?:2d)?conv(?:2d|olution(?:al)?)?(?:layer)?([1-6]?)$/],
  ['pool', /^(?:2d)?(?:max|avg|average|mean)?pool(?:2d|ing)?(?:layer)?([1-6]?)$/],
  ['flatten', /^flatten(?:ing)?(?:layer)?$/],
  ['fc', /^(?:fc|fullyconnected|dense|linear|outputlayer|classifier)(?:layer)?([1-6]?)$/],
]

/** Whether words are a layer's name or say its kind. */
export const goesBy = (words: string, label: string): boolean => {
  const bare = labelOf(words).replace(ordinal, '')
  return (
    bare.startsWith(label) ||
    kinds.some(([kind, pattern]) => label.startsWith(kind) && pattern.test(bare.replace(/(?<=[a-z])\d$/, '')))
  )
}

/** The layer that the solver speaks of, "conv3-10" in "parameters of layer 1, conv3-10 p1". */
export const layerOf = (about: string): string | undefined => {
  const layer = /,\s*(\S+)/.exec(about)?.[1]
  return layer === undefined ? undefined : labelOf(layer)
}

/** A layer's name, and where the text says so, which one of that name it is. */
export type Head = { readonly label: string; readonly turn?: number }

/** Where "second" counts the layers of a kind, which one of its name that is. */
const turnAmong = (label: string, turn: number | undefined, items: readonly Item[]): Pick<Head, 'turn'> => {
  const kind = /^[a-z]+/.exec(label)?.[0] ?? label
  const own = items.filter((item) => item.of === items[0]?.of && item.label.startsWith(kind))
  const one = turn === undefined ? undefined : own[turn]
  if (!one || one.label !== label) return {}
  return { turn: own.filter((item) => item.label === label).indexOf(one) }
}

/** "First convolution", "Pool 2", "Fully connected": a layer by its kind. */
const byKind = (words: string, turn: number | undefined, items: readonly Item[]): Head | undefined => {
  for (const [kind, pattern] of kinds) {
    const found = pattern.exec(words)
    if (!found) continue
    const [first] = items
    const own = items.filter(({ of, label }) => of === first?.of && label.startsWith(kind))
    const number = turn ?? (found[1] ? Number(found[1]) - 1 : undefined)
    const one = number === undefined ? own[0] : own[number]
    if (!one || (number === undefined && own.some(({ label }) => label !== one.label))) return undefined
    return { label: one.label, ...turnAmong(one.label, number, items) }
  }
  return undefined
}

/** The layer that a line is about: the row of its table, or the words it begins with. */
export const headOf = (line: Line, items: readonly Item[]): Head | undefined => {
  const { cell, text } = line.sentence
  // A name between backticks stands in the flow, and not in the text.
  const written = /^\W*[\ue000-\uf8ff]/.test(text) ? line.flow : text
  const start = cell ? cell.row : written.slice(0, 40)
  const parts = start
    .replace(/^\W*(?:(?:layer|step|stage)\s*)?\d*[.:)]?\s*/i, '')
    .split(/[(:|—–→]|\s-\s|\s{2,}/)
  const whole = labelOf(parts[0] ?? '')
  const found = ordinal.exec(whole)
  const words = whole.slice(found?.[0].length ?? 0)
  const said = ordinals.findIndex((word) => found?.[0].endsWith(word))
  const turn = !found ? undefined : found[1] ? Number(found[1]) - 1 : said
  const label = items
    .map((item) => item.label)
    .sort((a, b) => b.length - a.length)
    .find((one) => words === one || words.startsWith(one))
  if (label !== undefined) return { label, ...turnAmong(label, turn, items) }
  // Other words are the name of a layer only where they stand by themselves.
  return cell || parts.length > 1 ? byKind(words, turn, items) : undefined
}
