import { sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { freeSymbols, hasCall, hasIndexed, resolve, rewrite } from './free-symbols.ts'
import { evaluate, isLarge } from './numeric.ts'
import { inKnownNames, renamingsOf, withFormsNamed } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import type { Settings } from './settings-in-force.ts'
import { bindings, isUnderstood, overrides, setsOwn } from './settings-in-force.ts'
import { solvedForSize } from './size-equations.ts'
import { withRanges } from './sum-ranges.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/**
 * `class`: right, but only up to a constant factor where the exact value is asked for. `instance`: right for the values
 * that the sentence gives to symbols of the answer, which says nothing of the answer in general. `convention`: right for
 * the value that the text gives to a parameter which has another one here.
 */
export type Judgement = 'agrees' | 'convention' | 'class' | 'instance' | 'disagrees' | 'unknown'

const rounding: ReadonlySet<string> = new Set(['floor', 'ceil'])

/** A size without its floor: the same wherever the stride divides, which whoever writes it takes for granted. */
const withoutRounding = (x: Expression): Expression =>
  rewrite(x, (node) =>
    node.kind === 'call' && rounding.has(node.name) && node.args[0] ? node.args[0] : node,
  )

/** A relation between the general entries of arrays is one between the arrays: `w_{hl} − η dw_{hl}`. */
export const withoutIndices = (x: Expression): Expression =>
  rewrite(x, (node) =>
    node.kind === 'indexed' && node.indices.every((index) => index.kind === 'symbol') ? sym(node.name) : node,
  )

/** `A × A`, an area where its side is asked for. */
const squareSide = (x: Expression): Expression | undefined => {
  if (x.kind !== 'product' || !x.times) return undefined
  const [first, ...rest] = x.factors
  return first && rest.length > 0 && rest.every((other) => sameScalar(first, other)) ? first : undefined
}

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

/** `n = m + k − 1` for every size `m = n − k + 1` that the solver has: sizes are positive, also those made of others. */
const bySizes = ({ known, symbols }: Vocabulary): ReadonlyMap<string, Expression> =>
  new Map(
    known.flatMap(({ answer, quantity: { symbol, value } }): [string, Expression][] => {
      if (answer || !/^[A-Za-z]$/.test(symbol) || symbols.has(symbol)) return []
      const solved = solvedForSize(symbol, value)
      return solved ? [[...solved]] : []
    }),
  )

/** Right where it is right whatever the letters stand for; wrong only where they can stand for nothing else. */
const viaRenaming = (
  variants: readonly Expression[],
  candidate: Expression,
  values: ReadonlyMap<string, Expression>,
  vocabulary: Vocabulary,
): Verdict => {
  let out: Verdict = null
  for (const variant of variants)
    for (const target of [variant, resolve(variant, values)]) {
      const { ways, certain } = renamingsOf(target, resolve(candidate, values), vocabulary)
      const same = ways.map((way) => sameScalar(target, way))
      if (same.length > 0 && same.every((one) => one === true)) return true
      if (certain && same.includes(false)) out = false
    }
  return out
}

/** Whether a letter of the text's own gets a number somewhere in it. */
const hasNumbered = (candidate: Expression, { definitions }: Settings, { symbols }: Vocabulary): boolean =>
  [...freeSymbols(candidate)].some((name) => !symbols.has(name) && definitions.get(name)?.kind === 'number')

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
    if (same) return 'convention'
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
  const sizes = same === false ? bySizes(vocabulary) : none
  if (sizes.size > 0) {
    const written = resolve(resolve(candidate, values), sizes)
    if (
      againstVariants(
        plain.map((one) => resolve(one, sizes)),
        written,
        none,
      ) === true
    )
      return agreed
  }
  if (hasCall(expected, rounding) && !hasCall(candidate, rounding)) {
    const bare = plain.map(withoutRounding)
    if (againstVariants(bare, candidate, none) === true) return 'agrees'
    if (againstVariants(bare, candidate, values) === true) return agreed
  }
  // Another letter for the step size, which gets a number in an example.
  if (
    same === false &&
    hasNumbered(candidate, settings, vocabulary) &&
    viaRenaming(plain, candidate, none, vocabulary)
  )
    return agreed
  if (same === false && hasUnknown(candidate, expected, vocabulary)) return 'unknown'
  if (same === false && isUnderstood(resolve(candidate, values), vocabulary)) return 'disagrees'
  const renamed = viaRenaming(plain, candidate, values, vocabulary)
  if (renamed === null) {
    const resolved = resolve(candidate, values)
    // With r = rank(G), what r stands for is no number that the solver could weigh.
    const written = isOpaque(resolved) ? candidate : same === false ? resolved : undefined
    if (written && dependsOnOther(expected, written, vocabulary)) return 'disagrees'
  }
  return renamed === null ? 'unknown' : renamed ? 'agrees' : 'disagrees'
}

const opaque: ReadonlySet<string> = new Set(['rank', 'norm', 'tr', 'det'])
const isOpaque = (x: Expression): boolean => hasCall(x, opaque)

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
  const values = new Map(names.map((name, at) => [name, (isLarge(name) ? 1e7 : 1e4) * (at + 2)]))
  const ratio = evaluate(candidate, values) / evaluate(expected, values)
  return Number.isFinite(ratio) && Math.abs(ratio - 1) < 0.05
}
