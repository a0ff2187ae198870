import { num } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { sizesWritten } from './sizes.ts'
import type { Line, Statement } from './statements.ts'

export const namesInput =
  /^\s*(?:\p{L}+\s+)?(?:inputs?|images?|pictures?|feature maps?|maps?|volumes?|tensors?)\b/iu
export const namedInput =
  /\b(?:inputs?|images?|pictures?|feature maps?|volumes?)\s+(?:of\s+)?(?:the\s+)?(?:sizes?|shape|is|of|:)?\s*$/i

/** Sizes as width, height, channels; libraries put the channels first. */
export const ordered = (sizes: readonly number[]): readonly number[] => {
  const [first = 0, second = 0, third = 0] = sizes
  return second === third && first !== second ? [second, third, first] : sizes
}

/** "A 32×32×64 input …": the sizes that a sentence gives the input of a layer. */
export const inputSettings = (
  inputs: readonly (readonly string[])[],
  line: Line,
  statement: Statement,
): readonly (readonly [string, Expression])[] => {
  if (inputs.length === 0) return []
  return line.statements.flatMap((other) => {
    const [side] = other.sides
    const sizes = other !== statement && side?.kind === 'side' ? sizesWritten(side.text) : undefined
    if (sizes?.length !== 3 || other.sides.length > 1) return []
    const isInput =
      namesInput.test(line.flow.slice(other.end + 1)) || namedInput.test(line.flow.slice(0, other.at))
    if (!isInput) return []
    const lengths = ordered(sizes)
    return inputs.flatMap((names) => names.map((name, at) => [name, num(lengths[at] ?? 0)] as const))
  })
}
