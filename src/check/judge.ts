import { sym } from '../exact/algebra.ts'
import type { Call, Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { entriesOf } from '../exact/tensor.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import { freeSymbols, hasCall, hasIndexed, resolve, rewrite } from './free-symbols.ts'
import { evaluate } from './numeric.ts'
import { inKnownNames, renamingsOf, withFormsNamed } from './renaming.ts'
import { sameGrowth, sameScalar, sameShape, sameValue } from './sameness.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/**
 * `class`: right, but only up to a constant factor where the exact value is asked for. `instance`: right for the values
 * that the sentence gives to symbols of the answer, which says nothing of the answer in general. `convention`: right for
 * the value that the text gives throughout to a parameter which has another one here.
 */
export type Judgement = 'agrees' | 'convention' | 'class' | 'instance' | 'disagrees' | 'unknown'

/** What a text has set before a claim: everywhere, or in the claim's own sentence. */
export type Settings = {
  readonly definitions: ReadonlyMap<string, Expression>
  /** Definitions that the text calls a choice or a convention. */
  readonly chosen: ReadonlyMap<string, Expression>
  readonly local: ReadonlyMap<string, Expression>
}

const rounding: ReadonlySet<string> = new Set(['floor', 'ceil'])

/** A size without its floor: the same wherever the stride divides, which whoever writes it takes for granted. */
const withoutRounding = (x: Expression): Expression =>
  rewrite(x, (node) =>
    node.kind === 'call' && rounding.has(node.name) && node.args[0] ? node.args[0] : node,
  )

/** A relation between the general entries of arrays is one between the arrays: `w_{hl} − η dw_{hl}`. */
const withoutIndices = (x: Expression): Expression =>
  rewrite(x, (node) =>
    node.kind === 'indexed' && node.indices.every((index) => index.kind === 'symbol') ? sym(node.name) : node,
  )

/** `A × A`, an area where its side is asked for. */
const squareSide = (x: Expression): Expression | undefined => {
  if (x.kind !== 'product' || !x.times) return undefined
  const [first, ...rest] = x.factors
  return first && rest.length > 0 && rest.every((other) => sameScalar(first, other)) ? first : undefined
}

/** Parameters of general answers that a text sets to something else than they are here. */
const overrides = (
  set: ReadonlyMap<string, Expression>,
  definitions: ReadonlyMap<string, Expression>,
  vocabulary: Vocabulary,
): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>()
  for (const [name, value] of set) {
    const known = vocabulary.renamed.get(name) ?? name
    const standard = vocabulary.parameters.get(known)
    if (!vocabulary.settable.has(known) || !standard) continue
    const others = new Map(
      [...definitions].filter(([other]) => other !== name && !vocabulary.symbols.has(other)),
    )
    const own = inKnownNames(resolve(value, others), vocabulary)
    if (sameScalar(standard, own) !== true) out.set(known, own)
  }
  return out
}

const bindings = (settings: Settings, vocabulary: Vocabulary): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>()
  for (const [name, value] of [...settings.definitions, ...settings.local]) {
    const known = vocabulary.renamed.get(name) ?? name
    if (!vocabulary.symbols.has(known) || vocabulary.parameters.has(known))
      out.set(known, inKnownNames(value, vocabulary))
  }
  for (const [name, value] of vocabulary.parameters) out.set(name, value)
  for (const [name, value] of settings.local)
    if (vocabulary.symbols.has(name) && !vocabulary.parameters.has(name))
      out.set(name, inKnownNames(value, vocabulary))
  return out
}

const isUnderstood = (x: Expression, vocabulary: Vocabulary): boolean =>
  [...freeSymbols(x)].every((name) => vocabulary.symbols.has(name))

/** A formula with another answer still open in it (`‖Δy‖ ≤ c α ‖x‖`) relates unknowns and gives no value. */
const hasUnknown = (candidate: Expression, expected: Expression, vocabulary: Vocabulary): boolean => {
  const own = freeSymbols(expected)
  return [...freeSymbols(candidate)].some(
    (name) =>
      !own.has(name) &&
      !vocabulary.parameters.has(name) &&
      (vocabulary.byKey.get(name)?.some(({ answer }) => answer) ?? false),
  )
}

type Verdict = boolean | null

/** The variants are one value in several forms: equal to one is equal, different from one is different. */
const againstVariants = (
  variants: readonly Expression[],
  candidate: Expression,
  values: ReadonlyMap<string, Expression>,
): Verdict => {
  const results = variants.map((variant) => sameScalar(resolve(variant, values), resolve(candidate, values)))
  return results.includes(true) ? true : results.includes(false) ? false : null
}

const viaRenaming = (
  variants: readonly Expression[],
  candidate: Expression,
  values: ReadonlyMap<string, Expression>,
  vocabulary: Vocabulary,
): Verdict => {
  let out: Verdict = null
  for (const variant of variants)
    for (const target of [variant, resolve(variant, values)])
      for (const { renamed, certain } of renamingsOf(target, resolve(candidate, values), vocabulary)) {
        const same = sameScalar(target, renamed)
        if (same) return true
        if (same === false && certain) out = false
      }
  return out
}

