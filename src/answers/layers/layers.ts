import { sizesOf } from '../../check/sizes.ts'
import { equal } from '../../exact/equal.ts'
import { type Exact, isExpression } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { type Names, readValue } from '../read-value.ts'
import { type LayerName, layerNames, namePattern } from './layer-names.ts'

/** One layer: its name, the sizes of its output, and its weights without biases where it has any. */
type Layer = { readonly name: LayerName; readonly sizes: readonly string[]; readonly weights?: string }

/** What is asked for where two lists are, of which one has the shapes of layers and the other numbers. */
export type Layers = {
  readonly counts: Asked
  readonly shapes: Asked
  readonly layers: readonly Layer[]
  /** The sizes of what goes in. */
  readonly input: readonly string[]
  readonly names: Names
  /** The pattern of a layer's name. */
  readonly pattern: string
}

const isOfShapes = ({ quantity: { value } }: Asked): boolean =>
  value.kind === 'list' && value.items.some((item) => !isExpression(item))

const sizesIn = (value: Exact | undefined): readonly string[] => {
  if (value?.kind === 'shape') return value.sizes.map(toText)
  return value && isExpression(value) ? [toText(value)] : []
}

/** What the layers are called, by the items of a list that the solver also gives one by one: "parameters of layer 1, conv3-10 p1". */
const calledIn = ({ quantity, reference: { solution } }: Asked): readonly string[] =>
  (solution.related ?? []).flatMap(({ name, about }) =>
    new RegExp(`^${quantity.name}_\\d+$`).test(name) ? (/,\s*(\S.*)$/.exec(about)?.[1] ?? []) : [],
  )

const known = new WeakMap<AnswerKey, Layers | 'none'>()

/** The layers that are asked for; undefined where other things are. */
export const layersAsked = (key: AnswerKey): Layers | undefined => {
  const found = known.get(key) ?? layersOf(key) ?? 'none'
  known.set(key, found)
  return found === 'none' ? undefined : found
}

const layersOf = ({ asked, names }: AnswerKey): Layers | undefined => {
  const [first, second, ...others] = asked
  if (!first || !second || others.length > 0 || isOfShapes(first) === isOfShapes(second)) return undefined
  const [counts, shapes] = isOfShapes(first) ? [second, first] : [first, second]
  const own = layerNames(calledIn(counts))
  if (own.length < 2 || own.length !== calledIn(shapes).length) return undefined
  const { related = [] } = counts.reference.solution
  const relatedOf = (name: string): Exact | undefined => related.find((one) => one.name === name)?.value
  const layers = own.map((name, at): Layer => {
    const weights = relatedOf(`weights_${at + 1}`)
    return {
      name,
      sizes: sizesIn(relatedOf(`${shapes.quantity.name}_${at + 1}`)),
      ...(weights && { weights: toText(weights) }),
    }
  })
  return { counts, shapes, layers, input: sizesIn(relatedOf('input')), names, pattern: namePattern(own) }
}

/** The lists in the one notation that is read; either may be left out. */
export const asLists = (
  { counts, shapes }: Layers,
  numbers: readonly string[] | undefined,
  sizes: readonly string[] | undefined,
): string =>
  [
    ...(numbers ? [`${counts.quantity.name}: ${numbers.join(', ')}`] : []),
    ...(sizes ? [`${shapes.quantity.name}: ${sizes.join(', ')}`] : []),
  ].join('; ')

const isSame = (left: string, right: string, names: Names): boolean => {
  const [a, b] = [readValue(left, names), readValue(right, names)]
  return a !== undefined && b !== undefined && equal(a, b, {}).equal === true
}

const thousands = /(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])/g
/** `1,473` as 1473. */
export const withoutThousands = (text: string): string =>
  text.replaceAll(thousands, (one) => one.replaceAll(',', ''))

const parts = /^(\S+)\s+weights?\s*(?:[;,+]|and)\s*(\S+)\s+bias(?:es)?(?=\s*(?:=|$))/i

/** The end of a chain whose sides are one number: `9·10 + 10 = 100`, `90 weights + 10 biases`. */
export const countIn = (cell: string, at: number, { layers, names }: Layers): string | undefined => {
  const whole = parts.exec(cell)
  // The sum of other weights and biases may be right by chance.
  if (whole && !isSame(whole[1] ?? '', layers[at]?.weights ?? '', names)) return undefined
  return chainIn(cell.replace(parts, '$1 + $2'), names)
}

