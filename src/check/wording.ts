import { kept } from '../exact/kept.ts'
import { multipliers } from './multipliers.ts'
import { nameKey } from './names.ts'
import type { Line, Statement } from './statements.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
export const patternOf = kept(
  (words) =>
    new RegExp(
      `(?<![\\p{L}\\d])(?<!(?:input|filter|kernel|padded)\\s)${escaped(words).replace(/ /g, '\\s+')}(?:s|es)?(?![\\p{L}\\d])`,
      'giu',
    ),
  { most: 2_000 },
)

/** Between a quantity's name and its value: a copula, a preposition, a colon. */
const connectives = new Set(
  'is are was were be been becomes become equals equal should must will can could has have to the a an by at most least exactly approximately about roughly simply just only of for on in as it its we get obtain then thus so therefore hence given gives being stays stay remains remain keeps still unchanged = always also order one each per layer iteration step size number total matrix norm value now'.split(
    ' ',
  ),
)

/** "The field grows by J" gives a difference. */
const amount =
  /\b(?:grow|increas|rais|enlarg|extend|reduc|shrink|drop|fall)\w*\b(?!.*\b(?:factor|times)\b)[^¤]*\bby\s*$/i

const phraseOfPlace =
  /\b(?:of|for|in|on|with|without|after|before|at|per|from|to|along|across|by|under|over|through|during|between|as|than|because|since|where|when|if|that|which|using)\s+(?:(?:the|a|an|its|each|every|one|all|this|that|these|any|our|such|single|whole|entire)\s+)*[^\s,:;]+(?:\s+(?!is\b|are\b|was\b|be\b|must\b|should\b|can\b|equals?\b|becomes?\b|gives?\b)[^\s,:;]+){0,2}/gi
const nounPhrase =
  /\b(?:the|an?|its|each|every|this)\s+(?:[\p{L}-]+\s+){1,3}(?:is|are|equals?|becomes?|has|have)\b/iu

/** "Width: the padded length is ¤": another thing stands between a name and the value. */
const namesOther = (gap: string): boolean => {
  const own = gap.replace(phraseOfPlace, ' ')
  const found = nounPhrase.exec(own)
  if (!found) return false
  const nouns =
    found[0]
      .toLowerCase()
      .match(/[\p{L}-]+/gu)
      ?.slice(1, -1) ?? []
  return nouns.some((noun) => !connectives.has(noun) && !general.has(noun))
}
const general = new Set(
  'answer result output value maximum minimum largest smallest bound expression formula final exact'.split(
    ' ',
  ),
)

/** "Biases: one per filter ⇒ ¤": what a label is found to be. */
const concludes = /^\W{0,3}:[^¤:.;]{0,60}⇒\s*$/

