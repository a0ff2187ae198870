import type { Block } from '../reply.ts'

/** A posted key that the solver refutes; nothing of what the solver has is told before the release. */
export type Dispute = {
  /** How they disagree, with the solver's value and an instance; empty where that may not be shown, or stands above. */
  readonly says: readonly string[]
  /** Whether the answer that was checked is that key. */
  readonly answered?: boolean
}

export const disputeBlocks = (dispute: Dispute | undefined): Block[] => {
  if (!dispute) return []
  const { says, answered = false } = dispute
  const opening = answered
    ? 'This is what the set’s posted key has, and the solver disagrees with the key.'
    : 'The set’s posted key and the solver disagree.'
  const details = says.map((one) => ` ${one.replace(/^./, (first) => first.toUpperCase())}`)
  return [{ kind: 'text', runs: [{ strong: 'Disputed key' }, ` ${opening}`, ...details] }]
}
