import type { Expression } from '../exact/expression.ts'
import { entriesOf } from '../exact/tensor.ts'
import { symbolsOf } from '../exact/tree.ts'
import type { Exact, Piecewise } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Alternative, Quantity, Reference } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { type IndexedName, indexedName, isSymbol, nameKey, wordsOf } from './names.ts'

/** A quantity that an explanation may speak of, with the reference it belongs to. */
export type Known = {
  readonly reference: number
  readonly quantity: Quantity
  readonly asked: boolean
  /** One of the solver's answers, not merely related. */
  readonly answer: boolean
  /** The same quantity before parameters such as c were given their values. */
  readonly general: readonly Expression[]
  readonly generalPieces?: Piecewise
  /** Which bound names it: `α ≤ X` claims the largest α. */
  readonly extremum: 'largest' | 'smallest' | undefined
}

/**
 * `after` marks words that follow their value: "28 wide"; `bound` words that name the quantity only where they are bounded:
 * "the spectral norm is at most" for the largest spectral norm.
 */
export type Phrase = {
  readonly words: string
  readonly known: Known
  readonly after?: true
  readonly bound?: true
}

export type Vocabulary = {
  readonly known: readonly Known[]
  readonly byKey: ReadonlyMap<string, readonly Known[]>
  /** Longest first. */
  readonly phrases: readonly Phrase[]
  /** What a text may leave symbolic, with the value it has here: c = 1/√d_in, m = n − k + 1. */
  readonly parameters: ReadonlyMap<string, Expression>
  /** Other names of parameters: c_n for c. */
  readonly renamed: ReadonlyMap<string, string>
  /** Parameters that occur in general answers: a text may set them differently. */
  readonly settable: ReadonlySet<string>
  /** Names of the symbols in values, which a claim may use. */
  readonly symbols: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  readonly alternatives: readonly (Alternative & { readonly reference: number })[]
  /** Width, height and channels of inputs, where they are symbols. */
  readonly inputs: readonly (readonly string[])[]
  /** Rows and columns of the one matrix that a solution is about, where they are symbols. */
  readonly matrices: readonly (readonly string[])[]
}

/** Every scalar in a value. */
export const expressionsIn = (value: Exact): readonly Expression[] => {
  if (isExpression(value)) return [value]
  switch (value.kind) {
    case 'tensor':
      return value.entries instanceof Float64Array ? [] : entriesOf(value)
    case 'shape':
      return value.sizes
    case 'list':
    case 'set':
      return value.items.flatMap(expressionsIn)
    case 'relation':
      return value.chain.sides
    case 'piecewise':
      return value.pieces.flatMap((piece) => [piece.value, ...piece.when.flatMap((chain) => chain.sides)])
    case 'interval':
      return [value.from, value.to]
    case 'union':
      return value.parts.flatMap(expressionsIn)
    case 'class':
      return [value.of]
    default:
      return []
  }
}

/** Names of the arrays whose entries a value has, `dy` in `dy[i, j]`. */
export const arraysIn = (value: Exact): ReadonlySet<string> =>
  new Set(
    expressionsIn(value).flatMap((one) => [...freeSymbols(one)].filter((name) => !symbolsOf(one).has(name))),
  )

export const symbolsIn = (value: Exact): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const expression of expressionsIn(value)) symbolsOf(expression, found)
  return found
}

/** Whether a quantity is the largest or the smallest of its kind, by what is said of it. */
export const extremumOf = (quantity: Quantity): Known['extremum'] => {
  const text = `${quantity.about} ${(quantity.aliases ?? []).join(' ')}`
  if (/\b(?:largest|maxim\w*|upper bound|at most|greatest)\b/i.test(text)) return 'largest'
  return /\b(?:smallest|minim\w*|lower bound|at least)\b/i.test(text) ? 'smallest' : undefined
}

const generalSuffix = '_general'

const generalPieces = (name: string, related: readonly Quantity[]): Pick<Known, 'generalPieces'> => {
  const value = related.find((other) => other.name === `${name}${generalSuffix}`)?.value
  return value?.kind === 'piecewise' ? { generalPieces: value } : {}
}

