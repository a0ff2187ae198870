import { sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { entriesOf } from '../exact/tensor.ts'
import type { Exact, Tensor } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import type { Judgement } from './judge-scalar.ts'
import { judgeScalar } from './judge-scalar.ts'
import { inKnownNames } from './renaming.ts'
import { sameGrowth, sameShape, sameValue } from './sameness.ts'
import type { Settings } from './settings-in-force.ts'
import { bindings, isUnderstood } from './settings-in-force.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

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

/** Entries in letters that stand for nothing the solver knows: `−8a` for any image of slope a. */
const hasStrangers = (candidate: Tensor, vocabulary: Vocabulary): boolean =>
  !(candidate.entries instanceof Float64Array) &&
  entriesOf(candidate).some((entry) =>
    [...freeSymbols(entry)].some((name) => !vocabulary.symbols.has(name) && !vocabulary.functions.has(name)),
  )

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
  if (same) return 'agrees'
  if (same === false && !hasStrangers(candidate, vocabulary)) return 'disagrees'
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
    if (candidate.kind === 'class')
      return judgeClass(expected.of, candidate.of, settings, vocabulary, freeSymbols(expected.of))
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
  /** Symbols that grow besides those of the written class. */
  growing: ReadonlySet<string> = new Set(),
): Judgement => {
  const values = bindings(settings, vocabulary)
  const of = resolve(inKnownNames(written, vocabulary), values)
  const whole = resolve(inKnownNames(exact, vocabulary), values)
  if (!isUnderstood(of, vocabulary) || !isUnderstood(whole, vocabulary)) return 'unknown'
  const same = sameGrowth(whole, of, new Set([...freeSymbols(of), ...growing]))
  return same === null ? 'unknown' : same ? 'agrees' : 'disagrees'
}
