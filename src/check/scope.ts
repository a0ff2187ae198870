import { num } from '../exact/algebra.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding, Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
import { freeSymbols } from './free-symbols.ts'
import { nameKey } from './names.ts'
import { sameScalar } from './sameness.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Shapes that the solver knows and that have an open size in them: a text may give all sizes at once. */
export const shapesOf = (open: readonly Known[], vocabulary: Vocabulary): readonly Known[] =>
  vocabulary.known.filter(({ asked, quantity: { value } }) => {
    if (asked || value.kind !== 'shape') return false
    return open.some(({ quantity }) => {
      const own = quantity.value
      return isExpression(own) && value.sizes.some((size) => sameScalar(size, own) === true)
    })
  })

const isZero = ({ quantity: { value } }: Known): boolean => value.kind === 'number' && value.value.n === 0n

/** `out_width` is a size of `out_shape`; biases may be as many as channels, and are none. */
const isSizeOf = (known: Known, shape: Known): boolean => {
  const [own, whole] = [known.quantity, shape.quantity].map(({ name }) => name.split('_')[0])
  const { value } = shape.quantity
  return (
    own === whole &&
    known.reference === shape.reference &&
    value.kind === 'shape' &&
    value.sizes.some((size) => {
      const one = known.quantity.value
      return isExpression(one) && sameScalar(size, one) === true
    })
  )
}

export const isEntryOf = (entry: Known, whole: Known): boolean =>
  entry.reference === whole.reference && entry.quantity.name.startsWith(`${whole.quantity.name}_entry`)

/** What follows from another answer: sizes from a shape that holds; a mean of zero from the variance it goes into. */
export const takenAsRead = (asked: readonly Known[], settled: ReadonlySet<Known>): readonly Known[] => {
  const others = asked.filter((known) => !isZero(known))
  return asked.filter((known) => {
    // The general entry of an array gives the array.
    if ([...settled].some((one) => isEntryOf(one, known))) return true
    if (isZero(known)) return others.length > 0 && others.every((other) => settled.has(other))
    return [...settled].some((shape) => isSizeOf(known, shape))
  })
}

/** What something is said of that is not so: whoever gives a wrong shape has given its sizes. */
export const wrongOf = (findings: readonly Finding[], { known }: Vocabulary): ReadonlySet<Known> => {
  const names = new Set(findings.map(({ quantity }) => quantity))
  const wrong = known.filter(({ quantity }) => names.has(quantity.name))
  return new Set([...wrong, ...known.filter((one) => wrong.some((shape) => isSizeOf(one, shape)))])
}

/** A quantity that takes another value under another convention needs to be asked for before words can mean it. */
const isSettled = ({ quantity, reference }: Known, references: readonly Reference[]): boolean =>
  !references[reference]?.solution.alternatives.some(
    ({ kind, answers }) => kind === 'convention' && answers.some(({ name }) => name === quantity.name),
  )

/** Words of another premise than the topic's own. */
const ofAnother = /\b(?:random\w*|gaussian|typical(?:ly)?|generic(?:ally)?|i\.i\.d|iid|in general)\b/i

/** `Var(y) = 1` where the solver has a letter left: that letter takes this value. */
const isSetting = ({ target: { quantity }, claimed }: Assessed): boolean =>
  quantity.value.kind === 'symbol' &&
  claimed !== undefined &&
  isExpression(claimed) &&
  // `d/d = 1`
  (freeSymbols(claimed).size === 0 || sameScalar(claimed, num(1)) === true)

/** "With W' = cW and Var(W) = 1": what is taken for granted, of a quantity that nobody asked for. */
const premise = /(?:^|[.;:,(]\s*)(?:with|given|let|assuming)\s+(?:¤(?:\s*,\s*(?:and\s+)?|\s+and\s+))*$/i

/** A quantity that nobody asked for is meant only where its own, unmistakable name stands. */
export const isCertainlyMeant = (wrong: Assessed, references: readonly Reference[]): boolean => {
  const { claim, target } = wrong
  if (target.asked) return true
  if (premise.test(claim.line.flow.slice(0, claim.statement.at))) return false
  if (isSetting(wrong)) return false
  return (
    // ‖ΔW‖ = … is said of some update; only a bound says how large it may be.
    (!(target.extremum !== undefined && claim.sign === '=') &&
      claim.tie === 'named' &&
      !ofAnother.test(claim.line.flow) &&
      nameKey(target.quantity.symbol).length > 1) ||
    ((claim.tie === 'worded' || claim.tie === 'final') && isSettled(target, references))
  )
}
