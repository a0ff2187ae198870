import type { Indexed } from '../../exact/expression.ts'
import { symbolsOf } from '../../exact/tree.ts'
import { toText } from '../../exact/write/write.ts'
import type { AnswerKey } from '../answer-key.ts'
import { readPlainly } from '../read-value.ts'
import { tidy } from '../segments.ts'
import { sharesOf, subjectAt } from './routed-clauses.ts'
import {
  fillers,
  indicators,
  notation,
  places,
  type Rule,
  rewrite,
  values,
  windows,
} from './routed-phrases.ts'
import { formulaOf, isSame, type Routes, routesIn } from './routes.ts'

/** Every entry of an array by a sign where it is the meant one, and by `?`, which is no sign, where it is another. */
const withEntries = (text: string, meant: Indexed, key: AnswerKey, sign: string): string => {
  const { name } = meant
  const group = new RegExp(
    `(?<![a-z\\\\])${name}(?:_\\{((?:[^{}]|\\{[^{}]*\\})*)\\}|\\[([^\\][]*)\\]|\\(((?:[^()]|\\([^()]*\\))*)\\)|_([a-z]{2})(?![a-z]))`,
    'g',
  )
  return text.replaceAll(group, (_, ...groups: (string | undefined)[]) => {
    const inside = groups.slice(0, 4).find((one) => one !== undefined) ?? ''
    return ` ${isPlace(inside, meant, key, text) ? sign : '?'} `
  })
}

const isPlace = (inside: string, meant: Indexed, { names }: AnswerKey, text: string): boolean => {
  const [, first, second] = /^\s*([a-z]),?\s*([a-z])\s*$/.exec(inside) ?? []
  const indices =
    first !== undefined && second !== undefined
      ? `${first},${second}`
      : inside
          .replaceAll(/(\\rceil|⌉)\s*(\\lceil|⌈)/g, '$1,$2')
          .replaceAll(/(?<![a-z\\])ceil\(([^()]*)\)/g, '\\lceil $1\\rceil')
  const own = meant.indices.flatMap((index) => [...symbolsOf(index)])
  // `dy_{pq}` where the text says which window (p, q) is.
  if (first !== undefined && second !== undefined && !own.includes(first) && !own.includes(second))
    return new RegExp(`window\\s*\\(?\\s*${first}\\s*,\\s*${second}\\s*\\)?`).test(text)
  const value = readPlainly(`${meant.name}_{${indices}}`, names)
  return value !== undefined && isSame(meant, value)
}

/** `max:`, "max pooling", "the max layer", `dX_max =`: which of the values asked for something is said of. */
const subjects = (key: AnswerKey): readonly Rule[] =>
  key.asked.flatMap(({ labels, quantity }, at): Rule[] =>
    labels.flatMap((label): Rule[] => {
      const name = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const phrases = [
        `(?<![a-z\\\\])${quantity.name}[_^]\\s*\\{?\\(?${name}\\)?\\}?\\s*(?:=|:)`,
        `(?<![a-z-])${name}(?:imum)?(?:[\\s-]*pool(?:ing)?(?:[\\s-]*layers?)?|\\s+layers?)(?![a-z])\\s*:?`,
        `(?<![a-z-]|arg\\s)${name}\\s*:`,
        `(?<=^|\\n)[^\\S\\n]*#[^\\S\\n]*${name}[^\\S\\n]*(?=\\n)`,
        `(?<=(?:^|[;.,\\n])\\s*)${name}\\s+to(?![a-z])`,
      ]
      return phrases.map((phrase): Rule => [new RegExp(phrase, 'g'), ` ${subjectAt(at)} `])
    }),
  )

/** `dx_{ij} =` before a value. */
const heads = (key: AnswerKey): readonly Rule[] =>
  key.asked.flatMap(({ quantity: { name, symbol } }): Rule[] => {
    const [, first, second] = /_\{?([a-z]),?\s*([a-z])\}?$/.exec(symbol) ?? []
    const place = `(?:_\\{?${first},?\\s*${second}\\}?|[\\[(]${first},\\s*${second}[\\])])?`
    return [[new RegExp(`(?<![a-z\\\\])${name}${place}\\s*(?=[=:]|\\b(?:is|at|for)\\b)`, 'g'), ' ']]
  })

/** `x_{ij}`, its place `(i, j)` and `y` of its window by their signs. */
const withWinners = (
  text: string,
  [entry, output]: NonNullable<Routes['winner']>,
  key: AnswerKey,
): string => {
  const place = entry.indices.map((index) => toText(index)).join('\\s*,\\s*')
  const entries = withEntries(withEntries(text, entry, key, 'X'), output, key, 'Y')
  const bare = `(?<![a-z\\\\])${entry.name}(?=\\s*(?:={1,2}|is\\s))`
  return entries.replaceAll(new RegExp(`\\(\\s*${place}\\s*\\)|${bare}`, 'g'), ' X ')
}

const inSigns = (text: string, routes: Routes, key: AnswerKey): string => {
  const plain = rewrite(text, notation)
  const named = rewrite(rewrite(plain, subjects(key)), heads(key))
  const placed = routes.winner ? withWinners(named, routes.winner, key) : named
  const bare = new RegExp(`(?<![a-z\\\\])${routes.gradient.name}(?![\\w\\[({^'])`, 'g')
  const gradients = withEntries(placed, routes.gradient, key, 'G').replaceAll(bare, ' G ')
  const valued = rewrite(rewrite(gradients, windows(routes.count)), values)
  return rewrite(rewrite(valued, places(routes.count)), indicators).replaceAll(fillers, ' ')
}

/** Longer texts are working or prose. */
const longest = 1000

/**
 * "Max pooling sends dy to the largest entry and 0 to the others" → the cases that the solution has; a text with any
 * other word in it stays as it is.
 */
export const withRoutes = (text: string, key: AnswerKey): string => {
  const routes = text.length > longest ? undefined : routesIn(key)
  // Signs are capital letters, and stand in angle brackets.
  if (!routes || /[<>①-⑨≠≤≥]/.test(text.replaceAll('->', ''))) return text
  const shares = sharesOf(inSigns(tidy(text).toLowerCase(), routes, key), key.asked)
  const formulas = [...(shares ?? [])].map(([{ quantity, labels }, share]) => {
    const formula = formulaOf(share, routes)
    const label = labels[0] === undefined ? '' : `${labels[0]}: `
    return formula && `${label}${quantity.symbol} = ${formula}`
  })
  return formulas.length > 0 && formulas.every((one) => one !== undefined) ? formulas.join('; ') : text
}
