import { addTo, type Collection, placeIn } from './collection.ts'
import { type Exact, isExpression, type Tensor } from './value.ts'
import { toText } from './write/write.ts'

type Answer = { readonly name: string; readonly value: Exact }

/** What one quantity has been said to be. */
type Values = { readonly expressions: Collection; readonly integers: Tensor[]; readonly texts: string[] }
type Seen = Map<string, Values>

/** Keeps, of several sets of answers, only what differs from the truth and from the sets before. */
export const distinctAnswers = <Q extends Answer, S extends { readonly answers: readonly Q[] }>(
  sets: readonly S[],
  truth: readonly Answer[],
): readonly S[] => {
  const seen: Seen = new Map()
  for (const answer of truth) remember(answer, seen)
  return sets.flatMap((set) => {
    const answers = set.answers.filter((answer) => !isKnown(answer, seen))
    for (const answer of answers) remember(answer, seen)
    if (answers.length === 0) return []
    return [answers.length === set.answers.length ? set : { ...set, answers }]
  })
}

const isIntegers = (value: Exact): value is Tensor & { readonly entries: Float64Array } =>
  value.kind === 'tensor' && value.entries instanceof Float64Array

const isKnown = ({ name, value }: Answer, seen: Seen): boolean => {
  const known = seen.get(name)
  if (!known) return false
  if (isExpression(value)) return placeIn(known.expressions, value) >= 0
  if (isIntegers(value)) return known.integers.some((other) => sameIntegers(value, other))
  return known.texts.length > 0 && known.texts.includes(toText(value))
}

const remember = ({ name, value }: Answer, seen: Seen): void => {
  const known = seen.get(name) ?? { expressions: { items: [] }, integers: [], texts: [] }
  seen.set(name, known)
  if (isExpression(value)) addTo(known.expressions, value)
  else if (isIntegers(value)) known.integers.push(value)
  else known.texts.push(toText(value))
}

const sameIntegers = (a: Tensor, b: Tensor): boolean =>
  a.shape.length === b.shape.length &&
  a.shape.every((size, axis) => size === b.shape[axis]) &&
  sameEntries(a.entries, b.entries)

const sameEntries = (a: Tensor['entries'], b: Tensor['entries']): boolean => {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
