import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { toUnicode } from '../exact/write/write.ts'
import type { Finding, Verdict } from '../model.ts'
import type { Block, Run, Tone } from '../reply.ts'
import { mathText } from './math-text.ts'
import { proseBlocks } from './prose.ts'

const tones: Readonly<Record<Verdict['verdict'], Tone>> = {
  agrees: 'green',
  disagrees: 'red',
  'contradicts-itself': 'red',
  spirals: 'red',
  'differs-by-convention': 'amber',
  incomplete: 'amber',
  unverified: 'grey',
}

export const toneOf = ({ verdict }: Verdict): Tone => tones[verdict]

const claims = (count: number): string => `${count} claim${count === 1 ? '' : 's'}`
const agreeing = (count: number): string => `${claims(count)} ${count === 1 ? 'agrees' : 'agree'}`

/** What else the text says, and how much of that nobody has checked. */
const beyond = ({ unchecked = [] }: Verdict): string =>
  unchecked.length === 0
    ? ''
    : ` ${unchecked.length} more sentence${unchecked.length === 1 ? '' : 's'} with numbers or formulas could not be checked.`

/** The verdict line: what was found, never more than was checked. */
export const verdictRuns = (verdict: Verdict): Run[] => {
  const { agree, disagree, unverified } = verdict.claims
  const all = agree + disagree + unverified
  const unsure = `${unverified > 0 ? ` ${claims(unverified)} could not be checked.` : ''}${beyond(verdict)}`
  switch (verdict.verdict) {
    case 'agrees':
      return [
        { strong: `✅ ${agree} of ${claims(all)} ${agree === 1 ? 'agrees' : 'agree'} with the solver.` },
        unsure,
      ]
    case 'disagrees':
      return [
        { strong: `⚠️ ${disagree} of ${claims(all)} ${disagree === 1 ? 'disagrees' : 'disagree'}.` },
        agree > 0 ? ` ${agree} agree${agree === 1 ? 's' : ''}.` : '',
        unsure,
      ]
    case 'contradicts-itself':
      return [{ strong: '⚠️ This explanation contradicts itself.' }, unsure]
    case 'spirals':
      return [{ strong: '⚠️ This explanation takes itself back again and again and does not settle.' }]
    case 'differs-by-convention':
      return [{ strong: '⚠️ Right under another convention than the one used here.' }, unsure]
    case 'incomplete':
      return [
        { strong: '⚠️ What was asked for is not all there.' },
        agree > 0 ? ` ${agreeing(agree)}.` : '',
        unsure,
      ]
    case 'unverified':
      return [{ strong: unverifiedLine(agree, unverified) }]
  }
}

const unverifiedLine = (agree: number, unverified: number): string => {
  if (agree + unverified === 0) return '❔ Nothing in it could be read as a claim about this answer.'
  return `❔ ${agreeing(agree)}, ${unverified} could not be checked.`
}

/** Findings past these would bury the first one, which matters most. */
const mostFindings = 4

export const findingBlocks = (verdict: Verdict): Block[] => {
  const shown = verdict.findings.slice(0, mostFindings)
  const more = verdict.findings.length - shown.length
  return [
    ...shown.flatMap((finding, at) => findingBlock(withoutRepeating(finding, shown.slice(0, at)))),
    ...(more > 0 ? [{ kind: 'text' as const, runs: [`${more} more of the same kind below.`] }] : []),
  ]
}

/** More of them would bury what was found. */
const mostUnchecked = 3

/** The first sentences that nobody has checked, so that whoever reads on knows which. */
export const uncheckedBlocks = ({ unchecked = [] }: Verdict): Block[] =>
  unchecked.length === 0
    ? []
    : [
        {
          kind: 'text',
          runs: [unchecked.length > mostUnchecked ? 'Not checked, among others:' : 'Not checked:'],
        },
        ...unchecked.slice(0, mostUnchecked).map(({ quote }) => quoteBlock(quote)),
      ]

/** What is right is said once of all that follows from one slip. */
const withoutRepeating = (finding: Finding, before: readonly Finding[]): Finding => {
  const { expected, ...rest } = finding
  return finding.follows && before.some((other) => other.expected === expected) ? rest : finding
}

/** A sentence between whose words formulas stand is set like the text that it is from. */
const quoteBlock = (quote: string): Block => {
  const mixed = /\$[^$]+\$/.test(quote) && /\p{L}{3,}/u.test(quote.replace(/\$[^$]+\$/g, ' '))
  const [first, ...others] = mixed && quote.length <= longestQuote ? proseBlocks(quote) : []
  if (others.length > 0 || first?.kind !== 'text') return { kind: 'quote', runs: [clip(quoted(quote))] }
  return { kind: 'quote', runs: first.runs }
}

const findingBlock = (finding: Finding): Block[] => {
  const says = sentence(finding)
  return [
    ...(finding.quote ? [quoteBlock(finding.quote)] : []),
    ...(says.length > 0 ? [{ kind: 'text' as const, runs: says }] : []),
  ]
}

/** LaTeX as Unicode; other text stays as it was written. */
export const quoted = (text: string): string => {
  const bare = text.replaceAll(/^\$+|\$+$/g, '').trim()
  return bare.includes('\\') && !bare.includes('$') ? mathText(bare) : text
}

/** mathjs text as people write it; a claim may be anything else. */
export const shownValue = (text: string): string => {
  try {
    return toUnicode(readText(text))
  } catch (error) {
    if (error instanceof ReadError) return / \? .* : /.test(text) ? piecesText(text) : text
    throw error
  }
}

/** `n < 0 ? 0 : n >= 0 ? 2^n : undefined` as people write it: `0 for n < 0; 2ⁿ for n ≥ 0`. */
const piecesText = (text: string): string =>
  text
    .split(' : ')
    .filter((piece) => piece !== 'undefined')
    .map((piece) => {
      const [when = '', value] = piece.split(' ? ')
      return value === undefined ? piece : `${shownValue(value)} for ${signs(when)}`
    })
    .join('; ')

const signs = (condition: string): string => condition.replaceAll('<=', '≤').replaceAll('>=', '≥')

const longestQuote = 300
const clip = (text: string): string =>
  text.length > longestQuote ? `${text.slice(0, longestQuote - 3)}…` : text

const sentence = (finding: Finding): Run[] => {
  const because = finding.because ? ` ${finding.because}` : ''
  const follows = finding.follows ? ' This follows from the first one.' : ''
  if (finding.kind === 'unverified') return [`This could not be checked.${because}`]
  if (finding.kind === 'incomplete')
    return [
      `Missing: ${finding.because?.replace(/ is not given\.$/, '') ?? finding.quantity ?? 'an answer'}.`,
    ]
  if (finding.expected === undefined) return because || follows ? [`${because}${follows}`.trim()] : []
  return ['The solver has ', { strong: clip(shownValue(finding.expected)) }, `.${because}${follows}`]
}
