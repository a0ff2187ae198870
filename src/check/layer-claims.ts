import { entriesOf } from '../exact/tensor.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { type Head, headOf, type Item, itemsOf, labelOf } from './layer-heads.ts'
import { sameScalar } from './sameness.ts'
import { sizesWritten } from './sizes.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** The words that tell what a number counts: the column's header, the words before it, or the noun right after. */
const wanted = (line: Line, clause: string, after: string): string => {
  const before = clause.replaceAll(noParameters, ' ')
  const noun = /^[^\p{L}¤(;,:]*(?:learnable |trainable )?(param\w*|weights?)\b/iu.exec(after)?.[1] ?? ''
  return `${line.sentence.cell?.header ?? ''} ${before} ${noun}`.toLowerCase()
}
/** "No parameters" is said by itself. */
const noParameters = /\b(?:no|without|zero)\s+(?:learnable\s+|trainable\s+)?(?:param\w*|weights?)\b/gi
/** "Halves width and height: ¤" */
const aboutSides = /\b(?:widths?|heights?|sides?|spatial|resolution|halves|halved)\b[^.]*$/i
const aboutParameters = /\b(?:param\w*|weights?|learnable|# ?params)\b/
const aboutActivations = /\b(?:activation\w*|output\w*|shape|size|dimensions?|volume)\b/

const lastSaid = (words: string): 'parameters' | 'activations' | undefined => {
  const places = [aboutParameters, aboutActivations].map((pattern) =>
    Math.max(-1, ...[...words.matchAll(new RegExp(pattern, 'g'))].map((found) => found.index)),
  )
  const [parameters = -1, activations = -1] = places
  if (parameters < 0 && activations < 0) return undefined
  return parameters > activations ? 'parameters' : 'activations'
}

/** `100 parameters, 28×28×10`: the noun belongs to the number before it. */
const nounOfBefore = /^\s*(?:learnable |trainable )?(?:param\w*|weights?)\b/i

/** Everything the solver says of a layer in numbers, and of the one before it in shapes. */
const saidOfLayer = (item: Item, vocabulary: Vocabulary): readonly Known[] => {
  const number = Number(/\d+$/.exec(item.known.quantity.name)?.[0] ?? 0)
  return vocabulary.known.filter(
    ({ reference, quantity: { name } }) =>
      reference === item.known.reference &&
      (name.endsWith(`_${number}`) ||
        name === `activations_${number - 1}` ||
        (number === 1 && name === 'input')),
  )
}

/** "Weights" may be meant without the biases. */
const ofWeights = /\bweights?\b(?!.*\bparam)/
const isCount = ({ quantity: { name } }: Known): boolean => /^(?:parameters|weights)_\d+$/.test(name)

const isShape = (known: Known): boolean => known.quantity.value.kind === 'shape'

/** "Ten 3×3×1 filters", "filters of depth 10". */
const isOfFilter = (line: Line, { at, end }: Statement): boolean =>
  /^\s*(?:\p{L}+\s+)?(?:filters?|kernels?|windows?)\b/iu.test(line.flow.slice(end + 1)) ||
  /\b(?:filters?|kernels?|windows?)\s+(?:\p{L}+\s+){0,3}(?:depth|size|of)\s*$/iu.test(line.flow.slice(0, at))

/** "3 neurons with ¤ weights and a bias each" */
const ofEach =
  /^\s*(?:weights?|param\w*|inputs?|connections?)(?:\s+and\s+(?:a|an|one|its|¤)\s+bias)?\s+(?:each|apiece|per\b|for (?:each|every))/i

/** "Each filter has ¤ parameters". */
const saidOfOne = /\b(?:each|every|per|one|single)\s+(?:filter|unit|neuron|kernel|output)\b[^,;]*$/i

/** "Ten times the ¤ weights of the first": another layer's. */
const ofOtherLayer =
  /^\s*(?:\p{L}+\s+)?(?:of|from|in)\s+(?:the\s+)?(?:first|second|third|previous|other|earlier|next)\b/iu

/** "Step 3", "Layer 2": a number that counts. */
const counts = /(?:^|[^\p{L}])(?:step|layer|stage|part|block)\s*$/iu

/** A column that is about neither parameters nor activations. */
const isOtherColumn = ({ sentence: { cell } }: Line): boolean => {
  const header = (cell?.header ?? '').toLowerCase()
  return /\p{L}{3,}/u.test(header) && !aboutParameters.test(header) && !aboutActivations.test(header)
}

/** "FLATTEN: ¤, output ¤": after a layer's own, what comes out may be the network's. */
const ofWhole = /^\W*(?:and\s+)?(?:the\s+)?output\s*$/i

const outputOf = (reference: number, vocabulary: Vocabulary): readonly Known[] =>
  vocabulary.known
    .filter((known) => known.reference === reference && /^activations_\d+$/.test(known.quantity.name))
    .slice(-1)

/** The claims of a line about one layer's items: shapes of activations, counts of parameters. */
const claimsOfLine = (line: Line, own: readonly Item[], vocabulary: Vocabulary): Claim[] => {
  if (line.sentence.cell?.column === 0) return []
  const all = own.flatMap((item) => saidOfLayer(item, vocabulary))
  const last = all.slice(0, 1).flatMap(({ reference }) => outputOf(reference, vocabulary))
  return line.statements.flatMap((statement) => {
    const start = Math.max(
      0,
      ...line.statements.filter((other) => other.at < statement.at).map((other) => other.end),
    )
    // "No parameters; ¤": what stands before a semicolon has been said.
    const [clause = ''] = line.flow.slice(start, statement.at).split(';').slice(-1)
    const words = wanted(
      line,
      clause.replace(start > 0 ? nounOfBefore : '', ''),
      line.flow.slice(statement.end, statement.end + 24),
    )
    const said = lastSaid(words)
    const following = line.flow.slice(statement.end + 1)
    if (isOfFilter(line, statement) || isOtherColumn(line) || counts.test(clause)) return []
    if (ofEach.test(following) || ofOtherLayer.test(following) || saidOfOne.test(clause)) return []
    return statement.sides.flatMap((side): Claim[] => {
      if (side.kind !== 'side' || side.format === 'words' || !/\d/.test(side.text)) return []
      // "Three biases → 1473" gives a number; from number to number an arrow tells how shapes go on.
      const [head] = statement.sides
      const isArrow = statement.signs.includes('->') && !(head?.kind === 'side' && head.format === 'words')
      // `490·3 + 3 = 1473 → 3`: before the arrow a count may stand.
      const isCounted = isArrow && statement.signs.includes('=')
      const shaped = sizesWritten(side.text) !== undefined || (isArrow && !isCounted)
      if (said !== 'parameters' && !shaped && aboutSides.test(clause)) return []
      const fitsKind = (known: Known): boolean => {
        if (said && !isArrow) return isShape(known) === (said === 'activations')
        return shaped ? isShape(known) : true
      }
      // With nothing said, a number may be anything that the layer has; a shape what goes in or comes out.
      const named =
        said === 'parameters' && ofWeights.test(words) ? all.filter(isCount) : own.map(({ known }) => known)
      const meant = said && !isArrow ? named : all
      const targets = (start > 0 && ofWhole.test(clause) ? [...meant, ...last] : meant).filter(fitsKind)
      return targets.length > 0 ? [{ targets, side, sign: '=', tie: 'worded', line, statement }] : []
    })
  })
}

/** The layer that a sentence has come to at a place, where it names another one than it began with. */
const laterLabel = (line: Line, at: number, first: string, labels: readonly string[]): string | undefined => {
  if (line.sentence.cell) return undefined
  const named = [
    ...line.flow.slice(0, at).matchAll(/[A-Za-z]+-?\d+(?:[-\s]?\d+)*|\b[A-Za-z]{4,}\b/g),
  ].flatMap(([words]) => labels.filter((label) => labelOf(words) === label))
  const last = named.at(-1)
  return last === first ? undefined : last
}

/** Claims about the layers of a network, by the layer's name at the head of the line or of the table's row. */
export const layerClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const items = itemsOf(vocabulary)
  if (items.length === 0) return []
  const labels = [...new Set(items.map(({ label }) => label))]
  const heads = analysis.lines.map((line, at) =>
    headOf((isBare(line) && analysis.lines[at - 1]) || line, items),
  )
  const labelled = heads.map(
    (head, at) => head ?? titleOf(at, heads, analysis) ?? headingOf(at, heads, analysis),
  )
  const mentions = new Map<string, number>()
  for (const [at, line] of analysis.lines.entries()) {
    const head = labelled[at]
    if (head && heads[at] && isMention(line)) mentions.set(head.label, (mentions.get(head.label) ?? 0) + 1)
  }
  const seen = new Map<string, number>()
  return analysis.lines.flatMap((line, at) => {
    const head = labelled[at]
    if (!head) return []
    const { label } = head
    if (heads[at] && isMention(line)) seen.set(label, (seen.get(label) ?? 0) + 1)
    const own = items.filter((item) => item.label === label)
    const known = own.filter(({ of }) => of === own[0]?.of).length
    const inOrder = (mentions.get(label) ?? 0) % known === 0
    const turn = head.turn ?? (inOrder ? ((seen.get(label) ?? 1) - 1) % known : undefined)
    return claimsOfLine(line, turn === undefined ? own : ofTurn(own, turn), vocabulary).flatMap((claim) => {
      const other = laterLabel(line, claim.statement.at, label, labels)
      if (other === undefined) return [claim]
      return claimsOfLine(
        line,
        items.filter((item) => item.label === other),
        vocabulary,
      ).filter(({ statement, side }) => statement === claim.statement && side === claim.side)
    })
  })
}

const joined = /\b(?:and|to)\b|[&+,]/i

/** The layer of the heading over a line, where it names one alone. */
const headingOf = (
  at: number,
  heads: readonly (Head | undefined)[],
  { lines }: Analysis,
): Head | undefined => {
  const over = lines.findLastIndex(({ sentence }, index) => index < at && sentence.kind === 'heading')
  const heading = lines[over]
  return heading && !joined.test(heading.flow) && lines[at]?.sentence.kind !== 'heading'
    ? heads[over]
    : undefined
}

/** The layer that heads the paragraph of a line: "**CONV3-10 (first).** …". */
const titleOf = (at: number, heads: readonly (Head | undefined)[], analysis: Analysis): Head | undefined => {
  const block = analysis.lines[at]?.sentence.block
  const first = analysis.lines.findIndex(({ sentence }) => sentence.block === block)
  const head = analysis.lines[first]
  return head && first < at && head.statements.length === 0 ? heads[first] : undefined
}

/** A formula by itself is about the layer of the sentence before it. */
const isBare = (line: Line): boolean => !/\p{L}/u.test(line.flow) && !line.sentence.cell

/** A row of a table is one mention of its layer, whatever the number of its cells. */
const isMention = (line: Line): boolean =>
  line.sentence.cell === undefined ? !isBare(line) : line.sentence.cell.column === 0

/** Where the text goes through layers of one name as often as there are, each mention is of the next one. */
const ofTurn = (own: readonly Item[], turn: number): readonly Item[] =>
  own.filter((item) => own.filter(({ of }) => of === item.of).indexOf(item) === turn)

const isThere = (item: Exact, analysis: Analysis): boolean => {
  const sizes = item.kind === 'shape' ? item.sizes : item.kind === 'tensor' ? entriesOf(item) : undefined
  const scalar = isExpression(item) ? item : sizes?.length === 1 ? sizes[0] : undefined
  return analysis.lines.some((line) =>
    line.statements.some((statement: Statement) => {
      if (analysis.stance(line, statement) === 'mention') return false
      return statement.sides.some((side) => {
        if (side.kind !== 'side') return false
        const written = sizesWritten(side.text)
        if (sizes && written && written.length === sizes.length)
          return sizes.every((size, at) => size.kind === 'number' && Number(size.value.n) === written[at])
        const value = scalar && analysis.read(side)
        return Boolean(scalar && value && isExpression(value) && sameScalar(scalar, value))
      })
    }),
  )
}

const isTrivial = (item: Exact): boolean => item.kind === 'number' && item.value.n === 0n

/** Whether a list that is asked for stands in the text in part. */
export const isPartlyThere = ({ quantity: { value } }: Known, analysis: Analysis): boolean =>
  value.kind === 'list' && value.items.some((item) => !isTrivial(item) && isThere(item, analysis))

/** Lists whose every item stands somewhere in the text; zeros (a layer without parameters) need not be said. */
export const listsGiven = (analysis: Analysis, open: readonly Known[]): readonly Known[] =>
  open.filter(
    ({ quantity: { value } }) =>
      value.kind === 'list' && value.items.every((item) => isTrivial(item) || isThere(item, analysis)),
  )
