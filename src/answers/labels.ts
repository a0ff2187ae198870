import { indexedName, nameKey, wordsOf } from '../check/names.ts'
import { extremumOf, keysOf } from '../check/vocabulary.ts'
import type { Asked } from './answer-key.ts'
import { type Names, readValue } from './read-value.ts'

/** Words that leave the value beside them what it is; any other word may change it (`not`, `half of`, `the square of`). */
const harmless = new Set(
  `is of by in to the a an at it we i per are be as was for my our this that each its answer answers result value equals
  equal gives get gets have obtain cost costs runtime run time total number class asymptotic asymptotically exact exactly
  new speedup speed up faster factor output outputs shape shapes size sizes dimension dimensions width height channels
  depth filters filter weights biases weight bias params parameters parameter activations activation layer layers scale
  scales constant maximum largest most update step gradient gradients grow grows growth multiply multiplied mean
  expectation variance std standard deviation field receptive features spectral norm learning rate matrix kernel thus
  therefore hence so final finally pool pooling max average avg convolution conv input image feature following here both
  pixels pixel px units unit entries axis now it's times side complexity operations multiplications flops iteration shift invariance equivariance property otherwise if when
  allowed permitted possible along sees out stays same remains unchanged general inputs entries independent`.split(
    /\s+/,
  ),
)

/** Nouns of quantities and of things: beside a value they say of what it is, unless they are words for what is asked. */
const tellsOther = new Set(
  `mean average avg expectation variance std standard deviation norm gradient gradients input inputs kernel image max maximum
  pool pooling learning rate update depth width height weight weights bias biases filter filters channel channels parameter
  parameters params layer layers flops multiplications operations`.split(/\s+/),
)

const ownKnown = new WeakMap<Asked, ReadonlySet<string>>()

const ownWordsOf = (one: Asked): ReadonlySet<string> => {
  const known = ownKnown.get(one)
  if (known) return known
  const texts = [...spellings(one), one.quantity.about, one.quantity.name]
  const words = new Set(texts.flatMap((text) => text.toLowerCase().match(/[a-z]+/g) ?? []))
  ownKnown.set(one, words)
  return words
}

/** What a cost is counted in. */
const unitsOfCost = /^(?:flops|multiplications|operations)$/

const formsOf = (word: string): readonly string[] => [
  word,
  word.replace(/s$/, ''),
  `${word}s`,
  ...(unitsOfCost.test(word) ? ['cost', 'macs'] : []),
]

const isOfOther = (word: string, asked: readonly Asked[]): boolean =>
  asked.length > 0 &&
  tellsOther.has(word) &&
  !asked.some((one) => formsOf(word).some((form) => ownWordsOf(one).has(form)))

/** A sign that takes what stands behind it, dw in `w - eta dw`. */
export const joining = /^(?:[-+−*·]|[ηαγε]|\\?(?:eta|alpha|gamma|cdot))$/