const isGap = (gap: string): boolean => {
  if (concludes.test(gap)) return true
  // A colon in the middle begins something new.
  if (/[.;?⏎⇒]|:.*\w/.test(gap) || (gap.match(/¤/g)?.length ?? 0) > 1) return false
  // A value that follows "of ¤" or "after ¤ layers" belongs to the name; another value in between does not.
  const words = gap.toLowerCase().match(/[\p{L}=]+/gu) ?? []
  if (words.length > 9 || amount.test(gap)) return false
  const last = words.at(-1)
  // "Variance: one term: ¤"
  if (/\b(?:one|each|every|single|per)\s+(?:term|summand|product|addend)\b/i.test(gap)) return false
  if (
    /\b(?:independent|regardless|irrespective|function) of\b|\bdepend\w* (?:up)?on\b|\bproportional/i.test(
      gap,
    )
  )
    return false
  if (namesOther(gap)) return false
  if (words.length === 0) return /^[\s:(,"–—-]*$/.test(gap)
  if (gap.trimEnd().endsWith(':')) return words.length <= 6
  return (
    last !== undefined &&
    /^(?:is|are|was|be|becomes?|equals?|by|to|of|at|=|gives?|most|least|exactly|approximately|about|roughly|simply|just|then|therefore|always|stays?|remains?|keeps?|still)$/.test(
      last,
    ) &&
    words.some((word) => connectives.has(word))
  )
}

/** "The speedup is …": a general word as the subject of its sentence names the thing itself. */
const copula =
  /^\s*(?:per\s+(?:iteration|step|update)\s*)?(?:is|equals|becomes|of|=|:)?(?:\s+by)?(?:\s+(?:a|the))?(?:\s+factor(?:\s+of)?)?(?:\s+(?:then|thus|therefore|hence|now|just|simply))?\s*:?\s*$/i

const subjectInSymbols =
  /¤\s+(?!(?:the|an?|this|each|every|its|it|we|one)\s)(?:[\p{L}]+\s+){0,3}(?:has|have|having|with|whose|of)\s+(?:an?\s+|the\s+|its\s+)?(?:\w+\s+)?$/u

/** "¤ has spectral norm at most …" is about the norm of ¤, which need not be the matrix whose norm is asked for. */
const isOwnSubject = (before: string, known: Known, line: Line): boolean => {
  if (!subjectInSymbols.test(before)) return true
  const count = before.match(/¤/g)?.length ?? 0
  const clause = line.flow.indexOf(before)
  const own = line.statements.filter(({ at }) => at >= clause && at < clause + before.length)[count - 1]
  const side = own?.sides.at(-1)
  const argument = /\((.+)\)$/.exec(nameKey(known.quantity.symbol))?.[1]
  return side?.kind === 'side' && argument !== undefined && nameKey(side.text) === argument
}

/** "The ratio of the learning rates is ¤" gives none of them. */
const ofSeveral =
  /\b(?:ratios?|quotient|squares?|products?|sum|difference|inverse|reciprocal|logarithm|fraction|share|change|half|twice)\s+(?:of|in|between)\s+(?:(?:the|its|all|these|both|two)\s+)*$/i

/** "A sum of ¤ terms has standard deviation ¤" is about any such sum; "with the flipped kernel: ¤" about what it gives. */
const ofAnother =
  /(?:^|[,;:]\s*|\band\s+|\bthat\s+)(?:an?|any|such an?)\s+[^,;:]{1,80}\b(?:has|have|with)\s+(?:an?\s+|the\s+)?$|\b(?:with|using|via)\s+(?:the|this|our)\s+$/i

/** "¤ biases, ¤": the noun belongs to the value before it. "The two rates differ by ¤" gives neither. */
const isOfValueBefore = (before: string, at: number, end: number): boolean =>
  (/¤\s+$/.test(before.slice(0, at)) && /^\s*[,;:(]/.test(before.slice(end))) ||
  /\b(?:two|both)\s+$/i.test(before.slice(0, at)) ||
  /\bdiffer(?:s|ing)?\b[^¤]*\bby\b/i.test(before.slice(end)) ||
  // "Each layer widens the field by ¤"
  (/\b(?:grow|increas|rais|enlarg|extend|expand|widen|broaden|lengthen|reduc|shrink|lower|shift)\w*\s+(?:(?:the|its)\s+)?$/i.test(
    before.slice(0, at),
  ) &&
    /^\s*(?:in\s+\w+\s+)?by\s*$/i.test(before.slice(end))) ||
  // "the last start along the width is ¤"
  /\p{L}{3,}[^,;:¤]*\s(?:along|across|over|through)\s+(?:(?:the|its|each)\s+)?$/iu.test(before.slice(0, at))

/** "One bias per unit, ¤ of them" counts what was named last. */
const ofThem = /^\s*of\s+(?:them|these|those)\b/i

/** "Weights: ¤ filters of size ¤": the value counts what stands behind it. */
const countedNoun =
  /^\s*(filter|kernel|channel|neuron|layer|position|window|patch)(?:s|es)?\s+(?:of|with|each|per|at)\b/i

/** "Receptive field of ¤ stacked convolutions": the value counts things that there are many of. */
const countedAfterOf =
  /^\s*(?:[\p{L}-]+\s+){0,3}(?:layer|convolution|filter|kernel|block|stage|step|iteration|matri(?:x|ce)|network)s?\b/iu

/** "After padding, the width is ¤" is about the input. */
const ofPadded =
  /\b(?:after|with|including)\s+(?:the\s+|zero\s+)*padding\b[^¤]*$|\bpadding\s+(?:makes?|enlarges?|increases?|extends?|grows?|turns?|brings?|raises?|widens?)\b[^¤]*$/i

const isBounded =
  /\b(?:at most|at least|no (?:more|larger|greater|bigger|less|smaller) than|exceed|bounded|up to|limit\w*|capped?|must|should|allowed|permitted|permissible|admissible|largest|greatest|maxim\w*|can be)\b/i

export type Found = {
  readonly known: readonly Known[]
  readonly weak: boolean
  readonly named?: boolean
  /** "28 wide": the word says by itself what the value is. */
  readonly isAdjective?: boolean
}

/** The words before a place, back to the last full stop, semicolon or line end. */
export const clauseBefore = (flow: string, at: number): string => {
  const before = flow
    .slice(Math.max(0, at - 240), at)
    .replace(/\b(?:i\.e|e\.g|cf|resp|approx|vs)\.(?= )/g, (found) => found.replace(/\./g, ','))
  const cut = Math.max(
    before.lastIndexOf('. '),
    before.lastIndexOf('; '),
    before.lastIndexOf('⏎'),
    before.lastIndexOf('? '),
  )
  return before.slice(cut + 1)
}

/** `(n − k + 1)² independent terms` counts the terms of what is to be found. */
const countsTerms = /^\s*(?:[a-z-]+\s+){0,2}(?:terms|summands|addends|contributions|products|copies)\b/i

/** "¤ per filter" is not what all filters have. */
const ofOne =
  /^\s*(?:\p{L}+\s+)?(?:per|for each|for every|in each|each)\s+(?:\p{L}+\s+)?(?:filter|kernel|channel|output|neuron|unit|pixel|position|entry|patch|window|map)s?\b/iu

/** `Var(z_{ij}) = …` names by itself what it is about. */
const isOfSomething = ({ sides: [head, ...others] }: Statement): boolean =>
  others.length > 0 && head?.kind === 'side' && /^\w+\([^()]+\)$/.test(nameKey(head.text))

/** Nothing goes on from the value as from the subject of a sentence. */
const isWholeAnswer =
  /^\s*(?:$|[.,;:()⏎—–]|(?:for|per|where|with|and|or|if|when|in|of|since|because|as|by|times|\p{L}+s\b\s*(?:$|[.,;)]))(?!\p{L}))/u

/** The quantities that the words before a statement name: those whose name ends nearest to it. */
export const wordedBefore = (line: Line, statement: Statement, vocabulary: Vocabulary): Found | undefined => {
  const following = line.flow.slice(statement.end + 1, statement.end + 60)
  if (countsTerms.test(following) || ofOne.test(following)) return undefined
  const own = clauseBefore(line.flow, statement.at)
  // "**Output shape.** …" names what the next sentence gives.
  const isLed = !/\p{L}/u.test(own)
  // The rows of a table are named in its first column.
  if (isLed && line.sentence.cell?.column === 0) return undefined
  if (isLed && (!isWholeAnswer.test(following) || isOfSomething(statement))) return undefined
  const before = isLed ? `${line.lead} : ` : own
  let [end, isWeak] = [-1, true]
  let known: Known[] = []
  let words = ''
  const [side] = statement.sides
  const counted = countedNoun.exec(following)?.[1]?.toLowerCase()
  const isOfThem = ofThem.test(following) && side?.kind === 'side' && /[A-Za-z]/.test(side.text)
  for (const phrase of vocabulary.phrases) {
    if (phrase.after || phrase.known.quantity.value.kind === 'word') continue
    for (const found of before.matchAll(patternOf(phrase.words))) {
      const last = found.index + found[0].length
      if (last < end || !(isGap(before.slice(last)) || isOfThem)) continue
      if (ofSeveral.test(before.slice(0, found.index))) continue
      if (!phrase.known.asked && ofAnother.test(before.slice(0, found.index))) continue
      if (/\bof\s*$/.test(before.slice(last)) && countedAfterOf.test(following)) continue
      if (counted !== undefined && !phrase.words.includes(counted)) continue
      if (isOfValueBefore(before, found.index, last)) continue
      // "One bias per filter" says by itself how many.
      if (
        / (?:per|for each) /.test(phrase.words) &&
        /\b(?:one|a|an|single)\s+$/i.test(before.slice(0, found.index))
      )
        continue
      if (!phrase.words.includes(' ') && ofPadded.test(before.slice(0, found.index))) continue
      if (
        phrase.bound &&
        !(isBounded.test(before) && isOwnSubject(before.slice(0, found.index), phrase.known, line))
      )
        continue
      // "Total number of parameters" is not each layer's "parameters".
      if (last === end && words.endsWith(` ${phrase.words}`)) continue
      if (last > end) [end, isWeak, known, words] = [last, true, [], phrase.words]
      const isSubject =
        phrase.words.length > 3 &&
        /(?:^|,\s|\b(?:is|gives?|yields?|means|get|have|obtain)\s)\W*(?:the|its|an?)?\s*$|(?<!\b(?:of|in|for|on|at|by|with|to|from|per|and|or)\s+)\bthe\s+$/i.test(
          before.slice(0, found.index),
        )
      if (phrase.words.includes(' ') || (isSubject && copula.test(before.slice(last)))) isWeak = false
      if (!known.includes(phrase.known)) known.push(phrase.known)
    }
  }
  if (known.length > 0) return { known, weak: isWeak }
  const scaled = multipliers(before, following, vocabulary)
  return scaled.length > 0 ? { known: scaled, weak: false } : undefined
}

/** "A filter spans all ¤ channels", "a window through ¤ channels": those that are read, and not those that come out. */
const readByFilter =
  /\b(?:filter|kernel|window|patch|neuron)s?\b[^.;:]*\b(?:span|cover|cross|extend|run|reach|act|slide|look|see|read|connect|touch|use|take|sum|go)(?:s|es|ning|ing)?\b[^.;:]*$|\b(?:through|across|over|spanning)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?$/i

/** `K²C weights per filter`: the value first, then what it counts. */
export const wordedAfter = (line: Line, statement: Statement, vocabulary: Vocabulary): Found | undefined => {
  const after = line.flow.slice(statement.end + 1, statement.end + 80)
  const before = clauseBefore(line.flow, statement.at)
  if (/^\s*(?:input\s+)?channels?\b/i.test(after) && readByFilter.test(before)) return undefined
  let best: { length: number; known: Known[]; words: string; isAdjective: boolean } | undefined
  for (const { words, known, after: isAdjective = false } of vocabulary.phrases) {
    const found = [...after.matchAll(patternOf(words))][0]
    if (!found || !/^\s*(?:learnable|trainable|total|different|\s)*$/.test(after.slice(0, found.index)))
      continue
    if (!best || words.length > best.length)
      best = { length: words.length, known: [known], words, isAdjective }
    else if (words === best.words) best.known.push(known)
  }
  return (
    best && {
      known: best.known,
      weak: !best.isAdjective && best.words.split(' ').length < 3,
      isAdjective: best.isAdjective,
    }
  )
}
