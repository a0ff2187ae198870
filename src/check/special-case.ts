import { num, substitute } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols, hasCall, resolve } from './free-symbols.ts'
import { indexedName, nameKey } from './names.ts'
import { areApart, evaluate } from './numeric.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import { type Definition, definitionsOf, symbolNamed } from './settings.ts'
import { sizesWritten } from './sizes.ts'
import type { Line, Statement } from './statements.ts'
import { withRanges } from './sum-ranges.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'
import { arraysIn, expressionsIn } from './vocabulary.ts'

const introducesCase = /\b(?:after|with|for|at|when|layer|step|case|first|=)\s*$/i

/** The words right before a number. */
const longestLead = 16

/** A statement about a special case ("after 2 layers: 2K − 1") is right for that case, and says nothing of the general one. */
const isInstance = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  if (!isExpression(claimed)) return false
  const candidate = inKnownNames(claimed, vocabulary)
  const missing = [...freeSymbols(expected)].filter((name) => !freeSymbols(candidate).has(name))
  if (missing.length === 0) return false
  const numbers = claim.line.statements.flatMap((other) => {
    if (!introducesCase.test(claim.line.flow.slice(Math.max(0, other.at - longestLead), other.at))) return []
    const [side] = other.sides
    const value =
      other !== claim.statement && other.sides.length === 1 && side?.kind === 'side'
        ? analysis.read(side)
        : undefined
    return value?.kind === 'number' ? [evaluate(value, new Map())] : []
  })
  // "A 1×1 convolution has CF weights."
  for (const { sides, end } of claim.line.statements) {
    const [side, another] = sides
    const [height, width] = (side?.kind === 'side' && !another && sizesWritten(side.text)) || []
    const isKernel = /^\s*(?:convolutions?|kernels?|filters?|windows?)\b/i.test(
      claim.line.flow.slice(end + 1),
    )
    if (height !== undefined && height === width && isKernel) numbers.push(height)
  }
  const words: Readonly<Record<string, number>> = {
    first: 1,
    single: 1,
    one: 1,
    second: 2,
    two: 2,
    three: 3,
    third: 3,
  }
  for (const word of claim.line.flow.toLowerCase().match(/[a-z]+/g) ?? [])
    if (Object.hasOwn(words, word)) numbers.push(words[word] ?? 1)
  const point = new Map(
    [...freeSymbols(expected), ...freeSymbols(candidate)].map((name, at) => [name, 5 + 2 * at]),
  )
  return missing.some((name) =>
    numbers.some((number) => {
      const here = new Map([...point, [name, number]])
      const [left, right] = [evaluate(expected, here), evaluate(candidate, here)]
      return Number.isFinite(left) && Number.isFinite(right) && !areApart(left, right)
    }),
  )
}

const step = /\bfrom\s+¤\s+to\s+¤/i
const changedBy =
  /\b(?:multipl\w+|divid\w+|grow\w*|increas\w+|ris\w+|shrink\w*|drop\w*|fall\w*|chang\w+)\b[^¤]{0,40}\bby\s+[^¤]{0,20}$/i

/** "From n = 10 to n = 20 it is multiplied by ¤": what becomes of a value, and not the value. */
const isChange = ({ line: { flow }, statement: { at } }: Claim): boolean =>
  changedBy.test(flow.slice(Math.max(0, at - 100), at)) && step.test(flow.slice(0, at))

/** Whether the sentence gives a number to each symbol of a formula, so that a value can be weighed. */
const isWhollyGiven = (expected: Expression, claim: Claim, analysis: Analysis): boolean =>
  isGiven(expected, new Set(), claim, analysis)

/** Whether the sentence is about numbers of its own that leave the value open: a symbol set, a size such as 4 × 9. */
const setsSomething = (expected: Expression, claim: Claim, analysis: Analysis): boolean =>
  !claim.sets &&
  !isWhollyGiven(expected, claim, analysis) &&
  claim.line.statements.some(
    (other) =>
      other !== claim.statement &&
      other.sides.some((side) => side.kind === 'side' && sizesWritten(side.text) !== undefined),
  ) &&
  localSettings(analysis, claim.line, claim.statement).size > 0

