import type { Assessed } from './assess.ts'
import { assess } from './assess.ts'
import { answerOf } from './because.ts'
import type { Claim } from './claims.ts'
import type { Meant } from './meant.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Lines before a claim in which another thing may be spoken of. */
const farthest = 8

const lastOf = (text: string, words: readonly string[]): number =>
  Math.max(-1, ...[...text.matchAll(new RegExp(`\\b(?:${words.join('|')})`, 'gi'))].map(({ index }) => index))

type Reach = 'text' | 'block'

/** The texts in which it is said what a claim is about, the nearest first: in its own block, or some before it. */
const around = ({ line, statement }: Claim, { lines }: Analysis, reach: Reach): readonly string[] => {
  const { cell, under, block } = line.sentence
  return [
    line.flow.slice(0, statement.at),
    `${cell?.header ?? ''} ${cell?.row ?? ''}`,
    line.flow.slice(statement.end + 1).split(/[;.]/)[0] ?? '',
    line.lead,
    ...lines
      .slice(Math.max(0, line.number - farthest), line.number)
      .filter(({ sentence }) => reach === 'text' || sentence.block === block)
      .map(({ flow }) => flow)
      .reverse(),
    under,
  ]
}

/**
 * The other things that the solver knows and a text speaks of where it makes a claim: average pooling beside max pooling. What
 * stands in a box is the answer.
 */
const spokenOf = (
  claim: Claim,
  { reference }: Known,
  analysis: Analysis,
  { alternatives }: Vocabulary,
  reach: Reach,
): Vocabulary['alternatives'] =>
  alternatives.filter(({ reference: own, rightOf }) => {
    if (!rightOf || own !== reference || claim.statement.boxed) return false
    const { other, asked } = rightOf
    const said = around(claim, analysis, reach).find((text) => lastOf(text, [...other, ...asked]) >= 0)
    return said !== undefined && lastOf(said, other) > lastOf(said, asked)
  })

/** Whether a value is said of another thing than is asked about, and is what the solver gives for that. */
export const isRightOfAnother = (
  claim: Claim,
  target: Known,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean =>
  spokenOf(claim, target, analysis, vocabulary, 'text').some(({ answers }) => {
    const answer = answerOf(target.quantity, answers)
    const known = answer && { ...target, quantity: answer, general: [] }
    return known && assess({ ...claim, targets: [known] }, analysis, vocabulary)?.judgement === 'agrees'
  })

/** Whether a value that is not right is said of another thing, where the text has what is asked for right. */
export const isSaidOfAnother = (
  { claim, target }: Assessed,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean =>
  meant.some(
    ({ assessed, stance }) =>
      stance !== 'mention' &&
      assessed.judgement === 'agrees' &&
      assessed.target.asked &&
      assessed.target.reference === target.reference,
  ) && spokenOf(claim, target, analysis, vocabulary, 'block').length > 0
