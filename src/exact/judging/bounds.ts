import { unnamed } from '../equality/condition.ts'
import { type Exact, isExpression, type Relation } from '../value.ts'

const signs: readonly (readonly [RegExp, Relation])[] = [
  [/^\s*(?:≤|<=|⩽|\\le(?:q|qslant)?(?![a-zA-Z])|at most|no more than|up to)\s*/i, '<='],
  [/^\s*(?:≥|>=|⩾|\\ge(?:q|qslant)?(?![a-zA-Z])|at least|no less than|no fewer than)\s*/i, '>='],
  [/^\s*(?:<(?![=>|/a-z])|\\lt(?![a-zA-Z])|less than|fewer than|below)\s*/i, '<'],
  [/^\s*(?:>(?!=)|\\gt(?![a-zA-Z])|more than|greater than|above)\s*/i, '>'],
]

/** `≤ 3` and `at least 3`: a bound on something that is not named, and no value. Undefined for other texts. */
export const readBound = (text: string, read: (rest: string) => Exact | undefined): Exact | undefined => {
  for (const [sign, relation] of signs) {
    const found = sign.exec(text)
    if (!found) continue
    const value = read(text.slice(found[0].length))
    if (!value || !isExpression(value)) return undefined
    return { kind: 'relation', chain: { sides: [unnamed, value], relations: [relation] } }
  }
  return undefined
}
