import { type Assessed, assess } from './assess.ts'
import { wholeIndex } from './entries.ts'
import type { Meant } from './meant.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Cells of one row of a table. */
const inOneRow = ({ sentence: { cell, under } }: Line, { sentence: other }: Line): boolean =>
  cell !== undefined && cell.row === other.cell?.row && under === other.under

/**
 * "(0,1): 2 + 6 + 4 = 12, −52, total −40": numbers said of a place before its entry, in one line or one row of a table,
 * are what the entry is made of.
 */
export const leadsToEntry = ({ claim, target }: Assessed, meant: readonly Meant[]): boolean =>
  claim.indices?.every((index) => wholeIndex(index) !== undefined) === true &&
  meant.some(({ assessed: { claim: other, target: same, judgement } }) => {
    const isLater = other.statement.at > claim.statement.at || other.line.number > claim.line.number
    return (
      judgement === 'agrees' &&
      same === target &&
      isLater &&
      other.indices?.join() === claim.indices?.join() &&
      (other.line === claim.line || inOneRow(other.line, claim.line))
    )
  })

const against =
  /^[^¤.;]{0,40}\b(?:rather than|instead of|as opposed to|not|versus|vs\.?|against)\s+(?:the\s+)?$/i

/** "For K = 3 that means ¤ weights rather than ¤", where the second is right: the first is of something else in that case. */
export const isContrasted = ({ claim }: Assessed, analysis: Analysis, vocabulary: Vocabulary): boolean => {
  const { line, statement } = claim
  const next = line.statements.find(({ at }) => at > statement.at)
  const side = next?.sides.at(-1)
  if (!next || !side || !against.test(line.flow.slice(statement.end + 1, next.at))) return false
  return assess({ ...claim, side, statement: next }, analysis, vocabulary)?.judgement === 'instance'
}