/** Words that open an example, a test with numbers or a special case. */
const opensCase =
  /\b(?:e\.g|examples?|for instance|instances?|say|take|consider|imagine|concrete(?:ly)?|numerical(?:ly)?|sanity|check|verif\w*|plug\w*|try|test|dimensional|common(?:ly)?|typical(?:ly)?|special|particular|case|usual|square|equal|illustrat\w*)\b|-(?:pixel|channel|dim)\b/i
const farthest = 6

/** "For width 1024": a number of its own for something the sentence names. */
const hasNumberedSize = (line: Line, analysis: Analysis): boolean =>
  [
    ...line.flow.matchAll(
      /\b(?:for|with|at)\s+(?:an?\s+)?(?!most|least|all|any)(?:\p{L}+\s+){1,2}(?:of\s+)?¤/giu,
    ),
  ].some((found) => {
    const at = found.index + found[0].length - 1
    const side = line.statements.find((statement) => statement.at === at)?.sides[0]
    const value = side?.kind === 'side' ? analysis.read(side) : undefined
    return value?.kind === 'number' && value.value.n > 1n
  })

/** "Suppose every layer has width 64": a number that is no symbol's. */
const supposes =
  /\b(?:suppose|assume|let|say)\b[^.]{0,60}\b(?:widths?|heights?|sizes?|dimensions?|depth|layers?|inputs?|outputs?|channels?|filters?|pixels?|neurons?|units?)\s+(?:(?:of|is|are|be)\s+)?(?:\d|¤)/i

const openingKnown = new WeakMap<Line, boolean>()

/** Whether words of a line open a case; they are the same for each of its claims. */
const opensInWords = (line: Line): boolean => {
  const known = openingKnown.get(line)
  if (known !== undefined) return known
  const opens = opensCase.test(line.flow) || supposes.test(line.flow)
  openingKnown.set(line, opens)
  return opens
}

/** Whether a line speaks of a case: it says so, or gives a number to a symbol of the answer. */
const isOfCase = (line: Line, own: ReadonlySet<string>, analysis: Analysis): boolean =>
  opensInWords(line) ||
  hasNumberedSize(line, analysis) ||
  [
    ...analysis.headerSets(line.sentence.cell?.header ?? ''),
    ...line.statements.flatMap((statement) => definitionsOf(statement, analysis.read)),
  ].some(({ symbol, value }) => own.has(symbol) && freeSymbols(value).size === 0)

/** The first cell of the table that a line is a cell of; else the line itself. */
const startOfTable = ({ number }: Line, { lines }: Analysis): number => {
  let at = number
  while (lines[at]?.sentence.cell && lines[at - 1]?.sentence.cell) at -= 1
  return at
}

/** Whether the sentence itself gives all symbols that the value lacks: then it can be weighed. */
const isGiven = (
  expected: Expression,
  used: ReadonlySet<string>,
  { line, statement }: Claim,
  analysis: Analysis,
): boolean =>
  [...freeSymbols(resolve(expected, localSettings(analysis, line, statement)))].every((name) =>
    used.has(name),
  )

/** Whether a value that lacks symbols of the answer is said of a case that its line, or one shortly before, has in mind. */
export const isCaseOf = (expected: Expression, claimed: Exact, claim: Claim, analysis: Analysis): boolean => {
  const own = freeSymbols(expected)
  const used = new Set(expressionsIn(claimed).flatMap((one) => [...freeSymbols(one)]))
  if ([...own].every((name) => used.has(name))) return false
  if (isGiven(expected, used, claim, analysis)) return false
  const number = startOfTable(claim.line, analysis)
  return analysis.lines
    .slice(Math.max(0, number - farthest), claim.line.number + 1)
    .some((line) => isOfCase(line, own, analysis))
}

