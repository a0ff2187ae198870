import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { nameKey } from './names.ts'
import { sameShape, sameValue } from './sameness.ts'
import { symbolNamed } from './settings.ts'
import { rankOf, shapesAsked } from './shape-claims.ts'
import { areSizes } from './sizes.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const finalWords =
  /^\W*(?:final(?:ly)?(?!\s+(?:product|multiplication|step|layer|term|factor|sum)\b)|answer|conclusion)\b|\b(?:final (?:answer|result|output|matrix)|the (?:answer|result) (?:is|becomes|equals))\b|\bthe output (?:is|becomes|equals)\b[^¤,;]{0,40}$/i
/** "Answer: yes, the first product then needs only ¤" speaks of a part. */
const ofPart =
  /\b(?:first|second|each|one|other|either|single)\s+(?:matrix\s+)?(?:products?|multiplications?|terms?|factors?|layers?|steps?|halves|half)\b[^¤]*$/i
const otherThings =
  /\b(?:kernel|filter|flip\w*|rotat\w*|patch|window|input|padd\w*|image|contribut\w*|(?<!\bstarting\s)from|receptive field of the|region|submatrix|block)\b[^¤.]*$/i
const totalWords =
  /(?:^|[.;:,⏎])\s*(?:(?:so|thus|hence|therefore|and)\s+)?(?:in\s+)?(?:the\s+)?total\b[\s:]*(?:is|=)?\s*$/i
export const resultWords =
  /\b(?:result|output|answer|final|get|gets|gives?|obtain|is|so|thus|therefore|hence|matrix|yields?|total|complete|full|y)\b[^¤]*$|\(\s*(?:d-)?(?:i{1,3}|iv|v)\s*\)[^¤]*$/i

export const valueAt = (side: AnySide | undefined, analysis: Analysis): Exact | undefined =>
  side?.kind === 'side' ? analysis.read(side) : undefined

/** Whether a value is of the kind that the quantity has. */
export const isOfKind = (known: Known, value: Exact): boolean => {
  const own = known.quantity.value
  if (isExpression(own)) return (isExpression(value) && value.kind !== 'indexed') || value.kind === 'class'
  if (own.kind === 'shape' && value.kind === 'product') return value.times !== undefined
  if (own.kind === 'tensor') return value.kind === 'tensor' && sameShape(own, value)
  return own.kind === value.kind
}

/** "They also accept ¤": another form of the answer. */
const endorsed =
  /\balso\s+(?:accept(?:s|ed|able)?|correct|valid|right|fine|allowed)\s*(?:is|are|as)?\s*:?\s*$/i

const isFinal = (line: Line, statement: Statement): boolean => {
  if (statement.boxed) return true
  const before = line.flow.slice(0, statement.at)
  const own = statement.sides.length === 1
  if (own && endorsed.test(before)) return true
  if (finalWords.test(line.lead) && line.statements.length === 1) return true
  if (
    finalWords.test(before) &&
    !ofPart.test(before) &&
    line.statements.filter((other) => other.at < statement.at).length <= 1
  )
    return true
  return statement.strong && own && !/\p{L}/u.test(line.flow)
}

/** "So 36." */
const onlyConcludes = /^\s*(?:so|thus|hence|therefore)\s*[,:]?\s*¤\s*[.!]?\s*$/i

/** What a text comes to in a last sentence that says nothing else. */
const isLastWord = (line: Line, { lines }: Analysis): boolean =>
  lines.at(-1) === line && onlyConcludes.test(line.flow)

/** "Faster by the factor ¤" gives a ratio. */
const isRatio = /\b(?:factor|ratio|proportion)(?:\s+(?:of|is))?\s*$/i
const isNoRatio = ({ quantity: { name, about } }: Known): boolean =>
  !/\b(?:factor|ratio|speed-?up|growth|scale|multiplier)\b/i.test(`${name.replace(/_/g, ' ')} ${about}`)

/** The last row of a table of costs: `| **Total** | | 2c d_out² d_in |`. */
const isTotalRow = ({ sentence: { cell } }: Line): boolean =>
  cell !== undefined &&
  cell.column > 0 &&
  /^\W*(?:(?:grand|overall)\s+)?(?:total|sum|altogether)\b[\s\w]*\W*$/i.test(cell.row)

/** `\text{Total} = …`. */
const isTotal = ({ sides: [head, ...others] }: Statement): boolean =>
  others.length > 0 && head?.kind === 'side' && /^(?:total|sum)$/i.test(nameKey(head.text))

