import { isExpression } from '../exact/value.ts'
import { caseClaims, isWhollySet } from './case-claims.ts'
import type { Sign } from './elements.ts'
import { isLabelled, labelledBy, labelWithNoun } from './line-labels.ts'
import { listedClaims } from './listed-values.ts'
import { indexedName, nameKey } from './names.ts'
import type { NameMatch } from './naming.ts'
import { entriesNamed, matchName } from './naming.ts'
import { ofOther } from './shape-claims.ts'
import { sizesWritten } from './sizes.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import { isUniform } from './uniform-words.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import type { Found } from './wording.ts'
import { clauseBefore, patternOf, wordedAfter, wordedBefore } from './wording.ts'

/** How firmly a statement is tied to a quantity: by its symbol, by words, by a general word, or by being the last word. */
export type Tie = 'named' | 'worded' | 'weak' | 'final'

export type Claim = {
  readonly targets: readonly Known[]
  readonly side: AnySide
  readonly sign: '=' | '~=' | '<=' | '>=' | '~'
  readonly tie: Tie
  readonly line: Line
  readonly statement: Statement
  /** An entry of the target: `y[0,1]`, `y(7)`. */
  readonly indices?: readonly string[]
  /** From where the text counts entries; left open where it does not show. */
  readonly base?: 0 | 1
  /** Every entry is the value. */
  readonly uniform?: boolean
  /** Symbols that the name itself gives a value. */
  readonly sets?: ReadonlyMap<string, number>
}

/** How one side of a chain of relations stands to a later or an earlier one; undefined where that says no value. */
export const signBetween = (signs: readonly Sign[], from: number, to: number): Claim['sign'] | undefined => {
  const between = from < to ? signs.slice(from, to) : signs.slice(to, from)
  const flipped = from > to
  let out: Claim['sign'] = '='
  for (const sign of between) {
    if (sign === '=') continue
    if (sign === '~=') out = out === '=' ? '~=' : out
    else if (sign === '~') return '~'
    else if (sign === '<-' && between.length === 1) return '='
    else if (sign === '<=' || sign === '<' || sign === '>=' || sign === '>') {
      const up = (sign === '<=' || sign === '<') !== flipped
      const now = up ? '<=' : '>='
      if ((out === '<=' || out === '>=') && out !== now) return undefined
      out = now
    } else return undefined
  }
  return out
}

/** A parameter that general answers keep open is a premise: a text may set it as it likes. */
const isPremise = (known: Known, vocabulary: Vocabulary): boolean =>
  !known.answer && vocabulary.settable.has(nameKey(known.quantity.symbol))

const fits = (known: Known, sign: Claim['sign'], vocabulary: Vocabulary): boolean =>
  !isPremise(known, vocabulary) &&
  (sign === '<=' ? known.extremum === 'largest' : sign === '>=' ? known.extremum === 'smallest' : true)

/** `w ← w − η dw` gives the new w. */
const updated = (side: AnySide | undefined, vocabulary: Vocabulary): NameMatch | undefined => {
  if (side?.kind !== 'side') return undefined
  const keys = [nameKey(side.text), indexedName(side.text)?.base ?? '']
  for (const key of keys.flatMap((one) => [one, one.toLowerCase()])) {
    const known = vocabulary.byKey.get(`${key}_new`)
    if (known)
      return { known: indexedName(side.text) ? [...entriesNamed(known, vocabulary), ...known] : known }
  }
  return undefined
}

/** `w = w − η dw`, as programs write it: the name stands on the right too. */
const isAssignment = ({ sides, signs }: Statement): boolean => {
  const [head, value] = sides
  if (signs.length !== 1 || signs[0] !== '=' || head?.kind !== 'side' || value?.kind !== 'side') return false
  const name = nameKey(indexedName(head.text)?.base ?? head.text)
  return /^[A-Za-z]$/.test(name) && new RegExp(`^\\s*${name}(?![A-Za-z'])[^-+−=]*[-−+]`, 'i').test(value.text)
}

/** A formula of numbers alone. */
const arithmetic = /^(?=.*\d)(?:[^A-Za-z_\\]|\\(?:cdot|left|right|[dt]?frac)(?![A-Za-z])|\\[,;: ])*$/

/** "y = −40 for all outputs" gives every entry. */
const isForAll = (side: AnySide, line: Line, statement: Statement): boolean =>
  side.kind === 'side' && arithmetic.test(side.text) && !sizesWritten(side.text) && isUniform(line, statement)

