import { equal } from '../exact/equal.ts'
import type { Expression } from '../exact/expression.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { entriesOf } from '../exact/tensor.ts'
import { type Exact, isExpression, type Piecewise } from '../exact/value.ts'
import type { Quantity } from '../model.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { casesWith } from './compare.ts'
import { noNames, readPlainly } from './read-value.ts'

/** Longer texts are working or prose. */
const longest = 1000

/**
 * What stands beside cases and says the same: it is left out where the solution has it so, and else stays in the text,
 * which is then for a person.
 */
export const withoutBeside = (text: string, key: AnswerKey): string => {
  const [asked, ...others] = key.asked
  if (!asked || others.length > 0 || text.length > longest || asked.quantity.value.kind !== 'piecewise')
    return text
  return withoutEarlier(withoutValues(text, asked), asked, asked.quantity.value)
}

const named = ({ name, symbol, aliases = [] }: Quantity): readonly string[] => [name, symbol, ...aliases]

/** `v (n = -6..-1)`: one value at several places. */
const repeated = /^(.*\S)\s*\(\s*[a-z]\s*=\s*(-?\d+)\s*(?:\.\.+|…|,\s*\.\.\.\s*,|to)\s*(-?\d+)\s*\)$/
const mostListed = 1000

/** The values of a list that begins at a place; undefined ones where it cannot be read, or tells another place. */
const listOf = (text: string, start: number): readonly (Exact | undefined)[] => {
  const out: (Exact | undefined)[] = []
  for (const item of splitOutside(text, /,/y)) {
    const at = start + out.length
    const [, value = item, from = `${at}`, to = from] = repeated.exec(item) ?? []
    const count = Math.min(Math.max(0, Number(to) - Number(from) + 1), mostListed)
    const read = Number(from) === at ? readPlainly(value, noNames) : undefined
    out.push(...Array.from({ length: count }, () => read))
  }
  return out
}

/** "…. Values: 0, 0, 1, …", where they are those that the solution lists. */
const withoutValues = (text: string, { quantity, reference }: Asked): string => {
  const [whole, before = '', head = '', list = ''] =
    /^(.*\S)\s*(?:[.;\n]|\.\s)\s*(?:the\s+)?([a-z]+)\s*[:=]\s*\[?([^\]:]*)\]?\.?\s*$/is.exec(text) ?? []
  const meant = reference.solution.answers.find(
    (one) => one.name !== quantity.name && named(one).includes(head.toLowerCase()),
  )
  if (whole === undefined || meant?.value.kind !== 'tensor') return text
  const start = Number(/\[(-?\d+)\]/.exec(meant.symbol)?.[1] ?? 0)
  const [given, entries] = [listOf(list, start), entriesOf(meant.value)]
  const isSame =
    given.length === entries.length &&
    given.every((one, at) => one && equal(entries[at] ?? one, one, {}).equal === true)
  return isSame ? before : text
}

const property =
  '(?:(?:shift|time|translation|time[- ]shift)[- ]?(?:in|equi)varian(?:ce|t)|zeitinvarianz|lti)(?:\\s+property)?'
const reason = `(?:\\s*[,(]?\\s*(?:by|due\\s+to|because\\s+of|using|wegen)?\\s*(?:the\\s+)?${property}\\)?)?`
const leading = new RegExp(
  `^\\s*(?:by|due\\s+to|because\\s+of|using|wegen)\\s+(?:the\\s+)?${property}[,:]?\\s+`,
  'i',
)
/** `y_2(n) = y(n − 5) = …`, `y_2(n) = y(n − 5), i.e. …`. */
const chain = new RegExp(
  `^([^=<>≤≥]{1,20})=\\s*([a-z](?:_\\{?\\w\\}?)?)\\s*[([]([^()[\\]]*)[)\\]]\\s*\\$?${reason}\\s*(?:=(?!=)|:(?=\\s)|[,;]?\\s*(?:i\\.\\s?e\\.|that\\s+is|namely|which\\s+is)[,:]?\\s)\\s*(?=\\S)`,
  'i',
)

/** An earlier sequence on the way, `y_2(n) = y(n − 5) = 0 for n < 5; …`, where it is what is asked for. */
const withoutEarlier = (text: string, asked: Asked, meant: Piecewise): string => {
  const bare = text.replace(leading, '')
  const [whole, head = '', name = '', place = ''] = chain.exec(bare.replaceAll('−', '-')) ?? []
  const at = readPlainly(place, { symbols: new Set(['n']), arrays: new Set() })
  const earlier = baseOf(head) === baseOf(name) ? undefined : earlierBy(name, asked)
  if (whole === undefined || !earlier || !at || !isExpression(at)) return text
  const moved = casesWith(earlier, new Map<string, Expression>([['n', at]]))
  return equal(meant, moved, { domain: 'integer' }).equal === true
    ? `${head}= ${bare.slice(whole.length)}`
    : text
}

const baseOf = (name: string): string => name.replaceAll(/[([].*|[\s$_{}]/g, '').toLowerCase()

/** Cases of the solution by a name of theirs that is not the first name of what is asked for. */
const earlierBy = (name: string, { reference: { solution } }: Asked): Piecewise | undefined =>
  [...(solution.related ?? [])].flatMap((one) =>
    one.value.kind === 'piecewise' && named(one).some((own) => baseOf(own) === baseOf(name))
      ? [one.value]
      : [],
  )[0]