/** The first side of a chain is no name: the chain states a value of something the words around it tell. */
export const isUnnamed = (statement: Statement, analysis: Analysis): boolean => {
  const [head] = statement.sides
  if (head?.kind !== 'side' || head.format === 'words') return false
  // `dY`, though it may be read as a product.
  if (statement.sides.length > 1 && loneName.test(head.text)) return false
  const value = analysis.read(head)
  return value !== undefined && value.kind !== 'symbol' && value.kind !== 'indexed'
}

/** `T = …`: a letter that the text itself gives to what it concludes with. */
const isNamedByText = ({ sides }: Statement, analysis: Analysis, vocabulary: Vocabulary): boolean => {
  const [head] = sides
  const name = sides.length > 1 ? symbolNamed(head) : undefined
  if (name === undefined || valueAt(head, analysis)?.kind !== 'symbol') return false
  return !vocabulary.byKey.has(name) && !vocabulary.symbols.has(name) && !vocabulary.parameters.has(name)
}

const loneName = /^\s*\\?[A-Za-z]+['′]?\s*$/

const isLoneName = ({ sides }: Statement): boolean => {
  const [only] = sides
  return sides.length === 1 && only?.kind === 'side' && loneName.test(only.text)
}

/** The words that lead to a statement; a lone symbol among them ("flipping h gives") is a word. */
export const wordsSince = (line: Line, statement: Statement): string => {
  const start = Math.max(
    0,
    ...line.statements
      .filter((other) => other.at < statement.at && !isLoneName(other))
      .map((other) => other.end),
  )
  return line.flow.slice(start, statement.at).replace(/¤/g, '')
}

/** A matrix that the words call a kernel, a window or an input, or that the solver knows as something else. */
export const isOfOther = (line: Line, statement: Statement, value: Exact, vocabulary: Vocabulary): boolean =>
  otherThings.test(wordsSince(line, statement)) ||
  vocabulary.known.some(({ asked, quantity }) => !asked && sameValue(quantity.value, value) === true)

/** "Result (3×3):" on the line before a matrix that stands by itself. */
const isLedByResult = (line: Line, statement: Statement, { lines }: Analysis): boolean =>
  line.statements[0] === statement &&
  /^\W*(?:(?:so|thus|hence|and)\s+)?(?:the\s+)?(?:final\s+)?(?:result|output|answer)\b[^.]*:\s*$/i.test(
    lines[line.number - 1]?.flow ?? '',
  )

const unnamedMatrix = (
  line: Line,
  statement: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Claim | undefined => {
  const side = statement.sides.at(-1)
  const value = valueAt(side, analysis)
  if (!side || value?.kind !== 'tensor' || !isUnnamed(statement, analysis)) return undefined
  const targets = vocabulary.known.filter((known) => known.asked && isOfKind(known, value))
  if (targets.length === 0 || isOfOther(line, statement, value, vocabulary)) return undefined
  const labelled = side.kind === 'side' && /^\(?(?:[ivx]{1,4})\)/.test(side.text)
  const before = wordsSince(line, statement)
  const isResult = resultWords.test(before) || isLedByResult(line, statement, analysis)
  if (!(labelled || isResult || statement.strong || statement.boxed)) return undefined
  return { targets, side, sign: '=', tie: 'final', line, statement }
}

/** "The result is d_out × d_out": the size of a matrix, where a number is asked for. */
const isSizeBeside = ({ quantity }: Known, value: Exact): boolean =>
  isExpression(quantity.value) &&
  value.kind === 'product' &&
  value.times !== undefined &&
  value.factors.length === 2 &&
  value.factors.every(({ kind }) => kind === 'symbol')

const isWords = (side: AnySide): boolean => side.kind === 'side' && side.format === 'words'

const claimsAs = (targets: readonly Known[], tie: Claim['tie'], line: Line, statement: Statement): Claim[] =>
  targets.length === 0
    ? []
    : statement.sides
        .filter((side) => statement.sides.length === 1 || !(isWords(side) || symbolNamed(side) !== undefined))
        .map((side) => ({ targets, side, sign: '=', tie, line, statement }))

/** Claims without a name: a boxed or bold answer, "Answer: …", a matrix of the size of the one asked for. */
export const finalClaims = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  taken: ReadonlySet<Statement>,
  settled: ReadonlySet<Known>,
): readonly Claim[] => {
  const asked = vocabulary.known.filter((known) => known.asked)
  return analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement): Claim[] => {
      if (taken.has(statement) && !(statement.boxed && asked.length === 1)) return []
      // `(m × n)·(n × p)` tells the sizes of factors.
      if (statement.sides.some(areSizes)) return []
      if (isRatio.test(line.flow.slice(0, statement.at)) && asked.every(isNoRatio)) return []
      const matrix = unnamedMatrix(line, statement, analysis, vocabulary)
      if (matrix) return [matrix]
      const values = statement.sides.map((side) => valueAt(side, analysis))
      const final =
        isFinal(line, statement) ||
        (asked.length === 1 &&
          (totalWords.test(line.flow.slice(0, statement.at)) ||
            isTotalRow(line) ||
            isTotal(statement) ||
            isLastWord(line, analysis)))
      if (
        !final ||
        !(
          isUnnamed(statement, analysis) ||
          isNamedByText(statement, analysis, vocabulary) ||
          isTotal(statement)
        ) ||
        statement.signs.some((sign) => sign !== '=' && sign !== '~=' && sign !== 'in')
      )
        return []
      const rank = rankOf(statement.sides.at(-1), analysis) ?? 0
      const shapes = rank > 1 ? shapesAsked(rank, vocabulary) : []
      if (shapes.length > 0) return claimsAs(shapes, 'final', line, statement)
      const targets = asked.filter(
        (known) =>
          values.some((value) => value && isOfKind(known, value) && !isSizeBeside(known, value)) &&
          (asked.length === 1 || !settled.has(known)),
      )
      return claimsAs(targets, targets.length === 1 ? 'final' : 'weak', line, statement)
    }),
  )
}

