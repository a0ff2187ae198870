import type { Assessed } from './assess.ts'
import type { Line, Statement } from './statements.ts'

/** Nothing but values, side by side. */
const onlyValues = /^(?:[\s¤,;/|()]|\b(?:or|and|either|alternatively)\b)*[.]?\s*$/i

const isBare = ({ sides: [side, ...others] }: Statement): boolean =>
  others.length === 0 && side?.kind === 'side' && side.format !== 'words'

/**
 * "1/√d, 1/d": of several answers that a line gives side by side, without a word of which it means, none is the answer.
 * `fits` tells what is the value of something asked for.
 */
export const isHedged = ({ claim }: Assessed, fits: (line: Line, statement: Statement) => boolean): boolean =>
  claim.tie === 'weak' &&
  onlyValues.test(claim.line.flow) &&
  claim.line.statements.some(
    (other) =>
      other !== claim.statement && isBare(other) && isBare(claim.statement) && !fits(claim.line, other),
  )