/** The last side of an equation of numbers that holds. */
const chainIn = (text: string, names: Names): string | undefined => {
  const sides = withoutThousands(text)
    .split('=')
    .map((side) => side.trim())
  const last = sides.at(-1) ?? ''
  if (readValue(last, names) === undefined || /[,;]/.test(last)) return undefined
  return sides.every((side) => side === last || isSame(side, last, names)) ? last : undefined
}

/** `(28, 28, 10)`, `28x28x10`, `[490]` as sizes; undefined for what is no shape, and for sizes of a batch. */
const sizesAs = (cell: string): readonly string[] | undefined => {
  const listed =
    /^[([]\s*(?:(?:N|B|None|-1|batch(?:[_ ]size)?)\s*,\s*)?(\d+(?:(?:\s*,\s*|\s+)\d+)*)\s*,?\s*[)\]]$/.exec(
      cell,
    )?.[1]
  const sizes = listed?.match(/\d+/g) ?? sizesOf(cell)
  return sizes.every((size) => /^[1-9]\d*$/.test(size)) ? sizes : undefined
}

const productOf = (sizes: readonly string[]): number => sizes.reduce((all, size) => all * Number(size), 1)

/** Sizes of a flat output as the one that they are: `490x1`, `1x1x490`. */
const flattened = (sizes: readonly string[]): readonly string[] => {
  const others = sizes.filter((size) => size !== '1')
  return others.length === 1 ? others : sizes
}

/**
 * The shape in a cell, `28x28x10` and `28x28x10 = 7840`, beside the shape that is meant; a product of numbers is the sizes of a
 * shape, and of a flat one their number. Undefined where it cannot be told.
 */
export const shapeIn = (cell: string, meant: readonly string[]): string | undefined => {
  const isFlat = meant.length === 1
  const sides = cell.split('=').map((side) => withoutThousands(side.trim()))
  const shapes = sides.map((side): readonly string[] | undefined => {
    if (!/^\d+(?:\s*[*·]\s*\d+)+$/.test(side)) return sizesAs(side)
    const sizes = side.split(/\s*[*·]\s*/)
    return isFlat ? [`${productOf(sizes)}`] : sizes
  })
  const [first, ...others] = shapes
  if (!first || others.some((one) => !one || productOf(one) !== productOf(first))) return undefined
  const fitting =
    shapes.find((one) => one?.length === meant.length) ?? (sides.length === 1 ? first : undefined)
  const sizes = isFlat && fitting ? flattened(fitting) : fitting
  // Another number of sizes may be that of a batch, or of all entries.
  if (
    !sizes ||
    (sizes.length !== meant.length &&
      (isFlat ? sizes.includes('1') : sizes.length === 1 || sizes.includes('1')))
  )
    return undefined
  return sizes.join('x')
}

/** Whether a count and a shape are those of what goes in, which has no parameters; either may be left out. */
export const isOfInput = (count: string | undefined, shape: string | undefined, { input }: Layers): boolean =>
  (count === undefined || count === '0') &&
  (shape === undefined || (input.length > 0 && sizesAs(shape)?.join() === input.join()))

const ofAll = '(?:in\\s+total|total|sum|altogether)'
const total = new RegExp(
  `^\\W*(?:(?:the\\s+)?${ofAll}(?:\\s+(?:number\\s+of\\s+)?param\\w*)?\\W+(\\d[^a-z]*)|(\\d[\\d,]*)\\s+(?:param\\w*\\s+)?(?:in\\s+total|altogether))(?:\\s+param\\w*)?\\W*$`,
  'i',
)

/** "Total: 2483", "Total parameters = 100 + 910 + 1473 = 2483" and "2483 in total", where that is their sum. */
export const isTotalOf = (text: string, counts: readonly string[], asked: Layers): boolean => {
  const [, first, second] = total.exec(text) ?? []
  const said = chainIn((first ?? second ?? '').replace(/[\s.,;|)]+$/, ''), asked.names)
  return said !== undefined && isSame(said, counts.join(' + '), asked.names)
}

export const countHead =
  '(?:(?:#|no\\.?|number)\\s*(?:of\\s+)?)?(?:learnable\\s+|trainable\\s+)?param(?:eter)?s?'
export const shapeHead =
  '(?:activation|output)\\s+(?:shape|size|dimension)s?|activations?|acts|shapes?|sizes?|out(?:put)?s?|aktivierungen'