const indexOfSum = ({ args: [, index] }: Call): string => (index?.kind === 'symbol' ? index.name : '')

const rangesByVocabulary = new WeakMap<Vocabulary, ReadonlyMap<string, readonly Expression[]>>()

/** The ranges over which the solver's sums run, by index. */
const rangesOf = (vocabulary: Vocabulary): ReadonlyMap<string, readonly Expression[]> => {
  const before = rangesByVocabulary.get(vocabulary)
  if (before) return before
  const ranges = new Map<string, readonly Expression[]>()
  for (const { quantity, general } of vocabulary.known)
    for (const value of isExpression(quantity.value) ? [quantity.value, ...general] : general)
      rewrite(value, (node) => {
        if (node.kind === 'call' && node.name === 'sum' && node.args.length === 4)
          ranges.set(indexOfSum(node), node.args.slice(2))
        return node
      })
  rangesByVocabulary.set(vocabulary, ranges)
  return ranges
}

/** A sum whose range is not written runs over the range of the solver's sum with the same index. */
const withRanges = (written: Expression, vocabulary: Vocabulary): Expression => {
  const ranges = rangesOf(vocabulary)
  if (ranges.size === 0) return written
  // Where all the solver's sums run over the same range, a sum over another letter does too.
  const keys = new Set([...ranges.values()].map((range) => range.map(keyOf).join()))
  const common = keys.size === 1 ? [...ranges.values()][0] : undefined
  return rewrite(written, (node) => {
    if (node.kind !== 'call' || node.name !== 'sum' || node.args.length !== 2) return node
    return { ...node, args: [...node.args, ...(ranges.get(indexOfSum(node)) ?? common ?? [])] }
  })
}

/** Whether the sentence gives a number to a symbol that the answer keeps open. */
const setsOwn = (expected: Expression, { local }: Settings, { parameters }: Vocabulary): boolean => {
  const own = freeSymbols(expected)
  return [...local].some(
    ([name, value]) => own.has(name) && !parameters.has(name) && freeSymbols(value).size === 0,
  )
}

/** Whether a claimed scalar is the known one, under what the text and the solver have set. */
export const judgeScalar = (
  known: Known,
  expected: Expression,
  written: Expression,
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  const candidate = withFormsNamed(inKnownNames(withRanges(written, vocabulary), vocabulary), vocabulary)
  const plain = [expected, ...known.general]
  const set = overrides(settings.local, settings.definitions, vocabulary)
  const standing = set.size > 0 ? set : overrides(settings.chosen, settings.definitions, vocabulary)
  if (standing.size > 0 && known.general.length > 0) {
    const values = new Map([...bindings(settings, vocabulary), ...standing])
    const same = againstVariants(known.general, candidate, values)
    if (same) return set.size > 0 ? 'instance' : 'convention'
    if (set.size > 0)
      return same === false && isUnderstood(resolve(candidate, values), vocabulary) ? 'disagrees' : 'unknown'
  } else if (set.size > 0) return 'unknown'
  const none = new Map<string, Expression>()
  if (againstVariants(plain, candidate, none) === true) return 'agrees'
  if (!hasIndexed(expected) && hasIndexed(candidate)) {
    const whole = withoutIndices(candidate)
    const same = againstVariants(plain, whole, none)
    if (same !== null && isUnderstood(whole, vocabulary)) return same ? 'agrees' : 'disagrees'
  }
  const side = squareSide(written)
  if (side && againstVariants(plain, inKnownNames(side, vocabulary), none) === true) return 'agrees'
  const values = bindings(settings, vocabulary)
  if (side && againstVariants(plain, inKnownNames(side, vocabulary), values) === true)
    return setsOwn(expected, settings, vocabulary) ? 'instance' : 'agrees'
  const same = againstVariants(plain, candidate, values)
  const agreed = setsOwn(expected, settings, vocabulary) ? 'instance' : 'agrees'
  if (same) return agreed
  if (hasCall(expected, rounding) && !hasCall(candidate, rounding)) {
    const bare = plain.map(withoutRounding)
    if (againstVariants(bare, candidate, none) === true) return 'agrees'
    if (againstVariants(bare, candidate, values) === true) return agreed
  }
  if (same === false && hasUnknown(candidate, expected, vocabulary)) return 'unknown'
  if (same === false && isUnderstood(resolve(candidate, values), vocabulary)) return 'disagrees'
  const renamed = viaRenaming(plain, candidate, values, vocabulary)
  if (renamed === null && same === false && dependsOnOther(expected, resolve(candidate, values), vocabulary))
    return 'disagrees'
  return renamed === null ? 'unknown' : renamed ? 'agrees' : 'disagrees'
}