/** `RF`, `SD`: a name, though no formula. */
const acronym = /^\s*\p{Lu}{2,4}\s*$/u

/** "The receptive field of the last layer": all of it. */
const ofWhole = /^\s+(?:of|for|after|at|in)\s+(?:the\s+)?(?:last|final|whole|entire|full|top)\s+\p{L}+$/iu

const namedClaims = (line: Line, statement: Statement, vocabulary: Vocabulary): Claim[] => {
  const out: Claim[] = []
  const names = statement.sides.map((side) =>
    side.kind === 'side' && (side.format !== 'words' || acronym.test(side.text))
      ? matchName(side.text, vocabulary)
      : undefined,
  )
  for (const [at, own] of names.entries()) {
    const isUpdate = statement.signs[at] === '<-' || (at === 0 && isAssignment(statement))
    const match =
      (isUpdate ? updated(statement.sides[at], vocabulary) : undefined) ??
      (statement.signs[at] === '<-' ? undefined : own)
    if (!match) continue
    for (const [other, side] of statement.sides.entries()) {
      if (other === at || (names[other] && !isTensorName(names[other]))) continue
      const sign = signBetween(statement.signs, at, other)
      if (!sign) continue
      const targets = match.known.filter((known) => fits(known, sign, vocabulary))
      if (targets.length > 0)
        out.push({
          targets,
          side,
          sign,
          tie: 'named',
          line,
          statement,
          ...(match.indices ? { indices: match.indices } : {}),
          ...(!match.indices && isForAll(side, line, statement) ? { uniform: true } : {}),
          ...(match.sets ? { sets: match.sets } : {}),
        })
    }
  }
  return out
}

const isTensorName = (match: NameMatch): boolean =>
  match.known.every(({ quantity }) => quantity.value.kind === 'tensor')

const headWords = (statement: Statement): string | undefined => {
  const [head] = statement.sides
  return head?.kind === 'side' && head.format === 'words' ? head.text : undefined
}

/** "1200, plus 16 biases = 1216 parameters": words that count the value before them name none. */
const countedBefore = (line: Line, statement: Statement): boolean => {
  const words = headWords(statement)
  const before = line.flow.slice(0, statement.at).trimEnd()
  if (words === undefined) return false
  const added = line.statements.findLast(({ end }) => end < statement.at)?.sides.at(-1)
  const joins =
    added?.kind === 'side' && added.text.startsWith('+') ? /¤\s+$/ : /\b(?:plus|and|with)\s+¤\s+$/i
  return joins.test(before.slice(0, -words.length || undefined))
}