/** "For 28×28 images, n − k + 1 = 24 and the variance is 576σ²": numbers for some of the symbols. */
const isPartlyNumeric = (
  expected: Expression,
  claimed: Exact,
  { line, statement }: Claim,
  analysis: Analysis,
): boolean => {
  if (!isExpression(claimed)) return false
  const [own, used] = [freeSymbols(expected), freeSymbols(claimed)]
  const missing = [...own].filter((name) => !used.has(name))
  if (missing.length === 0 || used.size === 0 || [...used].some((name) => !own.has(name))) return false
  return line.statements.some((other) => {
    const [left, right] = other.sides.map((side) => (side.kind === 'side' ? analysis.read(side) : undefined))
    if (other === statement || !left || !isExpression(left) || right?.kind !== 'number') return false
    const names = [...freeSymbols(left)]
    return names.length > 0 && left.kind !== 'symbol' && names.every((name) => missing.includes(name))
  })
}

/** A number, or one of several figures times what is left as a letter: `3.6·10⁶ c`. */
const isEvaluated = (claimed: Exact): boolean => {
  if (!isExpression(claimed)) return false
  if (freeSymbols(claimed).size === 0) return true
  return (
    claimed.kind === 'product' &&
    claimed.factors.every(({ kind }) => kind === 'number' || kind === 'symbol' || kind === 'power') &&
    Math.abs(evaluate(claimed, new Map([...freeSymbols(claimed)].map((name) => [name, 1])))) >= 10
  )
}

const hasRows = /^\s*(?:has|have|with|of)\s+(?:the\s+)?(?:rows|columns|entries)\b/i

/** "Take X = [[1, 2], [3, 4]]": an array of the answer gets numbers, shortly before a claim or in its own sentence. */
const isOfGivenArrays = (
  expected: Expression,
  { line, statement }: Claim,
  { lines, read }: Analysis,
): boolean => {
  const arrays = arraysIn(expected)
  if (arrays.size === 0) return false
  return lines.slice(Math.max(0, line.number - farthest), line.number + 1).some((other) =>
    other.statements.some(({ sides: [head, ...values], end }) => {
      if (other === line && other.statements.indexOf(statement) === 0) return false
      if (head?.kind !== 'side' || head.format === 'words') return false
      const isOne = (name: string | undefined): boolean =>
        name !== undefined && (arrays.has(name) || arrays.has(name.toLowerCase()))
      if (values.length === 0) return isOne(nameKey(head.text)) && hasRows.test(other.flow.slice(end + 1))
      const kinds = values.map((value) => (value.kind === 'side' ? read(value)?.kind : undefined))
      // "dy_11 = 1 and dy_22 = −1" give it as well.
      return (
        (isOne(nameKey(head.text)) && kinds.includes('tensor')) ||
        (isOne(indexedName(head.text)?.base) && kinds.includes('number'))
      )
    }),
  )
}

/** A number in a table, whose row gives numbers to none or only some of the symbols: of the case that the row is. */
const isOpenCell = (expected: Expression, { line, statement }: Claim, analysis: Analysis): boolean =>
  line.sentence.cell !== undefined &&
  freeSymbols(resolve(expected, localSettings(analysis, line, statement))).size > 0

const sums: ReadonlySet<string> = new Set(['sum'])

/** "k = 1: dw = Σ dy_{ij} x_{ij}": along an axis of size one there is but the first index, which need not be written. */
const isOfUnitSize = (
  expected: Expression,
  claimed: Exact,
  { line, statement }: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  if (!isExpression(claimed)) return false
  const candidate = withRanges(claimed, vocabulary)
  const used = freeSymbols(candidate)
  const missing = [...freeSymbols(expected)].filter((name) => !used.has(name))
  const isUnit = [...localSettings(analysis, line, statement), ...settingsOfCase(line, analysis)].some(
    ([name, value]) => vocabulary.symbols.has(name) && sameScalar(value, num(1)) === true,
  )
  if (missing.length === 0 || !isUnit) return false
  // A sum of one term need not be written as one.
  if (hasCall(expected, sums) && !hasCall(candidate, sums)) return true
  const first = substitute(expected, new Map(missing.map((name) => [name, num(1)])))
  return sameScalar(first, candidate) === true
}

