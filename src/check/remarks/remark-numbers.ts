import { fraction, num } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { scalarOf } from '../settings.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'

const spoken: Readonly<Record<string, number>> = {
  one: 1,
  a: 1,
  an: 1,
  two: 2,
  twice: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  sixteen: 16,
}

/** A number of times: in words, or a value of its own. */
export const timesPattern = 'two|three|four|five|six|seven|eight|nine|ten|sixteen|¤'

/** The number that stands at a place of a line's flow, in words or as a value. */
export const numberAt = (
  word: string,
  at: number,
  line: Line,
  { read }: Analysis,
): Expression | undefined => {
  if (word !== '¤') {
    const value = spoken[word.toLowerCase()]
    return value === undefined ? undefined : num(value)
  }
  const statement = line.statements.find((one) => one.at === at)
  return statement?.sides.length === 1 ? scalarOf(statement.sides[0], read) : undefined
}

const changes: readonly (readonly [RegExp, Expression])[] = [
  [/^(?:doubl|twice)/i, num(2)],
  [/^tripl/i, num(3)],
  [/^quadrupl/i, num(4)],
  [/^hal[vf]/i, fraction(1, 2)],
]

/** By what "doubles" and "halving" multiply. */
export const factorOf = (word: string): Expression | undefined =>
  changes.find(([stem]) => stem.test(word))?.[1]
