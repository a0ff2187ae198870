import { stanceOf } from '../stance.ts'
import type { Line } from '../statements.ts'

/** What is only expected or said by others. */
const notMeant =
  /\b(?:(?:might|may|could|would)\s+(?:expect|think|guess|believe|suspect|say)|(?:often|sometimes|commonly|frequently|widely)\s+(?:said|claimed|stated|believed|thought|heard|told)|(?:expects?|thinks?|believes?|suspects?)\s+that|intuition|naively|at\s+first\s+(?:sight|glance)|seems?\s+(?:that|as)|myth)\b/i

const opening = /^\W*(?:with|under|using|after|without|for|in|unlike)\s+/i
/** Words with which a sentence may open and be about what is asked for all the same. */
const general =
  /^(?:the|an?|and|or|of|this|that|these|such|our|any|every|each|all|both|fixed|given|constant|large|larger|small|wide|deep|huge|big|long|sufficiently|very|general|words|short|summary|sum|brief|practice|particular|fact|turn|other|total|nutshell|end|result|conclusion|formula|formulas|terms|case|cases|images?|layers?|inputs?|outputs?|kernels?|filters?|networks?|notes?|your|fixed)$/i

/** "With Glorot the scale …", "In the Gram version, …": a sentence that opens with a case of its own. */
const opensOtherCase = (flow: string): boolean => {
  const lead = opening.exec(flow)?.[0]
  if (lead === undefined) return false
  const rest = flow.slice(lead.length, lead.length + 80)
  const comma = /[,:]/.exec(rest)?.index
  const phrase =
    comma === undefined
      ? rest.replace(/(?<!^)\b(?:the|its?|we|you|one|each|every|an?)\b.*$/i, '')
      : rest.slice(0, comma)
  return (phrase.match(/[\p{L}]{2,}/gu) ?? []).slice(0, 8).some((word) => !general.test(word))
}

/** Whether a text asserts what its words say at a place of a line: not under a condition, nor of what would be, nor denied. */
export const isAsserted = (line: Line, at: number): boolean =>
  !/\?\s*$/.test(line.flow) &&
  !notMeant.test(line.flow.slice(0, at)) &&
  !opensOtherCase(line.flow.slice(0, at)) &&
  stanceOf(
    line,
    { sides: [], signs: [], from: 0, to: 0, at, end: at, strong: false, boxed: false },
    () => true,
  ) === 'claim'