/** Rows of numbers, which are no shape. */
const isRows = (side: AnySide): boolean =>
  side.kind === 'side' && /^\s*\[\s*\[|\\begin\{[a-z]*(?:matrix|array)/i.test(side.text)

/** Sizes joined by ×. */
const isSizes = (side: AnySide): boolean => side.kind === 'side' && /×|\\times/.test(side.text)

/** "A 2×2 output" tells the array's shape, where the solver has that too. */
const shapesOfArrays = (all: readonly Known[], { known }: Vocabulary): readonly Known[] =>
  all.flatMap((one) => {
    if (one.quantity.value.kind !== 'tensor') return [one]
    const shapes = known.filter(
      ({ reference, quantity: { value } }) => reference === one.reference && value.kind === 'shape',
    )
    return shapes.length > 0 ? shapes : [one]
  })

/** "One bias per filter: F biases": the noun right behind a value says what it counts, whatever the label before it. */
const spokenOf = (line: Line, statement: Statement, vocabulary: Vocabulary): Found | undefined => {
  const [before, after] = [
    wordedBefore(line, statement, vocabulary),
    wordedAfter(line, statement, vocabulary),
  ]
  const isLabel = /:\s*$/.test(line.flow.slice(0, statement.at))
  const whole = isLabel ? labelWithNoun(line, statement, vocabulary) : undefined
  if (whole) return whole
  if (after && (isLabel || after.isAdjective || !before)) return after
  const concludes =
    isLabel ||
    /^\s*(?:in total|altogether|overall|in all)\b/i.test(line.flow.slice(statement.end + 1)) ||
    /(?:[=⇒]|\b(?:is|are|so|gives?))\s*$/i.test(line.flow.slice(0, statement.at))
  return (
    before ?? (concludes && line.statements.at(-1) === statement ? labelledBy(line, vocabulary) : undefined)
  )
}

const eachIs = /\b(?:each|every|one|an?)\s+\p{L}+\s+(?:is|being|of size)\s*$/iu
const isNumber = ({ quantity: { value } }: Known): boolean => isExpression(value)

/** `c = 1/√d_in`: a premise by its own name, whatever the words before it. */
export const setsParameter = (
  { sides: [head, ...values] }: Statement,
  { parameters, renamed }: Vocabulary,
): boolean => {
  if (head?.kind !== 'side' || head.format === 'words' || values.length === 0) return false
  const name = nameKey(head.text)
  return parameters.has(renamed.get(name) ?? name)
}

const wordedClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): Claim[] => {
  const isSum = countedBefore(line, statement)
  const words = isSum ? undefined : headWords(statement)
  const sides = words === undefined && !isSum ? statement.sides : statement.sides.slice(1)
  let found: Found | undefined
  if (words !== undefined) {
    const spoken = vocabulary.phrases.filter(
      (phrase) =>
        !phrase.after &&
        [...words.matchAll(patternOf(phrase.words))].some((match) => {
          const rest = words.slice(match.index + match[0].length)
          return rest === '' || ofWhole.test(rest)
        }),
    )
    const longest = spoken[0]
    if (longest)
      found = {
        known: spoken.filter((phrase) => phrase.words === longest.words).map(({ known }) => known),
        weak: false,
        named: words.trim().toLowerCase() === longest.words,
      }
    else if (line.statements.at(-1) === statement) found = labelledBy(line, vocabulary)
  } else found = isSum ? wordedAfter(line, statement, vocabulary) : spokenOf(line, statement, vocabulary)
  if (!found || setsParameter(statement, vocabulary)) return []
  const { known: all, named = false } = found
  // "Each filter is K × K × C": sizes, and no number.
  if (sides.every(isSizes) && eachIs.test(clauseBefore(line.flow, statement.at)) && all.every(isNumber))
    return []
  const isOther = ofOther.test(`${line.sentence.cell?.row ?? ''} ${clauseBefore(line.flow, statement.at)}`)
  const known =
    isOther || sides.some(isRows)
      ? all.filter(({ quantity }) => quantity.value.kind !== 'shape')
      : sides.some(isSizes)
        ? shapesOfArrays(all, vocabulary)
        : all
  const weak = found.weak && !isLabelled(line, statement, known, vocabulary)
  const isShape = known.some(({ quantity }) => quantity.value.kind === 'shape') && sides.some(isSizes)
  const tie: Tie = isShape
    ? 'worded'
    : named || known.some((one) => isWhollySet(one, isSet))
      ? 'named'
      : weak
        ? 'weak'
        : 'worded'
  return sides.flatMap((side, at) => {
    const start = words === undefined ? 0 : at
    const sign =
      words === undefined ? signBetween(statement.signs, 0, at) : signBetween(statement.signs, 0, start + 1)
    const targets = sign ? known.filter((one) => fits(one, sign, vocabulary)) : []
    return sign && targets.length > 0 ? [{ targets, side, sign, tie, line, statement }] : []
  })
}

const uniformClaims = (line: Line, statement: Statement, vocabulary: Vocabulary): Claim[] => {
  const [side] = statement.sides.slice(-1)
  if (side?.kind !== 'side' || !/\d/.test(side.text) || sizesWritten(side.text)) return []
  if (!isUniform(line, statement)) return []
  const targets = vocabulary.known.filter(({ asked, quantity }) => asked && quantity.value.kind === 'tensor')
  return targets.length > 0
    ? [{ targets, side, sign: '=', tie: 'worded', line, statement, uniform: true }]
    : []
}

/** The claims that a statement makes about known quantities by naming them. */
export const claimsOf = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): readonly Claim[] => {
  const listed = listedClaims(line, statement, vocabulary)
  if (listed) return listed
  const named = namedClaims(line, statement, vocabulary)
  if (named.length > 0) return named
  const uniform = uniformClaims(line, statement, vocabulary)
  if (uniform.length > 0) return uniform
  const worded = wordedClaims(line, statement, vocabulary, isSet)
  return worded.length > 0 ? worded : caseClaims(line, statement, vocabulary, isSet)
}