const knownOf = (reference: Reference, number: number): Known[] => {
  const { answers, related = [] } = reference.solution
  const asks = reference.asks ?? answers.map(({ name }) => name)
  const own = related.filter(({ name }) => !name.endsWith(generalSuffix))
  return [...answers, ...own].map((quantity) => ({
    reference: number,
    quantity,
    asked: asks.includes(quantity.name),
    answer: answers.includes(quantity),
    general: related.flatMap(({ name, value }) =>
      name === `${quantity.name}${generalSuffix}` && isExpression(value) ? [value] : [],
    ),
    extremum: extremumOf(quantity),
    ...generalPieces(quantity.name, related),
  }))
}

const textOfSymbol = (symbol: string): string =>
  symbol.replace(/\\(?:text|mathrm|operatorname)\{([^{}]*)\}/g, '$1')

/** Scripts that count (`_{h,l}`, `_n`), not those that name (`_{in}`, `_3`). */
const isIndex = ({ indices, style }: IndexedName, key: string): boolean =>
  style !== 'call' &&
  !/^\w+_\d+$/.test(key) &&
  indices.every((index) => /^(?!t[+-])(?:[h-np-t]|\d+|[h-np-t][+-]\d+)$/.test(index.trim()))

/** The keys under which a quantity's symbol is looked up, also without its index. */
export const keysOf = (text: string): string[] => {
  const key = nameKey(text)
  const indexed = indexedName(text)
  const inner = /^(\w+)\((.+)\)$/.exec(key)
  const argument = inner?.[2] === undefined ? undefined : indexedName(inner[2])
  const keys = [key]
  if (indexed && isIndex(indexed, key)) keys.push(indexed.base)
  // `Var(dy_{i,j} x_{h,l})` is of a product, and not of its first factor; `E[dw_{h,l}²]` is of a square.
  const isOther = argument?.indices.some((index) => /[_^]/.test(index))
  if (inner?.[1] && argument && !isOther && !/^\w+_\d+$/.test(inner[2] ?? ''))
    keys.push(`${inner[1]}(${argument.base})`)
  return keys
}

const isPhrase = (text: string): boolean => !isSymbol(text) && /\p{L}{2,}/u.test(text)

const adjectives: Readonly<Record<string, string>> = {
  width: 'wide',
  height: 'high',
  depth: 'deep',
  channels: 'deep',
}

const phrasesOf = (known: Known): Phrase[] => {
  const { name, symbol, aliases = [] } = known.quantity
  const symbolText = textOfSymbol(symbol)
  const spoken = [
    wordsOf(name),
    ...(isPhrase(symbolText) ? [symbolText] : []),
    ...aliases.map(textOfSymbol).filter(isPhrase),
  ]
  const adjective = /_(width|height|depth|channels)$/.exec(name)?.[1]
  const follows = [
    ...(adjective ? [adjectives[adjective] ?? ''] : []),
    ...(name === 'speedup'
      ? ['times faster', 'times cheaper', 'times as fast', '× faster', '× cheaper', '× as fast']
      : []),
  ].map((words) => ({ words, known, after: true as const }))
  if (name === 'speedup') spoken.push('faster', 'cheaper')
  // "Output: …, channels F" says "output" once for all sizes.
  for (const words of [...spoken]) {
    const short = /^out(?:put)? (\w+)$/.exec(words.toLowerCase())?.[1]
    if (short) spoken.push(short, `${short} of the output`)
  }
  if (known.quantity.value.kind === 'shape' && spoken.some((words) => /^output\b/i.test(words)))
    spoken.push('output')
  const before = [...new Set(spoken.map((words) => words.toLowerCase()))].map((words) => ({ words, known }))
  const bounded = before.flatMap(({ words }) => {
    const noun =
      known.extremum && /^(?:largest|maxim\w+|greatest|smallest|minim\w+) (.+ .+)$/.exec(words)?.[1]
    return noun ? [{ words: noun, known, bound: true as const }] : []
  })
  return [...before, ...bounded, ...follows]
}

/** A name that is one letter with scripts at most, so that it can stand inside other formulas. */
const plainSymbol = /^[A-Za-z][A-Za-z]*(?:_\w+)?$/

