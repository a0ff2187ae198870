import { isExpression } from '../exact/value.ts'
import type { Sign } from './elements.ts'
import { freeSymbols } from './free-symbols.ts'
import { indexedName, nameKey } from './names.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

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
  /** Every entry is the value. */
  readonly uniform?: boolean
  /** Symbols that the name itself gives a value. */
  readonly sets?: ReadonlyMap<string, number>
}

export type NameMatch = {
  readonly known: readonly Known[]
  readonly indices?: readonly string[]
  /** `R_3` is R_L at L = 3. */
  readonly sets?: ReadonlyMap<string, number>
}

const hasEntries = ({ quantity: { value } }: Known): boolean =>
  value.kind === 'tensor' || value.kind === 'piecewise' || value.kind === 'list'
const partLabel = /[_^]\(?(?:i{1,3}|iv|v)\)?$/

const instanceOf = (key: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const [, base, number] = /^(\w+?)_(\d+)$/.exec(key) ?? []
  if (base === undefined || number === undefined) return undefined
  for (const symbol of vocabulary.symbols) {
    const known = vocabulary.byKey
      .get(`${base}_${symbol}`)
      ?.filter(({ quantity }) => isExpression(quantity.value))
    if (known && known.length > 0) return { known, sets: new Map([[symbol, Number(number)]]) }
  }
  return undefined
}

