import type { Finding } from '../../model.ts'
import { sizesWritten } from '../sizes.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'

/** "The output in (ii) is a 2×2 array". */
const said =
  /\b(?:output|result)(?:\s+(?:in|of|for)\s+(?:part\s+)?(?:¤|\(?\s*\w+\s*\)?))?\s+(?:is|becomes|has|will\s+be)\s+(?:(?:thus|then|therefore|hence|only|just|again)\s+)?(?:(?:an?|the)\s+)?(?:(?:size|shape)\s+(?:of\s+)?)?¤/gi
/** What would make it the output of something else. */
const otherwise =
  /\b(?:with|without|if|were|for|when|whenever|in case|strided?|pad\w*|full|same|valid|larger|smaller|another|other|pool\w*|previous|before|intermediate|first|second|average|would|not)\b/i

/** What begins anew leaves conditions before it behind. */
const clauseOf = (before: string): string => before.split(/[;:.]|\b(?:since|because|as|so)\b/i).at(-1) ?? ''

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const asked = vocabulary.known.filter(
    ({ asked, quantity: { value } }) => asked && value.kind === 'tensor' && value.shape.length === 2,
  )
  const [first] = asked
  if (!first) return []
  const shapes = asked.flatMap(({ quantity: { value } }) => (value.kind === 'tensor' ? [value.shape] : []))
  return [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const at = found.index + found[0].length - 1
    const statement = line.statements.find((one) => one.at === at)
    const side = statement?.sides.length === 1 ? statement.sides[0] : undefined
    const sizes = side?.kind === 'side' ? sizesWritten(side.text) : undefined
    if (!statement || sizes?.length !== 2 || analysis.stance(line, statement) !== 'claim') return []
    if (shapes.some((shape) => shape.join() === sizes.join())) return []
    const after = line.flow.slice(statement.end + 1).split(/[,;:.]/, 1)[0] ?? ''
    if (otherwise.test(clauseOf(line.flow.slice(0, found.index))) || otherwise.test(after)) return []
    return [
      statementFinding(analysis, statement, {
        of: first,
        claimed: `[${sizes.join(', ')}]`,
        expected: [...new Set(shapes.map((shape) => `[${shape.join(', ')}]`))].join(' or '),
        because: 'The output has another size.',
      }),
    ]
  })
}

/** The size that a text gives to the array asked for, against the array. */
export const arraySizeFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