export const vocabularyOf = (references: readonly Reference[]): Vocabulary => {
  const known = references.flatMap(knownOf)
  const byKey = new Map<string, Known[]>()
  const symbols = new Set<string>()
  const functions = new Set<string>()
  const parameters = new Map<string, Expression>()
  const renamed = new Map<string, string>()
  for (const { general, quantity } of known) {
    for (const found of symbolsIn(quantity.value)) symbols.add(found)
    for (const name of arraysIn(quantity.value)) {
      functions.add(name)
      symbols.add(name)
    }
    for (const value of general) for (const found of symbolsOf(value)) symbols.add(found)
  }
  for (const one of known) {
    const { symbol, aliases = [], value, name } = one.quantity
    const written = [symbol, ...aliases.filter((alias) => isSymbol(alias) || !isPhrase(alias))]
    for (const key of new Set([...written.flatMap(keysOf), ...(name.length > 1 ? [name] : [])]))
      byKey.set(key, [...(byKey.get(key) ?? []), one])
    const key = nameKey(symbol)
    if (value.kind === 'tensor' || value.kind === 'piecewise') functions.add(indexedName(symbol)?.base ?? key)
    const plain = indexedName(symbol)?.base ?? key
    for (const alias of aliases)
      if (plainSymbol.test(nameKey(alias)) && symbols.has(plain) && plain !== nameKey(alias))
        renamed.set(nameKey(alias), plain)
    if (!one.answer && plainSymbol.test(key) && isExpression(value) && !symbolsIn(value).has(key)) {
      parameters.set(key, value)
      for (const alias of aliases) if (plainSymbol.test(nameKey(alias))) renamed.set(nameKey(alias), key)
    }
  }
  const alternatives = references.flatMap(({ solution }, reference) =>
    solution.alternatives.map((alternative) => ({ ...alternative, reference })),
  )
  for (const { answers } of alternatives)
    for (const { value } of answers) for (const found of symbolsIn(value)) symbols.add(found)
  const settable = new Set(
    known.flatMap(({ general, generalPieces: pieces }) => [
      ...general.flatMap((value) => [...symbolsOf(value)]),
      ...(pieces ? symbolsIn(pieces) : []),
    ]),
  )
  for (const name of [...settable]) if (!parameters.has(name)) settable.delete(name)
  const phrases = known.flatMap(phrasesOf).sort((a, b) => b.words.length - a.words.length)
  const sizesNamed = (name: string, rank: number): readonly (readonly string[])[] =>
    references.flatMap(({ solution: { arrays } }) => {
      const sizes = arrays?.get(name) ?? []
      const names = sizes.flatMap((size) => (size.kind === 'symbol' ? [size.name] : []))
      return names.length === rank ? [names] : []
    })
  return {
    known,
    byKey,
    phrases,
    parameters,
    renamed,
    settable,
    symbols,
    functions,
    alternatives,
    inputs: sizesNamed('input', 3),
    matrices: sizesNamed('W', 2),
  }
}

const loneLetter = /(?<![A-Za-z\\])[b-hj-z](?![A-Za-z'])/g

/** Which words of prose are symbols of these values: `dout` for d_out, `dw` and `dY` for the arrays. */
export const symbolWords = (
  { symbols, parameters, functions }: Vocabulary,
  text: string,
): ((word: string, inFormula: boolean) => boolean) => {
  const letters = new Set([...text.matchAll(loneLetter)].map(([letter]) => letter))
  const words = new Set(
    [...symbols, ...parameters.keys(), ...functions]
      .map((name) => name.replace(/_/g, ''))
      .filter((name) => name.length > 1),
  )
  // `LK` is a product where L and K are.
  const isProduct = (word: string): boolean =>
    /^[A-Z]{2,3}$/.test(word) && [...word].every((letter) => symbols.has(letter))
  const isProductOfText = (word: string): boolean =>
    /^[a-z]{2,3}$/.test(word) && [...word].every((letter) => letters.has(letter))
  return (word, inFormula) =>
    words.has(word) ||
    isProduct(word) ||
    (inFormula && isProductOfText(word)) ||
    (/^d[A-Z]$/.test(word) && words.has(word.toLowerCase()))
}
