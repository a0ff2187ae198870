import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exact } from '../exact/value.ts'
import type { Finding, Verdict } from '../model.ts'
import type { PictureRequest } from '../picture.ts'
import { clipAlt, valueAlt as exactAlt } from './solution-pictures.ts'
import { quoted, shownValue } from './verdict.ts'

/** Further findings stand in the text; the first matters most. */
const mostCards = 2

const isRed = ({ kind, follows }: Finding): boolean =>
  (kind === 'disagrees' || kind === 'contradicts-itself') && follows !== true

/** The claims as a bar, where there are several, and a card for each of the first red findings. */
export const verdictPictures = (name: string, verdict: Verdict): PictureRequest[] => {
  const { agree, disagree, unverified } = countsOf(verdict)
  const cards = verdict.findings.filter(isRed).slice(0, mostCards)
  return [...(agree + disagree + unverified > 1 ? [barOf(name, verdict)] : []), ...cards.map(cardOf)]
}

/** A sentence of which nothing could be checked counts as one claim. */
const countsOf = ({ claims, unchecked = [] }: Verdict): Verdict['claims'] => ({
  ...claims,
  unverified: claims.unverified + unchecked.length,
})

const barOf = (name: string, verdict: Verdict): PictureRequest => {
  const counts = countsOf(verdict)
  return {
    name: 'claims',
    alt: `Claims of the text on ${name}: ${counts.agree} agree with the solver, ${counts.disagree} disagree, ${counts.unverified} could not be checked.`,
    drawing: { kind: 'verdict', heading: `${name}, claim by claim`, ...counts },
  }
}

const cardOf = (finding: Finding, at: number): PictureRequest => {
  const quote = quoted(finding.quote)
  const { claimed, expected, because } = finding
  const heading = finding.kind === 'disagrees' ? 'This disagrees with the solver' : 'This contradicts itself'
  return {
    name: `finding-${at + 1}`,
    alt: clipAlt(
      [
        `${heading}: “${quote}”.`,
        ...(claimed === undefined ? [] : [`Claimed: ${valueAlt(claimed)}.`]),
        ...(expected === undefined ? [] : [`The solver has: ${valueAlt(expected)}.`]),
        ...(because === undefined ? [] : [because]),
      ].join(' '),
    ),
    drawing: {
      kind: 'finding',
      heading,
      quote,
      ...(claimed !== undefined && { claimed: exactOf(claimed) }),
      ...(expected !== undefined && { expected: exactOf(expected) }),
      ...(because !== undefined && { because }),
    },
  }
}

/** Values of findings are written in mathjs's syntax; a claim may be anything else. */
const exactOf = (text: string): Exact | string => {
  try {
    return readText(text)
  } catch (error) {
    if (error instanceof ReadError) return shownValue(text)
    throw error
  }
}

const valueAlt = (text: string): string => {
  const value = exactOf(text)
  return typeof value === 'string' ? value : exactAlt(value)
}
