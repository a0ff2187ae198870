import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { sameScalar } from './sameness.ts'
import { sizesWritten } from './sizes.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { clauseBefore } from './wording.ts'

const isBracketed = (text: string): boolean =>
  /^\\?[([].*[)\]]$/s.test(text.replace(/\\(?:left|right|[bB]igg?[lr]?)(?![a-zA-Z])\s*/g, '').trim())

/** How many sizes `A × B × C` has; undefined for what is no size. */
export const rankOf = (side: AnySide | undefined, analysis: Analysis): number | undefined => {
  if (side?.kind !== 'side') return undefined
  const written = sizesWritten(side.text)
  if (written) return written.length
  const value: Exact | undefined = analysis.read(side)
  if (value?.kind === 'shape') return value.sizes.length
  if (value?.kind === 'tensor' && value.shape.length === 1 && isBracketed(side.text)) return value.shape[0]
  return value?.kind === 'product' && value.times ? value.factors.length : undefined
}

/** Shapes that a size of this rank can be, of which some size is asked for. */
export const shapesAsked = (rank: number, vocabulary: Vocabulary): readonly Known[] =>
  vocabulary.known.filter((known) => {
    const { value } = known.quantity
    if (value.kind !== 'shape' || value.sizes.length !== rank) return false
    return (
      known.asked ||
      vocabulary.known.some(({ asked, reference, quantity }) => {
        const own = quantity.value
        return (
          asked &&
          reference === known.reference &&
          isExpression(own) &&
          value.sizes.some((size) => sameScalar(size, own) === true)
        )
      })
    )
  })

const ofOutput =
  /\b(?:outputs?|results?|shape|size|dimensions?|volume|activations?|feature maps?|becomes?|gives?|get|is|so|thus|hence|therefore)\b[^¤]*$/i
export const ofOther =
  /\b(?:inputs?|images?|padded|kernels?|filters?|windows?|patch(?:es)?|weights?|param\w*|each|one|per)\b/i
/** "28×28×10 becomes 14×14×10": what goes in stands before. */
export const goesOn =
  /^\s*(?:becomes?|turns? into|is (?:mapped|turned|reduced|halved) (?:in)?to|goes to|shrinks? to|→)(?![a-z])/i
const countsAfter =
  /^\s*(?:\w+\s+)?(?:weights?|param\w*|kernels?|filters?|windows?|inputs?|images?|patch\w*)\b/i

/** "The output is A × B × C" gives all sizes of the output at once. */
export const shapeClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] =>
  analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement) => shapeClaim(line, statement, analysis, vocabulary) ?? []),
  )

const ofOutputs = /^(?:out(?:put)?_)?shape$/

const shapeClaim = (
  line: Line,
  statement: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Claim | undefined => {
  const side = statement.sides.at(-1)
  const [head] = statement.sides
  const isNamed = statement.sides.length === 2 && head?.kind === 'side' && head.format === 'words'
  // `28×28×10 → 14×14×10`
  const isMapped = statement.signs.length === 1 && statement.signs[0] === '->'
  if (!side || line.sentence.cell || !(statement.sides.length === 1 || isNamed || isMapped)) return undefined
  const rank = rankOf(side, analysis)
  const all = rank === undefined || rank < 2 ? [] : shapesAsked(rank, vocabulary)
  // What goes in is given, and what comes out of one of many layers is no output of the whole.
  const targets = isMapped ? all.filter(({ quantity }) => ofOutputs.test(quantity.name)) : all
  if (targets.length === 0) return undefined
  const start = Math.max(
    0,
    ...line.statements.filter((other) => other.at < statement.at).map((other) => other.end),
  )
  const before =
    isNamed && head.kind === 'side' ? head.text : clauseBefore(line.flow.slice(start, statement.at), 240)
  // What a colon introduces is not what stands far before it.
  const near = /:\s*$/.test(before) ? before.slice(-30).replace(/\b(?:each|one|per) of\b/i, '') : before
  const isAlone = isMapped || (line.statements.length === 1 && !/\p{L}/u.test(line.flow))
  const after = line.flow.slice(statement.end + 1)
  if (goesOn.test(after)) return undefined
  if (ofOther.test(near) || countsAfter.test(after.slice(0, 40))) return undefined
  if (!isAlone && !ofOutput.test(before) && near === before) return undefined
  return { targets, side, sign: '=', tie: 'worded', line, statement }
}
