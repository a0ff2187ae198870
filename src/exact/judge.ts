import { equal } from './equal.ts'
import { undecided } from './equality/verdict.ts'
import { mayDifferAsIntervals } from './judging/pairs.ts'
import { readAnswer } from './judging/read-answer.ts'
import { otherReadings } from './judging/readings.ts'
import type { SymbolDomain } from './normal-form.ts'
import type { Exact } from './value.ts'

/** A reference, in plain text or LaTeX or both, and a candidate; `llm` is a text whose final answer counts. */
export type Pair = {
  readonly id: string
  readonly reference?: string | undefined
  readonly referenceLatex?: string | undefined
  readonly candidate: string
  readonly format?: string | undefined
  readonly domain?: string | undefined
}

export type Judgement = {
  readonly id: string
  readonly ok: true
  readonly equal: boolean | null
  readonly by: string
}

const domains: readonly SymbolDomain[] = ['positive', 'integer', 'real', 'unit']

/** The readings of the reference; a product that the other reading gives as a shape is that shape. */
const readReference = (plain: string | undefined, latex: string | undefined): readonly Exact[] => {
  const readings = [
    plain === undefined ? undefined : readAnswer(plain, 'plain'),
    latex === undefined ? undefined : readAnswer(latex, 'latex'),
  ].filter((reading) => reading !== undefined)
  const arrays = readings.filter((reading) => reading.kind === 'tensor' || reading.kind === 'shape')
  return arrays.length === 1 && readings.some((reading) => reading.kind === 'product') ? arrays : readings
}

/**
 * Judges whether the candidate is the reference. Both readings of a reference that are there must lead to one
 * judgement; what cannot be read is undecided.
 */
export const judgePair = ({
  id,
  reference,
  referenceLatex,
  candidate,
  format = 'plain',
  domain,
}: Pair): Judgement => {
  const readings = readReference(reference, referenceLatex)
  if (readings.length === 0) return { id, ok: true, equal: null, by: 'unreadable reference' }
  const value = readAnswer(candidate, format)
  if (value === undefined) return { id, ok: true, equal: null, by: 'unreadable candidate' }
  const written = { reference: reference ?? referenceLatex ?? '', candidate }
  const options = { domain: domains.find((one) => one === domain) ?? 'real', anyOrder: true } as const
  const judgements = readings.map((reading) => {
    const [meant, given] = otherReadings(reading, value, written) ?? [reading, value]
    const judgement = equal(meant, given, options)
    const isOpen = judgement.equal && mayDifferAsIntervals(meant, given, Object.values(written))
    return isOpen ? undecided('vector or interval') : judgement
  })
  const decided = judgements.filter((judgement) => judgement.equal !== null)
  const [first] = decided
  if (!first) return { id, ok: true, equal: null, by: judgements[0]?.by ?? 'nothing' }
  if (decided.some((judgement) => judgement.equal !== first.equal))
    return { id, ok: true, equal: null, by: 'the readings of the reference differ' }
  return { id, ok: true, equal: first.equal, by: first.by }
}