/** `weights K^2CF` and `K^2CF weights` → the words around a value and the value; `plain` where no word may change it. */
export const apart = (
  text: string,
  names: Names,
  asked: readonly Asked[] = [],
): { readonly words: readonly string[]; readonly value: string; readonly plain: boolean } => {
  const tokens = text.split(' ')
  const isWord = (token: string): boolean => {
    const bare = token.replace(/[:.,()]+$|^[(#]+/g, '').toLowerCase()
    if ([bare, token].some((name) => names.symbols.has(name) || names.arrays.has(name))) return false
    if (/^(?:i|a)$/.test(bare)) return false
    return (
      harmless.has(bare) ||
      asked.some((one) => spellings(one).includes(bare)) ||
      (/^[a-z][a-z'’-]{2,}$/.test(bare) && !functionNames.has(bare) && readValue(bare, names) === undefined)
    )
  }
  let [from, to] = [0, tokens.length]
  // An article, not a letter: `a factor of …`.
  const isArticle = (at: number): boolean => /^an?$/i.test(tokens[at] ?? '') && isWord(tokens[at + 1] ?? '')
  while (from < to && (isWord(tokens[from] ?? '') || isArticle(from))) from += 1
  while (to > from && isWord(tokens[to - 1] ?? '') && !joining.test(tokens[to - 2] ?? '')) to -= 1
  const words = [...tokens.slice(0, from), ...tokens.slice(to)].map((word) =>
    word.toLowerCase().replaceAll(/[^a-z'-]/g, ''),
  )
  return {
    words,
    plain:
      words.every((word) => harmless.has(word) || asked.some((one) => spellings(one).includes(word))) &&
      !words.some((word, at) => isOfOther(word, asked) && !(at >= from && /^inputs?$/.test(word))) &&
      !countsOther(tokens[to] ?? '', asked),
    value: tokens.slice(from, to).join(' ').replace(/[.:]$/, '').trim(),
  }
}

const counted = /^(layer|filter|channel|weight|bias|param|neuron|step|iteration|matri|kernel)/i

/** `L(K − 1) + 1 layers`: a number of something that is not asked for. */
export const countsOther = (unit: string, asked: readonly Asked[]): boolean => {
  const stem = counted.exec(unit)?.[1]?.toLowerCase()
  return (
    stem !== undefined &&
    asked.length > 0 &&
    !asked.some((one) => spellings(one).some((said) => said.toLowerCase().includes(stem)))
  )
}

const functionNames = new Set(
  'sqrt exp log floor ceil ceiling max min sum abs sin cos tan theta omega sigma alpha beta gamma eta lambda delta'.split(
    ' ',
  ),
)

/** Words that make a statement a guess, or turn it round, wherever they stand. */
const hedging =
  /\?|(?:\bis|=)\s*e\.g\.|\b(?:or|either|maybe|perhaps|might|could|possibly|probably|guess\w*|unsure|unclear|sure|know|think|alternatively|instead|except|unless|almost|roughly|approx\w*|half|twice|double|triple|inverse|reciprocal|opposite|minus|wrong|incorrect|false|at least|more than|less than|bigger|larger|greater|smaller|exceeds?|minim(?:um|al)|min(?=\s+[a-z]{4})|(?:per|each|of (?:a|an|one|each|every|a single)) (?:filter|kernel)|of (?:one|a single) layer|vielleicht|nicht|kein|mindestens)\b|\b(?:not|never|neither|nor|\w+n['’]t)\b/i

const fewWords = 25

export const isHedging = (text: string): boolean => hedging.test(text)

/** Whether a text says what its formulas say: no word in it takes anything back, and in a short one no word is unknown. */
export const isPlain = (text: string, asked: readonly Asked[]): boolean => {
  if (isHedging(text)) return false
  const own = new Set(asked.flatMap((one) => [...spellings(one), one.quantity.about]).flatMap(lettersOf))
  const words = text
    .split(/\s+/)
    .filter((token) => /^[(]?[a-z][a-z'’-]+[).,:;]*$/i.test(token))
    .flatMap(lettersOf)
  const strange = words.filter(
    (word) =>
      (!harmless.has(word) || isOfOther(word, asked)) &&
      !own.has(word) &&
      !functionNames.has(word) &&
      !asked.some(({ symbols }) => symbols.has(word)),
  )
  return words.length > fewWords || strange.length === 0
}

const lettersOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z][a-z'’-]+/g) ?? []

/** Words that say by themselves which quantity is meant. */
const ownWords: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:^|_)growth$/, ['grow', 'grows', 'explode', 'explodes', 'scaled', 'scaling', 'multiplies']],
  [/^mean$/, ['mu', 'average']],
  [/^variance$/, ['var', 'sigma^2', 'σ²', 'σ^2', '\\sigma^2']],
  [/^std$/, ['sd', 'stdev', 'sigma', 'σ', '\\sigma']],
  [
    /_scale$/,
    [
      'multiply',
      'rescale',
      'rescaled',
      'undo',
      'undoes',
      'undone',
      'compensate',
      'compensated',
      'correction',
      'constant',
      'fix',
      'multiplying',
    ],
  ],
  [/^speedup$/, ['ratio', 'gain', 'factor', 'faster']],
]

const spelt = new WeakMap<Asked, readonly string[]>()

const spellings = (asked: Asked): readonly string[] => {
  const known = spelt.get(asked) ?? spellingsOf(asked)
  spelt.set(asked, known)
  return known
}

const spellingsOf = ({ quantity, reference }: Asked): readonly string[] => {
  // What a set calls one of a part's solutions also names its value.
  const label = reference.label === undefined ? [] : [reference.label, ...(reference.also ?? [])]
  const said = ownWords.flatMap(([name, words]) => (name.test(quantity.name) ? words : []))
  return [quantity.name, quantity.symbol, ...(quantity.aliases ?? []), ...label, ...said]
}

/** `y(n)` is the sequence y at any place, as `y[n]` is. */
const ofSequence = /^([a-z]{1,2})\([a-z](?:,[a-z])*\)$/i

const keysIn = (name: string): readonly string[] => {
  const called = ofSequence.exec(nameKey(name))?.[1]
  return [...keysOf(name), ...(called === undefined ? [] : [called])].map((key) => key.toLowerCase())
}

/** `Var` of `Var(dw)`, by which people leave out what is in brackets. */
const functionOf = (name: string): readonly string[] => {
  const head = /^([A-Za-z]{1,3})\(/.exec(nameKey(name))?.[1]
  return head === undefined ? [] : [head.toLowerCase()]
}

const ofInput = /^(?:(?:[fghφ]|\\?(?:phi|varphi)|features?)\s*[({]\s*)?x_?\{?(\d+)\}?\s*[)}]?$/iu

/** `x_3` and `f(x_3)` beside `g_3`: where values are told apart by a number, what is said of the input with that number. */
const isOfIndex = (side: string, { quantity: { name } }: Asked): boolean => {
  const own = /^[a-z]+_?(\d+)$/i.exec(name)?.[1]
  return own !== undefined && ofInput.exec(side.normalize('NFKC'))?.[1] === own
}

/** `W'` and `W_2` beside `W_{out}`: what comes out, by the letter of what goes in. */
const isOutgoing = (side: string, { quantity: { symbol } }: Asked): boolean => {
  const own = /^([A-Z])(?:'|_\{?(?:\\(?:text|mathrm)\{)?out\}*)$/.exec(symbol)?.[1]
  return (
    own !== undefined &&
    new RegExp(`^${own}(?:'|′|_\\{?(?:2|o|new)\\}?|\\^\\{?(?:out|new|\\(1\\))\\}?)$`).test(side)
  )
}

/** `y_2` is the y of the solution (ii). */
const isOfLabel = (side: string, asked: Asked): boolean => {
  const [, base = '', label = ''] = /^(.*[^_{])_?\{?([a-z\d]+)\}?$/i.exec(side) ?? []
  return asked.labels.includes(label.toLowerCase()) && namesIt(base, { ...asked, labels: [] })
}

/** `out_w` of `out_width`. */
const isShort = (side: string, { quantity: { name } }: Asked): boolean => {
  const [parts, own] = [side.toLowerCase().split('_'), name.split('_')]
  return (
    parts.length > 1 &&
    parts.length === own.length &&
    parts.every((part, at) => part !== '' && own[at]?.startsWith(part))
  )
}

/** The expectation and the variance, whatever they are of. */
const operators: Readonly<Record<string, RegExp>> = { mean: /^(?:E|𝔼|\\mathbb\{?E\}?)$/u, variance: /^V$/ }

const indicesOf = (name: string): string => indexedName(name)?.indices.join('').replaceAll(/[\s,]/g, '') ?? ''

/** Whether indices are those by which a solution counts entries, in the other order: l and h beside `dw_{h,l}`. */
export const areTurned = (indices: string, { reference: { solution } }: Asked): boolean => {
  const turned = [...indices].reverse().join('')
  return turned !== indices && solution.answers.some(({ symbol }) => indicesOf(symbol) === turned)
}

/** `dw_{l,h}` beside `dw_{h,l}`: another entry; and so `w'_{l,h}` beside w'. */
const isOtherEntry = (side: string, asked: Asked): boolean => {
  const given = indicesOf(side)
  if (given === '') return false
  const own = indicesOf(asked.quantity.symbol)
  return /^[a-z]{2}$/.test(own) ? given !== own : areTurned(given, asked)
}

/** The least singular value, where the largest is asked for. */
const isOppositeEnd = (side: string, { quantity }: Asked): boolean =>
  /_\{?\\?min/.test(side) && extremumOf(quantity) === 'largest'

/** Whether the left side of an equation is a value's name: `y`, `y[n]`, `‖ΔW‖_op`, and neither `y²` nor another norm. */
export const namesIt = (side: string, asked: Asked): boolean => {
  const given = side.trim()
  if (isOfIndex(given, asked) || isOutgoing(given, asked) || isOfLabel(given, asked)) return true
  if (isShort(given, asked) || operators[asked.quantity.name]?.test(given)) return true
  if (isOtherEntry(given, asked) || isOppositeEnd(given, asked)) return false
  const its = spellings(asked)
  if (its.some((name) => wordsOf(name) === given.toLowerCase())) return true
  const own = new Set(its.flatMap((name) => [...keysIn(name), ...functionOf(name)]))
  return keysIn(given).some((key) => own.has(key))
}

/** How many words of a value's name stand among the words around it: 0 where the name is not said in full. */
export const saidIn = (words: readonly string[], asked: Asked): number =>
  Math.max(
    0,
    ...spellings(asked).map((name) => {
      const needed = wordsOf(name).split(/[\s-]+/)
      return /^[a-z\s-]+$/.test(wordsOf(name)) && needed.every((word) => words.includes(word))
        ? needed.length
        : 0
    }),
  )
