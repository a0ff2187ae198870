import type { Alternative, Quantity } from '../model.ts'

/** What another convention gives, in a whole sentence. */
export const underConvention = (says: string, ...answers: readonly Quantity[]): Alternative => ({
  kind: 'convention',
  says,
  answers,
})

/** What a well-known slip gives; `how` goes on from "This is what one gets". */
export const misconception = (how: string, ...answers: readonly Quantity[]): Alternative => ({
  kind: 'misconception',
  says: `This is what one gets ${how}`,
  answers,
})

/** A slip that is a convention where a text says that it follows it, in words that say what it goes without. */
export const unlessChosen = (chosen: string, slip: Alternative): Alternative => ({ ...slip, chosen })

/** What is right of another thing, which a text may speak of beside. */
export const rightOf = (
  other: readonly string[],
  asked: readonly string[],
  alternative: Alternative,
): Alternative => ({ ...alternative, rightOf: { other, asked } })
