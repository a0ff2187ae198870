import type { Known, Vocabulary } from '../vocabulary.ts'
import { patternOf } from '../wording.ts'

const adverbs =
  /(?:\s+|^)(?:also|then|thus|therefore|hence|only|just|even|merely|simply|again|always|still|now|itself|accordingly|consequently|indeed|actually|clearly|in\s+turn|in\s+fact|alone|must|should|may|can|has\s+to|have\s+to|needs?\s+to|entirely|completely|clearly|will|would|exactly|precisely|roughly|about|approximately|nearly|almost|,)\s*$/i
/** Words without the adverbs that they end with. */
export const withoutAdverbs = (text: string): string => {
  let out = text
  for (let count = 0; count < 4 && adverbs.test(out.slice(-40)); count++)
    out = out.slice(0, -40) + out.slice(-40).replace(adverbs, '')
  return out.trimEnd()
}

/** What may stand before a name: nothing, an article, an adjective that changes nothing. */
const opens =
  /(?:^\s*|[,:(]\s*|\b(?:the|an?|its|this|one|each|every|and|so|then|that|but|both|hence|thus|therefore|makes?|total|whole|overall|required|resulting|permitted|allowed|maximal|maximum|largest|typical)\s+)$/i
/** "The area of the field" is not the field. */
const isOfOther =
  /\b(?:of|in|for|per|by|with|from|to|on|than|as)\s+(?:(?:the|an?|its|this|one|each|every|both|total|whole|overall)\s+)*$/i
const complement =
  /\s+(?:of|in|for|per|along)\s+(?!(?:[\p{L}-]+\s+){0,3}(?:terms?|summands?|products?|sums?|activations?|others?)\b)(?:(?:the|an?|one|each|every|this|all)\s+)?(?:[\p{L}-]+\s+){0,2}[\p{L}-]+$/iu

const otherHeads = /^(?:constant|prefactor|scalar|coefficient|bound)$/
const isMultiplier = ({ quantity: { name, about } }: Known): boolean =>
  /scale|alpha|factor/.test(name) && /factor/.test(about)

/** "The deviation", for the standard deviation, where nothing else that is known is a deviation. */
const headsOf = ({ phrases, known: all }: Vocabulary, word: string): readonly Known[] => {
  const asked = all.filter((one) => one.asked)
  if (asked.length === 1 && otherHeads.test(word))
    return asked.filter((one) => isMultiplier(one) || word === 'bound')
  const own = phrases.filter(({ words }) => words === word || words.endsWith(` ${word}`))
  const known = [...new Set(own.map((phrase) => phrase.known))]
  const meant = known.filter((one) => one.asked)
  return meant.length === 1 ? meant : []
}

/** The longest of the names that a text ends with, where nothing before it makes it another's. */
export const namedAtEnd = (text: string, vocabulary: Vocabulary): readonly Known[] => {
  const near = text.slice(-90)
  let [length, known]: [number, Known[]] = [0, []]
  for (const phrase of vocabulary.phrases) {
    if (phrase.words.length < 3 || phrase.words.length < length || phrase.after) continue
    const last = [...near.matchAll(patternOf(phrase.words))].at(-1)
    if (
      !last ||
      last.index + last[0].length !== near.length ||
      !opens.test(near.slice(0, last.index)) ||
      isOfOther.test(near.slice(0, last.index))
    )
      continue
    if (phrase.words.length > length) [length, known] = [phrase.words.length, []]
    known.push(phrase.known)
  }
  if (known.length > 0) return known
  const head = /(?:^|\s)(?:the|its|an?)\s+([a-z]{5,})$/i.exec(near)?.[1]?.toLowerCase()
  return head === undefined ? [] : headsOf(vocabulary, head)
}

/** "The deviation of the gradient": the name without what it is of. */
export const withoutComplement = (text: string): string => text.slice(-120).replace(complement, '')

/** "The runtime" is that of the order asked for, though another's has the plain name. */
export const withAsked = (named: readonly Known[], { known }: Vocabulary): readonly Known[] => {
  const asked = known.filter((one) => one.asked)
  const [only] = asked
  return named.length > 0 && only && asked.length === 1 && /cost/.test(only.quantity.name)
    ? [...new Set([...named, only])]
    : named
}
