import { freeSymbols } from '../check/free-symbols.ts'
import { substitute } from '../exact/algebra.ts'
import { equal } from '../exact/equal.ts'
import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { AnswerKey } from './answer-key.ts'
import { definitions } from './compare.ts'
import { namesIt } from './labels.ts'
import { isOfOtherThing } from './other-things.ts'
import { readValue } from './read-value.ts'
import { finestCut, sidesOf } from './segments.ts'

/** Words with which people go from one line to the next, beside those of the question. */
const leading = new Set(
  `so and then hence thus therefore with this that these it we get gives give have has had is are be must the a an of in to on at by
  as because since equal equals equality all one same both its bound spectral frobenius norm matrix entries entry variance
  var constant rank singular value values term terms from which i e where`.split(/\s+/),
)

/** `cW` is no word. */
const wordsIn = (text: string): readonly string[] =>
  (text.match(/(?<![\w'’-])[A-Za-z][a-z'’-]+(?![\w])/g) ?? []).map((word) => word.toLowerCase())

const withoutFormulas = (text: string): string =>
  text.replaceAll(/\\[a-zA-Z]+(?:\{[^{}]*\})?|_\{[^{}]*\}|_\w+|\^\S+/g, ' ')

/** What the solution has for names: what is asked for, and what it defines. */
const valuesBy = ({ asked }: AnswerKey): ReadonlyMap<string, Expression> =>
  new Map(
    asked.flatMap((one) => [
      ...definitions(one),
      ...(isExpression(one.quantity.value)
        ? [one.quantity.name, one.quantity.symbol.replace('\\', '')].map(
            (name) => [name, one.quantity.value as Expression] as const,
          )
        : []),
    ]),
  )

const lead = /^\s*(?:(?:with|if|for|where|set|let|so|and|then|when|since|as)\s+)+/i

/** Whether an equation of the working is untrue by what the solution has: `d_in = d_out`, `c² = 1/d_in²`. */
export const isUntrue = (key: AnswerKey, working: string): boolean => {
  const known = valuesBy(key)
  const isKnown = (value: Expression): boolean =>
    [...freeSymbols(value)].every((name) => key.names.symbols.has(name))
  return finestCut(working).some((piece) => {
    const sides = sidesOf(piece).map((side) => {
      const bare = side.replace(lead, '').trim()
      const own =
        /_\{?\d+\}?$/.test(bare) || isOfOtherThing(bare, key.asked)
          ? undefined
          : key.asked.find((one) => namesIt(bare, one))?.quantity.value
      const value = own ?? readValue(bare, key.names)
      return value && isExpression(value) ? substitute(value, known) : undefined
    })
    return sides.some((side, at) => {
      const next = sides[at + 1]
      if (!side || !next || !isKnown(side) || !isKnown(next) || /≤|<=|\\le/.test(piece)) return false
      return equal(side, next, { domain: 'positive' }).equal === false
    })
  })
}

/** Whether a piece without a relation gives a value of what the solution knows. */
const isBareValue = (key: AnswerKey, piece: string): boolean => {
  if (sidesOf(piece).length > 1) return false
  const names = piece.replaceAll(/\([a-z]\)/g, ' ').match(/\\?[A-Za-z]+(?:_(?:\{[^{}]*\}|\w+))?/g) ?? []
  return names.some((name) => key.names.symbols.has(name.replaceAll(/[\\{}]/g, '')))
}

/** Whether all words of the working lead on, or are of the question, and no value stands in it by itself. */
export const isPlainWorking = (key: AnswerKey, working: string): boolean => {
  const own = new Set(
    wordsIn(`${key.statement ?? ''} ${key.asked.map(({ quantity }) => quantity.about).join(' ')}`),
  )
  const isPlain = wordsIn(withoutFormulas(working)).every(
    (word) => leading.has(word) || own.has(word) || key.names.symbols.has(word),
  )
  return isPlain && !finestCut(working).some((piece) => isBareValue(key, piece))
}
