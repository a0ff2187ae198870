import type { Known, Vocabulary } from './vocabulary.ts'

const multiplied =
  /(?<![\w-])(?:multipl(?:y|ied|ying|ies (?:its|the|their) (?:\w+ )?norm)|(?:re-?)?scal(?:e|ed|ing))\b[^.;:]{0,100}\bby(?: (?:a|the))?(?: (?:constant|scalar))?(?: factor)?(?: of)?\s*$/i

/** "Each layer multiplies the gradient by …" tells what happens, "multiply each by …" what to do about it. */
const happens =
  /\b(?:layers?|steps?|passes|pass|product|backprop\w*|matri(?:x|ces)|jacobians?|it|this|which|(?:gradients?|signals?)(?:\s+(?:norm|size|magnitude|RMS|scale|signal))?|(?:\d-)?norms?|lengths?|magnitudes?)\s+(?:(?:can|may|will|would|thus|then|therefore|only|also|roughly|approximately|effectively|is|are|gets?|being|been|has|have)\s+)*(?:multipl|scal|rescal|amplif|magnif)\w*/i
const isRemedial =
  /\b(?:should|must|needs?|to be|has to|have to|fix|remed\w*|correct\w*|counter\w*|compensat\w*|undo|so that|to (?:keep|make|stabili[sz]e|prevent|preserve|restore)|we (?:can )?(?:multiply|scale|rescale))\b/i

/** "Gradients explode by a factor ¤ per layer" */
const amplified =
  /\b(?:explod|grow|blow\w* up|increas|amplif|magnif|inflat)\w*\b[^.;:¤]{0,60}\bby\s+(?:(?:a|the)\s+)?factor\s+(?:of\s+)?$/i
const perLayer = /^\s*(?:per|(?:(?:at|in|for|with|through)\s+)?(?:each|every))\s+(?:\p{L}+\s+)?layer\b/iu

/** What a text says that something is multiplied by: the growth of what happens, or the factor that undoes it. */
export const multipliers = (before: string, following: string, vocabulary: Vocabulary): Known[] => {
  const grows = amplified.test(before) && perLayer.test(following)
  if (!grows && !multiplied.test(before)) return []
  const name = grows || (happens.test(before) && !isRemedial.test(before)) ? growthName : remedyName
  return vocabulary.known.filter(({ asked, quantity }) => asked && name.test(quantity.name))
}
const growthName = /(?:^|_)(?:growth|gain)$/
const remedyName = /(?:^|_)(?:scale|multiplier|factor)$/