/** A formula in all letters of the answer and one more cannot be it, whatever the other letter stands for, unless for a number. */
const dependsOnOther = (expected: Expression, candidate: Expression, vocabulary: Vocabulary): boolean => {
  const [own, used] = [freeSymbols(expected), freeSymbols(candidate)]
  const others = [...used].filter((name) => !own.has(name))
  const [other] = others
  if (
    own.size === 0 ||
    others.length !== 1 ||
    other === undefined ||
    [...own].some((name) => !used.has(name))
  )
    return false
  return /^[a-z]$/.test(other) && !vocabulary.symbols.has(other) && !vocabulary.parameters.has(other)
}

/** `≈` between formulas leaves out lower terms: only a ratio that does not tend to 1 is wrong. */
export const agreesRoughly = (expected: Expression, candidate: Expression): boolean => {
  const names = [...new Set([...freeSymbols(expected), ...freeSymbols(candidate)])].sort()
  if (names.length === 0) return false
  const values = new Map(names.map((name, at) => [name, 1e4 * (at + 2)]))
  const ratio = evaluate(candidate, values) / evaluate(expected, values)
  return Number.isFinite(ratio) && Math.abs(ratio - 1) < 0.05
}

/** The value a bare name of a known quantity stands for: `g_4 = g_1`. */
const standsFor = (candidate: Exact, vocabulary: Vocabulary): Exact => {
  if (candidate.kind !== 'symbol') return candidate
  const found = vocabulary.byKey.get(candidate.name)?.find(({ quantity }) => quantity.value.kind === 'tensor')
  return found ? found.quantity.value : candidate
}

/** `W' × H' × F`: a size that is itself an answer stands for its value. */
const valueOfAnswer = (size: Expression, vocabulary: Vocabulary): Expression => {
  if (size.kind !== 'symbol') return size
  const found = vocabulary.byKey.get(size.name)?.find(({ answer }) => answer)
  return found && isExpression(found.quantity.value) ? found.quantity.value : size
}

const judgeEntries = (
  known: Known,
  expected: Exact,
  candidate: Exact,
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  if (expected.kind !== 'tensor' || candidate.kind !== 'tensor') return 'unknown'
  // A row of a matrix says nothing false of the whole.
  if (expected.shape.length !== candidate.shape.length && !sameShape(expected, candidate)) return 'unknown'
  const same = sameValue(expected, candidate)
  if (same !== null) return same ? 'agrees' : 'disagrees'
  const [left, right] = [entriesOf(expected), entriesOf(candidate)]
  let out: Judgement = 'agrees'
  for (const [at, entry] of left.entries()) {
    const other = right[at]
    const judged = other ? judgeScalar(known, entry, other, settings, vocabulary) : 'disagrees'
    if (judged === 'disagrees') return 'disagrees'
    if (judged !== 'agrees') out = 'unknown'
  }
  return out
}

/** Whether a claimed value is the known one. */
export const judgeValue = (
  known: Known,
  expected: Exact,
  written: Exact,
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  const candidate = standsFor(written, vocabulary)
  if (isExpression(expected)) {
    if (isExpression(candidate)) return judgeScalar(known, expected, candidate, settings, vocabulary)
    // A number grows like nothing at all: its class says nothing of it.
    if (candidate.kind === 'class' && freeSymbols(expected).size === 0) return 'unknown'
    if (candidate.kind === 'class') {
      const judged = judgeClass(expected, candidate.of, settings, vocabulary)
      return judged === 'agrees' ? 'class' : judged
    }
    return 'unknown'
  }
  if (expected.kind === 'class') {
    if (candidate.kind === 'class') return judgeClass(expected.of, candidate.of, settings, vocabulary)
    return isExpression(candidate) ? judgeClass(candidate, expected.of, settings, vocabulary) : 'unknown'
  }
  if (expected.kind === 'tensor') {
    if (candidate.kind === 'tensor') return judgeEntries(known, expected, candidate, settings, vocabulary)
    // "every entry is −40"
    return 'unknown'
  }
  if (expected.kind === 'shape') {
    const sizes =
      candidate.kind === 'shape'
        ? candidate.sizes
        : candidate.kind === 'tensor'
          ? entriesOf(candidate)
          : undefined
    if (!sizes) return 'unknown'
    if (sizes.length !== expected.sizes.length) return 'unknown'
    const judged = expected.sizes.map((size, at) =>
      judgeScalar(known, size, valueOfAnswer(sizes[at] ?? sym('?'), vocabulary), settings, vocabulary),
    )
    return judged.includes('disagrees')
      ? 'disagrees'
      : judged.every((one) => one === 'agrees')
        ? 'agrees'
        : judged.every((one) => one === 'agrees' || one === 'instance')
          ? 'instance'
          : 'unknown'
  }
  const same = sameValue(expected, candidate)
  return same === null ? 'unknown' : same ? 'agrees' : 'disagrees'
}

const judgeClass = (
  exact: Expression,
  written: Expression,
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  const values = bindings(settings, vocabulary)
  const of = resolve(inKnownNames(written, vocabulary), values)
  const whole = resolve(inKnownNames(exact, vocabulary), values)
  if (!isUnderstood(of, vocabulary) || !isUnderstood(whole, vocabulary)) return 'unknown'
  const same = sameGrowth(whole, of)
  return same === null ? 'unknown' : same ? 'agrees' : 'disagrees'
}
