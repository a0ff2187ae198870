import { expressionsIn } from '../check/vocabulary.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { somePart } from '../exact/tree.ts'
import { toLatex } from '../exact/write/write.ts'
import type { AnswerKey } from './answer-key.ts'
import { isSeries } from './series.ts'

/** `Σ_{i,j=1}^{m}`, `sum_i`, `\sum_{i,j}`: the index or indices, where they begin, and where they end. */
const sum =
  /(?:\\sum|Σ|∑|(?<![A-Za-z\\])sum)\s*(?:\\limits\s*)?_\s*(?:\{\s*([a-z](?:\s*,\s*[a-z])*)\s*(?:=\s*(\w+)\s*)?\}|([a-z])(?![a-z_{]))(?:\s*\^\s*(\{[^{}]*\}|\w))?/g
const spokenSum = /\bsum\s+over\s+([a-z](?:\s*(?:,|and)\s*[a-z])*)\s+of\s/gi

type Range = { readonly from: string; readonly to: string }

/** The range of the solver's sums, where all run over the same one. */
const rangeOf = ({ asked }: AnswerKey): Range | undefined => {
  const ranges = new Map<string, Range>()
  for (const { quantity } of asked)
    for (const expression of expressionsIn(quantity.value))
      somePart(expression, (part) => {
        const [from, to] = isSeries(part) && part.kind === 'call' ? part.args.slice(2) : []
        if (from && to)
          ranges.set(`${toLatex(from)} ${toLatex(to)}`, { from: toLatex(from), to: toLatex(to) })
        return false
      })
  const [only, ...others] = ranges.values()
  return others.length === 0 ? only : undefined
}

/** Sums in one notation; those without a range run over the solver's. */
const withSums = (text: string, { from, to }: Range): string =>
  text
    .replaceAll(spokenSum, (_, letters: string) =>
      letters
        .split(/\s*(?:,|and)\s*/)
        .map((one) => `\\sum_{${one}} `)
        .join(''),
    )
    .replaceAll(sum, (_, several?: string, start?: string, one?: string, end?: string) => {
      const limit = end?.replace(/^\{|\}$/g, '') ?? (start === undefined ? to : undefined)
      return (several ?? one ?? '')
        .split(',')
        .map((index) => `\\sum_{${index.trim()}=${start ?? from}}${limit === undefined ? '' : `^{${limit}}`}`)
        .join('')
    })

/** How many sums stand in one another in a solution. */
const sumsIn = ({ asked }: AnswerKey): number =>
  Math.max(
    ...asked
      .flatMap(({ quantity }) => expressionsIn(quantity.value))
      .map((expression) => {
        let count = 0
        somePart(expression, (part) => {
          if (isSeries(part)) count += 1
          return false
        })
        return count
      }),
  )

/** Whether no value sums over more letters than the solution does, or twice over one: such sums are slow to compare. */
const isFewSums = (text: string, key: AnswerKey): boolean => {
  const most = sumsIn(key)
  return splitOutside(text, /[,;\n]/y).every((piece) => {
    const letters = [...piece.matchAll(sum)].flatMap(([, several, , one]) =>
      (several ?? one ?? '').split(/\s*,\s*/),
    )
    return letters.length <= most && new Set(letters).size === letters.length
  })
}

/** `dy[i, j]` and `dy_ij` are entries as `dy_{i,j}` is. */
const withEntries = (text: string, names: readonly string[]): string =>
  names.reduce(
    (out, name) =>
      out
        .replaceAll(new RegExp(`(?<![A-Za-z\\\\])${name}\\[([^\\][]*)\\]`, 'g'), `${name}_{$1}`)
        .replaceAll(new RegExp(`(?<![A-Za-z\\\\])${name}_([a-z])([a-z])(?![a-z_])`, 'g'), `${name}_{$1,$2}`),
    text,
  )

/** The letters that count entries in the solution, h and l of `dw_{h,l}`, as they may stand at a name; others are not read. */
const placeOf = ({ asked }: AnswerKey): string => {
  const [first, second] = asked.flatMap(
    ({ quantity: { symbol } }) => /_\{?([a-z]),?\s*([a-z])\}?$/.exec(symbol)?.slice(1) ?? [],
  )
  return first === undefined || second === undefined
    ? ''
    : `(?:_(?:\\{${first},?\\s*${second}(?:,\\s*new)?\\}|${first}${second}(?![a-z]))|\\[${first},\\s*${second}\\])?`
}

const after = "(?:'|′|_\\{?(?:new|next|t\\+1)\\}?|\\^\\{?\\(?(?:new|t\\+1|\\+)\\)?\\}?)"

/** `w ← …`, `w := …`, `w^{(t+1)} = …` and `w = w − …` give the w after the step. */
const withUpdates = (text: string, base: string, place: string): string => {
  const name = `(?<![A-Za-z\\\\])${base}`
  return text
    .replaceAll(new RegExp(`${name}${place}${after}${place}\\s*(?:=|:)`, 'g'), `${base}_new =`)
    .replaceAll(
      new RegExp(`${name}${place}\\s*(?:←|\\\\leftarrow(?![a-z])|\\\\gets(?![a-z])|<-(?!=)|:=)`, 'g'),
      `${base}_new =`,
    )
    .replaceAll(new RegExp(`${name}${place}\\s*=\\s*(?=${base}${place}\\s*[-−+])`, 'g'), `${base}_new = `)
    .replaceAll(new RegExp(`${name}(${place})\\^\\{?\\(?(?:t|old)\\)?\\}?`, 'g'), `${base}$1`)
    .replaceAll(new RegExp(`${name}_\\{?old\\}?`, 'g'), base)
}

/** `∂L/∂w_{hl}` is dw_{hl}, where that is a name of the solution; `dY` and `X` are dy and x. */
const withGradients = (text: string, names: readonly string[]): string =>
  names.reduce((out, name) => {
    const capital = name.replace(/.$/, (last) => last.toUpperCase())
    const cased = names.includes(capital)
      ? out
      : out.replaceAll(new RegExp(`(?<![A-Za-z\\\\])${capital}(?=[_[])`, 'g'), name)
    const base = /^d([a-z])$/.exec(name)?.[1]
    if (base === undefined) return cased
    const of = `(?:\\\\partial\\s*|∂\\s*|d)${base}(_\\{[^{}]*\\}|_\\w+)?`
    return cased.replaceAll(
      new RegExp(
        `\\\\frac\\{(?:\\\\partial\\s*|d)L\\}\\{${of}\\}|(?:\\\\partial\\s*|∂|d)L\\s*/\\s*${of}`,
        'g',
      ),
      (_, first?: string, second?: string) => `${name}${first ?? second ?? ''}`,
    )
  }, text)

/** Entries, sums over them and updates, as people and programs write them, in one notation. */
export const withArrays = (text: string, key: AnswerKey): string => {
  const updated = key.asked.flatMap(({ quantity: { name } }) => /^(\w+)_new$/.exec(name)?.[1] ?? [])
  const names = [...new Set([...key.names.arrays, ...updated.map((base) => `d${base}`)])]
  const place = placeOf(key)
  const renewed = updated.reduce((out, base) => withUpdates(out, base, place), withGradients(text, names))
  const range = rangeOf(key)
  return range && isFewSums(renewed, key) ? withEntries(withSums(renewed, range), names) : renewed
}
