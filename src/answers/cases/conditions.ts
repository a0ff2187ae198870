import { splitOutside } from '../../exact/split-outside.ts'
import { closing } from '../closing.ts'
import type { Case } from './case.ts'

const signs = /(<=|>=|==|!=|≤|≥|<|>|=)/
const plainSigns: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=', '==': '=' }
const opposite: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '=': '!=',
  '!=': '=',
}

/** A relation of two sides. */
type Relation = { readonly left: string; readonly sign: string; readonly right: string }

const textOf = ({ left, sign, right }: Relation): string => `${left} ${sign} ${right}`
const negated = (one: Relation): Relation => ({ ...one, sign: opposite[one.sign] ?? one.sign })

/** A side of a condition: a whole number or a letter, and what is added to it. */
const side = /^-?\s*\w+(?:\s*[-+]\s*\w+)?$/

/** `(n >= 0) & (n < 7)`, `0 <= n < 7`: relations that hold together; undefined for anything else. */
export const relationsIn = (text: string): readonly Relation[] | undefined => {
  const bare = unbracketed(text.trim())
  const parts = splitOutside(bare, /(?:&&?|\sand\s|∧|\\land(?![a-z]))/y)
  if (parts.length > 1) {
    const found = parts.map(relationsIn)
    return found.every((one) => one !== undefined) ? found.flat() : undefined
  }
  const pieces = bare.split(signs).map((piece) => piece.trim())
  if (pieces.length < 3 || pieces.length > 5) return undefined
  const out: Relation[] = []
  for (let at = 1; at < pieces.length; at += 2) {
    const [left = '', sign = '', right = ''] = pieces.slice(at - 1, at + 2)
    if (!side.test(left) || !side.test(right)) return undefined
    out.push({ left, sign: plainSigns[sign] ?? sign, right })
  }
  return out
}

/** A text without brackets around all of it. */
export const unbracketed = (text: string): string => {
  let bare = text.trim()
  while (bare.startsWith('(') && closing(bare, '()') === bare.length - 1) bare = bare.slice(1, -1).trim()
  return bare
}

/** A value and when a program comes to it; `undefined` where it is what is left. */
export type Branch = { readonly value: string; readonly condition: string | undefined }

type Group = readonly Relation[]

/** More are no answer to a question. */
const mostGroups = 24

/** What is left of each group where a condition does not hold: one of its relations fails, and those before it hold. */
const outside = (groups: readonly Group[], condition: Group): readonly Group[] =>
  groups.flatMap((group) => condition.map((one, at) => [...group, ...condition.slice(0, at), negated(one)]))

/** Branches of which the first that holds counts, as cases that exclude one another. */
export const inTurn = (branches: readonly Branch[]): readonly Case[] | undefined => {
  const out: Case[] = []
  let left: readonly Group[] = [[]]
  for (const { value, condition } of branches) {
    const relations = condition === undefined ? [] : relationsIn(condition)
    if (!relations) return undefined
    if (condition === undefined) return [...out, { value, when: [] }]
    out.push(...left.map((group) => ({ value, when: [...group, ...relations].map(textOf) })))
    left = outside(left, relations)
    if (left.length > mostGroups) return undefined
  }
  return out
}

/** Branches whose conditions are to exclude one another by themselves: where two hold, what is meant is left open. */
export const asTheyStand = (branches: readonly Branch[]): readonly Case[] | undefined => {
  const cases = branches.map(({ value, condition }): Case | undefined => {
    const relations = condition === undefined ? [] : relationsIn(condition)
    return relations && { value, when: relations.map(textOf) }
  })
  return cases.every((one) => one !== undefined) ? cases : undefined
}
