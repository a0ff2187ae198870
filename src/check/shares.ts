import type { Assessed } from './assess.ts'

const wholeOf = (of: string | undefined, { target: { quantity } }: Assessed): boolean =>
  of !== undefined && quantity.about.toLowerCase().includes(`one ${of.toLowerCase()}`)

const shareOf = /\b(?:per|each|every|single|one)\b(?:\s+(?<of>\p{L}{4,}))?/giu

/** Whether words call a value a share; "per iteration" is the whole cost of one iteration. */
export const saysShare = (words: string, assessed: Assessed): boolean =>
  [...words.matchAll(shareOf)].some(({ groups }) => !wholeOf(groups?.of, assessed))

const shareAfter =
  /^\s*(?:per|for (?:each|every|one))\s+(?!dimension|direction|axis|side|spatial)(?<of>\p{L}{4,})/iu

/** "90 weights plus a bias": of one filter, which has one bias. */
const withOneBias = /^\s*weights?\s*(?:plus|and|with|\+)\s+(?:a|one|1|its)\s+bias\b/i

/** "Weights: K·K·C per filter, F filters → K²CF": a share, whose whole follows in the same line. */
const isPart = (assessed: Assessed): boolean => {
  const { line, statement } = assessed.claim
  if (withOneBias.test(line.flow.slice(statement.end + 1))) return true
  const share = shareAfter.exec(line.flow.slice(statement.end + 1))
  return (
    share !== null &&
    !wholeOf(share.groups?.of, assessed) &&
    line.statements.some(({ at }) => at > statement.at)
  )
}

const severalLayers =
  /(?:\b(?:two|three|four|five|six|eight|ten|twelve|twenty|fifty)|¤)\s+(?:such\s+)?layers\b[^.;]*$/i

/** "Ten layers multiply the gradient by ¤": of all of them, where a factor per layer is asked for. */
const isOfSeveralLayers = ({ claim: { line, statement }, target }: Assessed): boolean =>
  /(?:^|_)(?:growth|gain|scale)$/.test(target.quantity.name) &&
  severalLayers.test(line.flow.slice(0, statement.at))

/** Whether a value that is not the one asked for is said of a part of it, or of several. */
export const isOfOtherAmount = (assessed: Assessed): boolean =>
  assessed.judgement === 'disagrees' && (isPart(assessed) || isOfSeveralLayers(assessed))
