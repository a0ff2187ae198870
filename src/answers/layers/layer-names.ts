const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const ordinal = `(${ordinals.join('|')}|[1-9](?:st|nd|rd|th))`

/** What layers of a kind are called beside the names of a network. */
const kinds: readonly (readonly [kind: string, words: string])[] = [
  ['conv', 'conv(?:olution(?:al)?)?(?:[ -]?2d)?'],
  ['pool', '(?:(?:max|avg|average|mean)[ -]?)?pool(?:ing)?(?:[ -]?2d)?'],
  ['flatten', 'flatten(?:ing)?'],
  ['fc', 'fc|fully[ -]?connected|dense|linear|output(?=[ -]layer)'],
]

/** A layer of a network: `conv3-10 p1` is a conv with the numbers 3 and 10, and perhaps the second one. */
export type LayerName = {
  readonly kind: string
  /** The word itself: `avgpool` is a pool. */
  readonly word: string
  readonly numbers: readonly string[]
  readonly options: string
  /** Which one of its kind it is, from 1 on. */
  readonly turn: number
}

const numbersIn = (text: string): readonly string[] =>
  text.replace(/(\d+)\s?[x×]\s?\1(?!\d)/, '$1').match(/\d+/g) ?? []

const wholeKinds = kinds.map(
  ([kind, pattern]) => [kind, new RegExp(`^(?:${pattern.replace('(?=[ -]layer)', '')})$`)] as const,
)
const kindOf = (words: string): string => wholeKinds.find(([, pattern]) => pattern.test(words))?.[0] ?? words

/** The layers that are called `conv3-10 p1`, `pool2`, …, in order. */
export const layerNames = (texts: readonly string[]): readonly LayerName[] => {
  const turns = new Map<string, number>()
  return texts.map((text) => {
    const [label = '', ...options] = text.toLowerCase().split(' ')
    const word = /^[a-z]+/.exec(label)?.[0] ?? label
    const kind = kindOf(word)
    const turn = (turns.get(kind) ?? 0) + 1
    turns.set(kind, turn)
    return { kind, word, numbers: numbersIn(label), options: options.join(' '), turn }
  })
}

/** The pattern of a name: "the second CONV3-10", "Conv layer 2", "pooling". */
export const namePattern = (names: readonly LayerName[]): string => {
  const words = [...new Set([...kinds.map(([, pattern]) => pattern), ...names.map(({ word }) => word)])]
  return `(?:the\\s)?(?:${ordinal}\\s)?(${words.join('|')})(?:[ -]?layer)?([-_#]?\\d+(?:[-_x×]\\d+)*)?(?![\\w.*·+])`
}

/** A number behind a blank is of the name, or the value that is said of the layer. */
const spaced = /^\s#?([1-9])(?=\s*(?:$|[:|;,(—–→])|\s[a-z])/i
const bracketed = new RegExp(`^\\s?\\((?:the\\s)?${ordinal}\\)`, 'i')

const turnOf = (said: string): number => {
  const at = ordinals.indexOf(said.toLowerCase())
  return at < 0 ? Number.parseInt(said, 10) : at + 1
}

/** Numbers of a name are those of the layer, from the first on, or its turn: `CONV3`, `CONV3-10` and `CONV1`. */
const areOf = (said: readonly string[], { numbers, turn }: LayerName): boolean =>
  said.every((number, at) => number === numbers[at]) || (said.length === 1 && Number(said[0]) === turn)

const withoutOptions = (text: string, { options }: LayerName): string =>
  options !== '' && text.toLowerCase().startsWith(` ${options}`) ? text.slice(options.length + 1) : text

const [ofMax, ofMean] = [/max/, /avg|average|mean/]
const isOther = (one: string, other: string): boolean =>
  (ofMax.test(one) && ofMean.test(other)) || (ofMean.test(one) && ofMax.test(other))

/** What follows the name of a layer; undefined where the text begins with no name, or with that of another layer. */
export const behindName = (text: string, name: LayerName, head: RegExp): string | undefined => {
  const [whole, first, words = '', glued = ''] = head.exec(text) ?? []
  const said = words.toLowerCase()
  if (whole === undefined || kindOf(said) !== name.kind || isOther(said, name.word)) return undefined
  if (first !== undefined && turnOf(first) !== name.turn) return undefined
  const numbers = numbersIn(glued)
  if (!areOf(numbers, name)) return undefined
  const rest = withoutOptions(text.slice(whole.length), name)
  const [turned, second] = bracketed.exec(rest) ?? []
  if (turned !== undefined && second !== undefined)
    return turnOf(second) === name.turn ? rest.slice(turned.length) : undefined
  const [own, number] = numbers.length === 0 ? (spaced.exec(rest) ?? []) : []
  return own !== undefined && number !== undefined && areOf([number], name) ? rest.slice(own.length) : rest
}
