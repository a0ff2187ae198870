import { isExpression } from '../exact/value.ts'
import type { Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
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

/** What follows from another answer: sizes from a shape that holds; a mean of zero from the variance it goes into. */
export const takenAsRead = (asked: readonly Known[], settled: ReadonlySet<Known>): readonly Known[] => {
  const shapes = [...settled].flatMap(({ quantity: { value } }) =>
    value.kind === 'shape' ? [value.sizes] : [],
  )
  const others = asked.filter((known) => !isZero(known))
  return asked.filter((known) => {
    const { value } = known.quantity
    if (isZero(known)) return others.length > 0 && others.every((other) => settled.has(other))
    return (
      isExpression(value) && shapes.some((sizes) => sizes.some((size) => sameScalar(size, value) === true))
    )
  })
}

/** A quantity that takes another value under another convention needs to be asked for before words can mean it. */
const isSettled = ({ quantity, reference }: Known, references: readonly Reference[]): boolean =>
  !references[reference]?.solution.alternatives.some(
    ({ kind, answers }) => kind === 'convention' && answers.some(({ name }) => name === quantity.name),
  )

/** A quantity that nobody asked for is meant only where its own, unmistakable name stands. */
export const isCertainlyMeant = ({ claim, target }: Assessed, references: readonly Reference[]): boolean =>
  target.asked ||
  (claim.tie === 'named' && nameKey(target.quantity.symbol).length > 1) ||
  ((claim.tie === 'worded' || claim.tie === 'final') && isSettled(target, references))