const concludes =
  /\b(?:so|thus|therefore|hence|total(?:s|ling)?|altogether|overall|in all|in sum|becomes?|is|are|gives?|yields?|get|obtain|equals?|answer|result|takes|costs?)\b[^¤]*$|[:⇒]\s*$/i

/**
 * Where one formula is asked for and no words tie any, the last conclusion in the solver's symbols is the answer.
 * `isOnlyClass`: a right class stands somewhere, so that the formula is meant only where the last class continues it.
 */
export const lastFormula = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
  taken: ReadonlySet<Statement>,
  isOnlyClass: boolean,
): readonly Claim[] => {
  // A class beside the exact value is asked of the same thing.
  const isExact = ({ quantity: { value } }: Known): boolean => value.kind !== 'class'
  const asked = vocabulary.known.filter((known) => known.asked && isExact(known))
  const target = open.find(isExact)
  if (!target || asked.length !== 1 || !isExpression(target.quantity.value)) return []
  const own = freeSymbols(target.quantity.value)
  if (own.size === 0) return []
  const isClass = (side: AnySide): boolean => valueAt(side, analysis)?.kind === 'class'
  const lastWithClass = analysis.lines
    .flatMap(({ statements }) => statements)
    .findLast(({ sides }) => sides.some(isClass))
  const all = analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement): Claim[] => {
      if (isOnlyClass && statement !== lastWithClass) return []
      // "Costs 2c d² d = Θ(d² d)": the class adds to the formula before it.
      const last = statement.sides.findLastIndex((side) => !isClass(side))
      const side = statement.sides[last]
      const value = valueAt(side, analysis)
      if (!side || !value || taken.has(statement) || !isExpression(value) || !isTelling(value)) return []
      if (!isUnnamed(statement, analysis)) return []
      if (statement.signs.slice(0, last).some((sign) => sign !== '=')) return []
      // `d_in × d_in` is the size of a matrix.
      if ((value.kind === 'product' && value.times !== undefined) || areSizes(side)) return []
      const names = [...freeSymbols(value)]
      if (isRatio.test(line.flow.slice(0, statement.at)) && isNoRatio(target)) return []
      const isOwn = names.length > 0 && names.every((name) => vocabulary.symbols.has(name))
      return isOwn && concludes.test(wordsSince(line, statement))
        ? [{ targets: [target], side, sign: '=', tie: 'final', line, statement }]
        : []
    }),
  )
  return all.slice(-1)
}

/** A formula that says something: not a lone symbol or a small number that any text has. */
export const isTelling = (value: Exact): boolean => {
  if (!isExpression(value)) return true
  if (value.kind === 'number') return value.value.d !== 1n || value.value.n > 9n || value.value.n < -9n
  return (
    value.kind !== 'symbol' &&
    value.kind !== 'constant' &&
    value.kind !== 'indexed' &&
    freeSymbols(value).size > 0
  )
}
