import type { AnswerKey } from '../answer-key.ts'
import { lettersOf, updatedIn } from './updates.ts'

const place = '(?:_\\{([a-z]),?\\s*([a-z])\\}|_([a-z])([a-z])(?![a-z])|\\[([a-z]),\\s*([a-z])\\])'
const groups = /_\{([^{}]*)\}|_([a-z]{1,2})(?![A-Za-z])|(?<=[a-z])\[([^\][]*)\]/g

/** The letters of a text and those that stand for them; what they take the place of goes the other way. */
const exchange = (from: readonly string[], to: readonly string[]): ReadonlyMap<string, string> => {
  const pushed = to.filter((letter) => !from.includes(letter))
  const left = from.filter((letter) => !to.includes(letter))
  return new Map([...from, ...pushed].map((letter, at) => [letter, [...to, ...left][at] ?? letter]))
}

/**
 * `dw_{ij} = Σ_{h,l} dy_{hl} x_{h+i-1,l+j-1}` beside `dw_{h,l}`: the indices by the solution's letters. The same letters in
 * the other order stay, which may be another entry.
 */
export const withLetters = (text: string, key: AnswerKey): string => {
  const own = lettersOf(key)
  const [base] = updatedIn(key)
  if (base === undefined || own.length !== 2) return text
  const found = new RegExp(`(?<![A-Za-z\\\\])d${base}${place}\\s*=`).exec(text)
  const used = found?.slice(1).filter((letter) => letter !== undefined) ?? []
  const isSame = used.every((letter) => own.includes(letter))
  if (used.length !== 2 || isSame || new Set(used).size !== 2) return text
  const letters = exchange(used, own)
  const renamed = (indices: string): string =>
    /[a-z]{3}/i.test(indices)
      ? indices
      : indices.replaceAll(/[a-z]/g, (letter) => letters.get(letter) ?? letter)
  return text.replaceAll(groups, (whole, braced?: string, bare?: string, bracketed?: string) =>
    whole.replace(braced ?? bare ?? bracketed ?? '', renamed),
  )
}
