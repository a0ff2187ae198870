import { expressionsIn } from '../../check/vocabulary.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { somePart } from '../../exact/tree.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { AnswerKey } from '../answer-key.ts'
import { isSeries } from '../series.ts'
import { withLetters } from './index-letters.ts'
import { lettersOf, updatedIn, withKnownSums, withUpdates } from './updates.ts'

/** `Σ_{i,j=1}^{m}`, `sum_i`, `\sum_{i,j}`: the index or indices, where they begin, and where they end. */
const sum =
  /(?:\\sum|Σ|∑|(?<![A-Za-z\\])sum)\s*(?:\\limits\s*)?_\s*(?:\{\s*([a-z](?:\s*,?\s*[a-z])*)\s*(?:=\s*(\w+)\s*)?\}|([a-z]{1,2})(?![a-z_{]))(?:\s*\^\s*(\{[^{}]*\}|\w))?/g
const spokenSum =
  /\bsum\s+over\s+([a-z](?:\s*(?:,|and)\s*[a-z])*)(?:\s*(?:=|from)\s*(\w+)\s*(?:\.\.+|…|to)\s*([^\s,;=()]+(?:\s[-+]\s[^\s,;=()]+)*))?\s+of\s/gi

const indicesIn = (letters = ''): readonly string[] => letters.match(/[a-z]/g) ?? []

type Range = { readonly from: string; readonly to: string }

/** The range of the solver's sums, where all run over the same one. */
export const rangeOf = ({ asked }: AnswerKey): Range | undefined => {
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

/** "Sum over i and j of …" as sums. */
const withSpokenSums = (text: string): string =>
  text.replaceAll(spokenSum, (_, letters: string, from?: string, to?: string) =>
    letters
      .split(/\s*(?:,|and)\s*/)
      .map((one) => (to === undefined ? `\\sum_{${one}} ` : `\\sum_{${one}=${from}}^{${to}} `))
      .join(''),
  )

/** Sums in one notation; those without a range run over the solver's. */
const withSums = (text: string, { from, to }: Range): string =>
  text.replaceAll(sum, (_, several?: string, start?: string, one?: string, end?: string) => {
    const limit = end?.replace(/^\{|\}$/g, '') ?? (start === undefined ? to : undefined)
    return indicesIn(several ?? one)
      .map((index) => `\\sum_{${index}=${start ?? from}}${limit === undefined ? '' : `^{${limit}}`}`)
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
    const letters = [...piece.matchAll(sum)].flatMap(([, several, , one]) => indicesIn(several ?? one))
    return letters.length <= most && new Set(letters).size === letters.length
  })
}

/** `dy[i, j]`, `dy_ij` and `dy_(i)(j)` are entries as `dy_{i,j}` is. */
const withEntries = (text: string, names: readonly string[]): string =>
  names.reduce(
    (out, name) =>
      out
        .replaceAll(new RegExp(`(?<![A-Za-z\\\\])${name}\\[([^\\][]*)\\]`, 'g'), `${name}_{$1}`)
        .replaceAll(
          new RegExp(
            `(?<![A-Za-z\\\\])${name}_(?:\\(([^()]*)\\)\\(([^()]*)\\)|\\{\\(([^()]*)\\)\\s*\\(([^()]*)\\)\\})`,
            'g',
          ),
          (_, a?: string, b?: string, c?: string, d?: string) => `${name}_{${a ?? c},${b ?? d}}`,
        )
        .replaceAll(new RegExp(`(?<![A-Za-z\\\\])${name}_\\(([^()]*,[^()]*)\\)`, 'g'), `${name}_{$1}`)
        .replaceAll(new RegExp(`(?<![A-Za-z\\\\])${name}_([a-z])([a-z])(?![a-z_])`, 'g'), `${name}_{$1,$2}`),
    text,
  )

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
      (_, first?: string, second?: string) => ` ${name}${first ?? second ?? ''}`,
    )
  }, text)

/** `W ← W − η dW` and `dY_{ij}`, where the solution has small letters alone. */
const withSmall = (text: string, names: readonly string[], { names: { symbols } }: AnswerKey): string => {
  const known = new Set(names)
  return text.replaceAll(/(?<![A-Za-z\\])(d?)([A-Z])(?![A-Za-z])/g, (whole, d: string, capital: string) => {
    const small = `${d}${capital.toLowerCase()}`
    return known.has(small) && !symbols.has(whole) && !known.has(whole) ? small : whole
  })
}

/** `= Σ dy_{ij} ∂y_{ij}/∂w_{hl} =` on the way: the chain rule, which says nothing of a layer. */
const withoutChainRule = (text: string, bases: readonly string[], key: AnswerKey): string => {
  const [first, second] = lettersOf(key)
  if (!text.includes('\\partial') || first === undefined || second === undefined) return text
  return bases.reduce(
    (out, base) =>
      out.replaceAll(
        new RegExp(
          `=\\s*(?:\\\\sum|Σ|∑)_\\{?([a-z]),?\\s*([a-z])\\}?\\s*(?:d([a-z])_\\{?\\1,?\\s*\\2\\}?|\\\\frac\\{\\\\partial\\s*L\\}\\{\\\\partial\\s*([a-z])_\\{?\\1,?\\s*\\2\\}?\\})\\s*(?:\\\\cdot|\\\\,|[*·])?\\s*\\\\frac\\{\\\\partial\\s*(?:\\3\\4)_\\{?\\1,?\\s*\\2\\}?\\}\\{\\\\partial\\s*${base}_\\{?${first},?\\s*${second}\\}?\\}\\s*(?==)`,
          'g',
        ),
        '',
      ),
    text,
  )
}

const lowered: Readonly<Record<string, string>> = { ᵢ: 'i', ⱼ: 'j', ₖ: 'k', ₗ: 'l', ₘ: 'm', ₙ: 'n', ₕ: 'h' }

/** `Σᵢ Σⱼ dyᵢⱼ` */
const withLowered = (text: string): string =>
  text.replaceAll(
    /(?<=[Σ∑A-Za-z])[ᵢⱼₖₗₘₙₕ]+/g,
    (run) => `_{${[...run].map((one) => lowered[one] ?? one).join('')}}`,
  )

/** Entries, sums over them and updates, as people and programs write them, in one notation. */
export const withArrays = (text: string, key: AnswerKey): string => {
  const updated = updatedIn(key)
  const names = [...new Set([...key.names.arrays, ...updated.flatMap((base) => [base, `d${base}`])])]
  const direct = withoutChainRule(updated.length > 0 ? withLowered(text) : text, updated, key)
  const small = updated.length > 0 ? withSmall(direct, names, key) : direct
  const renewed = withUpdates(withLetters(withGradients(withSpokenSums(small), names), key), key)
  const range = rangeOf(key)
  if (!range || !isFewSums(renewed, key)) return renewed
  return withKnownSums(withEntries(withSums(renewed, range), names), key)
}