/** The quantities that a text names, by its symbol, an alias, or an entry of it. */
export const matchName = (text: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const key = nameKey(text)
  const direct = vocabulary.byKey.get(key)
  if (direct) return { known: direct }
  const instance = instanceOf(key, vocabulary)
  if (instance) return instance
  const indexed = indexedName(text)
  if (indexed) {
    const entries = vocabulary.byKey.get(indexed.base)?.filter(hasEntries)
    if (entries && entries.length > 0) return { known: entries, indices: indexed.indices }
    // `dw_{hl}` with general indices is the quantity itself.
    const general = indexed.style !== 'call' && indexed.indices.every((index) => /^[a-z]$/.test(index.trim()))
    const whole = general && indexed.indices.length > 1 ? vocabulary.byKey.get(indexed.base) : undefined
    if (whole) return { known: whole }
  }
  const inner = /^(\w+)\((.+)\)$/.exec(key)
  const argument = inner?.[2] === undefined ? undefined : indexedName(inner[2])
  const applied = inner?.[1] && argument ? vocabulary.byKey.get(`${inner[1]}(${argument.base})`) : undefined
  if (applied) return { known: applied }
  const labelled = partLabel.test(key)
    ? vocabulary.byKey.get(key.replace(partLabel, ''))?.filter(hasEntries)
    : undefined
  return labelled && labelled.length > 0 ? { known: labelled } : undefined
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const patterns = new Map<string, RegExp>()
const patternOf = (words: string): RegExp => {
  const known = patterns.get(words)
  if (known) return known
  const made = new RegExp(
    `(?<![\\p{L}\\d])(?<!(?:input|filter|kernel|padded)\\s)${escaped(words).replace(/ /g, '\\s+')}(?:s|es)?(?![\\p{L}\\d])`,
    'giu',
  )
  if (patterns.size > 2000) patterns.clear()
  patterns.set(words, made)
  return made
}

/** Between a quantity's name and its value: a copula, a preposition, a colon. */
const connectives = new Set(
  'is are was were be been becomes become equals equal should must will can could has have to the a an by at most least exactly approximately about roughly simply just only of for on in as it its we get obtain then thus so therefore hence given gives being stays stay remains remain keeps still unchanged = always also order one each per layer iteration step size number total matrix norm value now'.split(
    ' ',
  ),
)

const isGap = (gap: string): boolean => {
  // A colon in the middle begins something new.
  if (/[.;?⏎⇒]|:.*\w/.test(gap) || (gap.match(/¤/g)?.length ?? 0) > 1) return false
  // A value that follows "of ¤" or "after ¤ layers" belongs to the name; another value in between does not.
  const words = gap.toLowerCase().match(/[\p{L}=]+/gu) ?? []
  if (words.length > 9) return false
  const last = words.at(-1)
  if (words.length === 0) return /^[\s:(,"–—-]*$/.test(gap)
  if (gap.trimEnd().endsWith(':')) return words.length <= 6
  return (
    last !== undefined &&
    /^(?:is|are|was|be|becomes?|equals?|by|to|of|=|gives?|most|least|exactly|approximately|about|roughly|simply|just|then|therefore|always|stays?|remains?|keeps?|still)$/.test(
      last,
    ) &&
    words.some((word) => connectives.has(word))
  )
}

type Found = { readonly known: readonly Known[]; readonly weak: boolean; readonly named?: boolean }

/** The words before a place, back to the last full stop, semicolon or line end. */
export const clauseBefore = (flow: string, at: number): string => {
  const before = flow.slice(Math.max(0, at - 240), at)
  const cut = Math.max(
    before.lastIndexOf('. '),
    before.lastIndexOf('; '),
    before.lastIndexOf('⏎'),
    before.lastIndexOf('? '),
  )
  return before.slice(cut + 1)
}

const multiplied =
  /\b(?:multipl(?:y|ied|ying)|(?:re)?scal(?:e|ed|ing))\b[^.;:]{0,100}\bby(?: (?:a|the))?(?: (?:constant|scalar))?(?: factor)?(?: of)?\s*$/i

/** "Multiply each by …" claims the factor that is asked for. */
const multipliers = (before: string, vocabulary: Vocabulary): Known[] =>
  multiplied.test(before)
    ? vocabulary.known.filter(
        ({ asked, quantity }) => asked && /(?:^|_)(?:scale|multiplier|factor)$/.test(quantity.name),
      )
    : []

/** The quantities that the words before a statement name: those whose name ends nearest to it. */
const wordedBefore = (line: Line, statement: Statement, vocabulary: Vocabulary): Found | undefined => {
  const own = clauseBefore(line.flow, statement.at)
  // "**Output shape.** …" names what the next sentence gives.
  const before = /\p{L}/u.test(own) ? own : `${line.lead} : `
  let [end, isWeak] = [-1, true]
  let known: Known[] = []
  for (const phrase of vocabulary.phrases) {
    if (phrase.after || phrase.known.quantity.value.kind === 'word') continue
    for (const found of before.matchAll(patternOf(phrase.words))) {
      const last = found.index + found[0].length
      if (last < end || !isGap(before.slice(last))) continue
      if (last > end) [end, isWeak, known] = [last, true, []]
      if (phrase.words.includes(' ')) isWeak = false
      if (!known.includes(phrase.known)) known.push(phrase.known)
    }
  }
  if (known.length > 0) return { known, weak: isWeak }
  const scaled = multipliers(before, vocabulary)
  return scaled.length > 0 ? { known: scaled, weak: false } : undefined
}

/** `K²C weights per filter`: the value first, then what it counts. */
const wordedAfter = (line: Line, statement: Statement, vocabulary: Vocabulary): Found | undefined => {
  const after = line.flow.slice(statement.end + 1, statement.end + 80)
  let best: { length: number; known: Known[]; words: string } | undefined
  for (const { words, known } of vocabulary.phrases) {
    const found = [...after.matchAll(patternOf(words))][0]
    if (!found || !/^\s*(?:learnable|trainable|total|different|\s)*$/.test(after.slice(0, found.index)))
      continue
    if (!best || words.length > best.length) best = { length: words.length, known: [known], words }
    else if (words === best.words) best.known.push(known)
  }
  return best && { known: best.known, weak: best.words.split(' ').length < 3 }
}

const everyEntry =
  /\b(?:every|each|all(?: of)?(?: the)?)\s+(?:\w+\s+){0,3}?(?:entr(?:y|ies)|pixels?|elements?|values?|outputs?|positions?|patch(?:es)?|cells?)\b[^¤.;]{0,48}$|\bmatrix\s+(?:of|full of|filled with|with all|whose entries are all)\b[^¤.;]{0,24}$|\b(?:uniform(?:ly)?|filled with|constant(?:ly)?(?: at| of| value of)?|nine times|all equal to)\s*$/i
const aboutKernel = /\b(?:kernel|filter|weights?|input|padd\w*|window)\b/i

const isUniform = (line: Line, statement: Statement): boolean => {
  const before = clauseBefore(line.flow, statement.at)
  const after = line.flow.slice(statement.end + 1, statement.end + 40)
  return (
    (everyEntry.test(before) || /^\s*(?:everywhere|throughout|in every)\b/i.test(after)) &&
    !aboutKernel.test(
      before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.length - 60)),
    )
  )
}

const signBetween = (signs: readonly Sign[], from: number, to: number): Claim['sign'] | undefined => {
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
    if (known) return { known }
  }
  return undefined
}