/** What the sentences right before set, where they open a case: "Numerical check, k = 1: …". */
const settingsOfCase = (
  line: Line,
  { lines, read }: Analysis,
): readonly (readonly [string, Expression])[] => {
  const before = lines.slice(Math.max(0, line.number - 3), line.number)
  return before.some(({ flow }) => opensCase.test(flow))
    ? before
        .flatMap(({ statements }) => statements)
        .flatMap((other) => definitionsOf(other, read).map(({ symbol, value }) => [symbol, value] as const))
    : []
}

/** "Doubling the image to n = 64 gives …", where the text has n = 32 before: of other numbers than those asked about. */
const isOfOtherNumbers = (
  expected: Expression,
  { line, statement }: Claim,
  { lines, read }: Analysis,
): boolean => {
  const numbersIn = (statements: readonly Statement[]): readonly Definition[] =>
    statements
      .flatMap((other) => definitionsOf(other, read))
      .filter(({ symbol, value }) => value.kind === 'number' && !freeSymbols(expected).has(symbol))
  const here = numbersIn(line.statements.filter(({ at }) => at < statement.at))
  const before =
    here.length === 0 ? [] : numbersIn(lines.slice(0, line.number).flatMap((one) => one.statements))
  return here.some(({ symbol, value }) => {
    const first = before.find((one) => one.symbol === symbol)
    return first !== undefined && sameScalar(first.value, value) === false
  })
}

/** `7`, or `7×7`. */
const isNumberOrSizes = (claimed: Exact): boolean =>
  claimed.kind === 'number' ||
  (claimed.kind === 'product' &&
    claimed.times !== undefined &&
    claimed.factors.every((factor) => factor.kind === 'number'))

/** Whether a claimed value is said of some case that the sentence has in mind, not of the quantity in general. */
export const isSpecialCase = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  // A share is no count.
  const isPercent = claim.side.kind === 'side' && /%\s*$/.test(claim.side.text)
  const isCount = expected.kind === 'number' && expected.value.d === 1n
  if (isPercent && (isCount || freeSymbols(expected).size > 0)) return true
  // A bare number for a formula, tied to it only by words, speaks of some instance.
  const isBareNumber = isNumberOrSizes(claimed) && freeSymbols(expected).size > 0
  if (isBareNumber && isChange(claim)) return true
  const isTied = claim.tie === 'named' || (claim.tie === 'worded' && isWhollyGiven(expected, claim, analysis))
  if (isBareNumber && (!isTied || setsSomething(expected, claim, analysis))) return true
  if (isBareNumber && isOpenCell(expected, claim, analysis)) return true
  if (isPartlyNumeric(expected, claimed, claim, analysis)) return true
  if (isOfGivenArrays(expected, claim, analysis)) return true
  // What stands in a box by its name is the answer, and no example.
  const isBoxed = claim.statement.boxed && claim.tie === 'named'
  const isCase = isEvaluated(claimed) && !claim.sets && isCaseOf(expected, claimed, claim, analysis)
  if (isCase && !isBoxed) return true
  if (isEvaluated(claimed) && isOfOtherNumbers(expected, claim, analysis)) return true
  if (isOfUnitSize(expected, claimed, claim, analysis, vocabulary)) return true
  return isInstance(expected, claimed, claim, analysis, vocabulary)
}

/** "When d_in = d_out = d, ¤": a value where two of the solver's symbols are one. */
export const isOfEqualSizes = (
  { line, statement }: Claim,
  { symbols }: Vocabulary,
  { read }: Analysis,
): boolean =>
  line.statements.some((other) => {
    const names = other.sides.map((side) => {
      const value = side.kind === 'side' ? read(side) : undefined
      return value?.kind === 'symbol' ? value.name : symbolNamed(side)
    })
    const known = new Set(names.filter((name) => name !== undefined && symbols.has(name)))
    return (
      other.at < statement.at &&
      known.size > 1 &&
      other.signs.every((sign) => sign === '=') &&
      /\b(?:when|if|for|with|at|where|case|layers?|matri(?:x|ces))\s+\(?\s*$/i.test(
        line.flow.slice(0, other.at),
      )
    )
  })
