import { equal } from '../../exact/equal.ts'
import type { Expression } from '../../exact/expression.ts'
import { isExpression, type Piecewise } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { namesSequence } from '../cases/by-earlier.ts'
import { casesWith } from '../compare.ts'
import { readPlainly } from '../read-value.ts'

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
  return withoutEarlier(text, asked, asked.quantity.value)
}

const named = ({ name, symbol, aliases = [] }: Quantity): readonly string[] => [name, symbol, ...aliases]

/** `y_2(n) = y(n − 5) = …`, `y_2(n) = y(n − 5), i.e. …`. */
const chain =
  /^([^=<>≤≥]{1,20})=\s*([a-z](?:_\{?\w\}?)?)\s*[([]([^()[\]]*)[)\]][\s$,;.]*(?:=(?!=)|:(?=\s)|(?:i\.\s?e\.|that\s+is|namely|which\s+is|so|hence|thus)[,:]?\s)\s*(?=\S)/i

/** An earlier sequence on the way, `y_2(n) = y(n − 5) = 0 for n < 5; …`, where it is what is asked for. */
const withoutEarlier = (text: string, asked: Asked, meant: Piecewise): string => {
  const [whole, head = '', name = '', place = ''] = chain.exec(text.replaceAll('−', '-')) ?? []
  const at = readPlainly(place, { symbols: new Set(['n']), arrays: new Set() })
  const earlier = baseOf(head) === baseOf(name) ? undefined : earlierBy(name, asked)
  if (whole === undefined || !earlier || !at || !isExpression(at)) return text
  const moved = casesWith(earlier, new Map<string, Expression>([['n', at]]))
  if (equal(meant, moved, { domain: 'integer' }).equal !== true) return text
  const rest = text.slice(whole.length)
  return namesSequence(head.replaceAll('$', '').trim(), asked) ? rest : `${head}= ${rest}`
}

const baseOf = (name: string): string => name.replaceAll(/[([].*|[\s$_{}]/g, '').toLowerCase()

/** Cases of the solution by a name of theirs that is not the first name of what is asked for. */
const earlierBy = (name: string, { reference: { solution } }: Asked): Piecewise | undefined =>
  [...(solution.related ?? [])].flatMap((one) =>
    one.value.kind === 'piecewise' && named(one).some((own) => baseOf(own) === baseOf(name))
      ? [one.value]
      : [],
  )[0]