const namedClaims = (line: Line, statement: Statement, vocabulary: Vocabulary): Claim[] => {
  const out: Claim[] = []
  const names = statement.sides.map((side) =>
    side.kind === 'side' && side.format !== 'words' ? matchName(side.text, vocabulary) : undefined,
  )
  for (const [at, own] of names.entries()) {
    const match = statement.signs[at] === '<-' ? updated(statement.sides[at], vocabulary) : own
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

/** Sizes joined by ×. */
const isSizes = (side: AnySide): boolean => side.kind === 'side' && /×|\\times/.test(side.text)

/** Whether the sentence gives every symbol of a quantity a value. */
const isWhollySet = ({ quantity: { value } }: Known, isSet: (name: string) => boolean): boolean => {
  const symbols = isExpression(value) ? [...freeSymbols(value)] : []
  return symbols.length > 0 && symbols.every(isSet)
}

const wordedClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): Claim[] => {
  const words = headWords(statement)
  const sides = words === undefined ? statement.sides : statement.sides.slice(1)
  let found: Found | undefined
  if (words !== undefined) {
    const spoken = vocabulary.phrases.filter((phrase) =>
      [...words.matchAll(patternOf(phrase.words))].some(
        (match) => match.index + match[0].length === words.length,
      ),
    )
    const longest = spoken[0]
    if (longest)
      found = {
        known: spoken.filter((phrase) => phrase.words === longest.words).map(({ known }) => known),
        weak: false,
        named: words.trim().toLowerCase() === longest.words,
      }
  } else found = wordedBefore(line, statement, vocabulary) ?? wordedAfter(line, statement, vocabulary)
  if (!found) return []
  const { known, weak, named = false } = found
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
  if (side?.kind !== 'side' || !/\d/.test(side.text) || !isUniform(line, statement)) return []
  const targets = vocabulary.known.filter(({ asked, quantity }) => asked && quantity.value.kind === 'tensor')
  return targets.length > 0
    ? [{ targets, side, sign: '=', tie: 'worded', line, statement, uniform: true }]
    : []
}

const pronoun = /\b(?:it|this|that|which|we)\s+(?:is|gives?|gets?|obtain|equals?|becomes?|yields?|have)\s*$/i

/** "With K = 3 and L = 2 it is 5": the one quantity asked for, in a case that the sentence sets up wholly. */
const caseClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): Claim[] => {
  const asked = vocabulary.known.filter((known) => known.asked)
  const [target] = asked
  const [side] = statement.sides
  if (
    !target ||
    asked.length !== 1 ||
    side?.kind !== 'side' ||
    !pronoun.test(line.flow.slice(0, statement.at))
  )
    return []
  if (!isWhollySet(target, isSet)) return []
  return [{ targets: [target], side, sign: '=', tie: 'named', line, statement }]
}

/** The claims that a statement makes about known quantities by naming them. */
export const claimsOf = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): readonly Claim[] => {
  const named = namedClaims(line, statement, vocabulary)
  if (named.length > 0) return named
  const uniform = uniformClaims(line, statement, vocabulary)
  if (uniform.length > 0) return uniform
  const worded = wordedClaims(line, statement, vocabulary, isSet)
  return worded.length > 0 ? worded : caseClaims(line, statement, vocabulary, isSet)
}
