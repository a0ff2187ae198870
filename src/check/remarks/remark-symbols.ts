import { nameKey } from '../names.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** What the sizes of layers and images are called, by the letters that solvers have for them. */
const called: Readonly<Record<string, string>> = {
  d_out:
    'number\\s+of\\s+(?:outputs|rows)|outputs|rows|output\\s+(?:width|dimension|size)|fan\\W?out|width\\s+of\\s+the\\s+output',
  d_in: 'number\\s+of\\s+(?:inputs|columns)|inputs|columns|input\\s+(?:width|dimension|size)|fan\\W?in|width\\s+of\\s+the\\s+input',
  L: '(?:network\\W?s?\\s+)?depth|number\\s+of\\s+(?:\\w+\\s+)?layers|layers|depth\\s+of\\s+the\\s+network',
  K: '(?:kernel|filter)\\s+(?:size|width|side)|size\\s+of\\s+the\\s+(?:kernel|filter)s?',
  k: '(?:kernel|filter)\\s+(?:size|width|side)|size\\s+of\\s+the\\s+(?:kernel|filter)s?',
  P: '(?:zero\\s+)?padding',
  S: 'stride',
  F: 'number\\s+of\\s+(?:filters|kernels)',
  C: 'number\\s+of\\s+(?:input\\s+)?channels',
  n: 'image\\s+(?:size|side|width)|(?:size|side|width)\\s+of\\s+the\\s+image|image\\W?s\\s+(?:size|side|width)|side\\s+length|resolution',
}

/** A noun phrase that names a size: a letter, or words with the letter behind them or not. */
export const sizePattern = `(?:(?:the|its|your|our|this)\\s+)?(?:(?:${Object.values(called).join('|')})(?:\\s+¤)?|¤)`

const patterns = Object.entries(called).map(
  ([symbol, words]) => [symbol, new RegExp(`^(?:${words})$`, 'i')] as const,
)

/** "Both dimensions", "both ¤ and ¤". */
export const bothPattern =
  '(?:both\\s+(?:(?:the\\s+)?(?:dimensions|widths|sizes|sides)|¤\\s+and\\s+¤)|(?:the\\s+)?two\\s+(?:dimensions|widths))'

/** The symbols that a noun phrase for one size or for both means. */
export const symbolsMeant = (
  phrase: string,
  from: number,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly string[] | undefined => {
  if (!/^(?:both|(?:the\s+)?two)\b/i.test(phrase)) {
    const symbol = symbolMeant(phrase, from, line, analysis, vocabulary)
    return symbol === undefined ? undefined : [symbol]
  }
  const places = [...phrase.matchAll(/¤/g)].map(({ index }) => from + index)
  const found =
    places.length > 0
      ? places.map((place) => symbolMeant('¤', place, line, analysis, vocabulary))
      : ['d_out', 'd_in'].map((name) => (vocabulary.symbols.has(name) ? name : undefined))
  const symbols = found.flatMap((name) => name ?? [])
  return symbols.length === found.length ? symbols : undefined
}

/** The symbol that a noun phrase in a line's flow, beginning at a place, means. */
export const symbolMeant = (
  phrase: string,
  from: number,
  line: Line,
  { read, definitions }: Analysis,
  { symbols, renamed }: Vocabulary,
): string | undefined => {
  const known = (name: string): string | undefined => {
    const other = definitions.get(name)
    const found = renamed.get(name) ?? (other?.kind === 'symbol' ? other.name : name)
    return symbols.has(found) ? found : undefined
  }
  const place = phrase.indexOf('¤')
  const words = phrase
    .replace('¤', '')
    .trim()
    .replace(/^(?:the|its|your|our|this)\s+/i, '')
  const [spoken] = patterns.filter(([symbol, pattern]) => symbols.has(symbol) && pattern.test(words))
  if (place < 0) return spoken?.[0]
  const statement = line.statements.find(({ at }) => at === from + place)
  const [side] = statement?.sides ?? []
  if (statement?.sides.length !== 1 || side?.kind !== 'side' || side.format === 'words') return undefined
  const value = read(side)
  return known(value?.kind === 'symbol' ? value.name : nameKey(side.text))
}

/** Whether a symbol is the size of something, and no constant of a cost or spread of a random variable. */
export const isSize = (symbol: string): boolean => symbol in called || symbol === 'W' || symbol === 'H'
