import { num } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { sizesWritten } from './sizes.ts'
import type { AnySide, Line, Statement } from './statements.ts'

export const namesInput =
  /^\s*(?:\p{L}+\s+)?(?:inputs?|images?|pictures?|feature maps?|maps?|volumes?|tensors?)\b/iu
export const namedInput =
  /\b(?:inputs?|images?|pictures?|feature maps?|volumes?)\s+(?:of\s+)?(?:the\s+)?(?:sizes?|shape|is|of|:)?\s*$/i

/** Sizes as width, height, channels; libraries put the channels first. */
export const ordered = (sizes: readonly number[]): readonly number[] => {
  const [first = 0, second = 0, third = 0] = sizes
  return second === third && first !== second ? [second, third, first] : sizes
}

const namesMatrix = /^\s*(?:weight\s+)?matri(?:x|ces)\b/i
const namedMatrix =
  /(?:\b(?:matrix|matrices)\s+(?:¤\s+)?|(?:\b(?:for|take|let|with|if)|^)\s+¤\s+)(?:(?:of|is|be|has|with)\s+)?(?:the\s+)?(?:sizes?|shape|dimensions?)?\s*$/i

const sizesOfSide = (side: AnySide | undefined): readonly number[] | undefined =>
  side?.kind === 'side' ? sizesWritten(side.text) : undefined

/** Axes that solutions have, with what tells in words that a size is theirs. */
type Sized = {
  readonly inputs: readonly (readonly string[])[]
  readonly matrices: readonly (readonly string[])[]
}

/** "A 32×32×64 input …", "a 512×128 matrix …": the sizes that a sentence gives the input of a layer, or a matrix. */
export const inputSettings = (
  { inputs, matrices }: Sized,
  line: Line,
  statement: Statement,
): readonly (readonly [string, Expression])[] => {
  if (inputs.length + matrices.length === 0) return []
  // Products of a matrix are matrices too.
  const first = line.statements.find(({ sides: [side] }) => sizesOfSide(side)?.length === 2)
  return line.statements.flatMap((other) => {
    const [side] = other.sides
    const sizes = other === statement ? undefined : sizesOfSide(side)
    if (sizes === undefined || other.sides.length > 1) return []
    const [before, after] = [line.flow.slice(0, other.at), line.flow.slice(other.end + 1)]
    const isInput = sizes.length === 3 && (namesInput.test(after) || namedInput.test(before))
    const isMatrix =
      other === first &&
      sizes.length === 2 &&
      (namesMatrix.test(after) || namedMatrix.test(before.slice(-80)))
    const lengths = isMatrix ? sizes : ordered(sizes)
    return (isInput ? inputs : isMatrix ? matrices : []).flatMap((names) =>
      names.map((name, at) => [name, num(lengths[at] ?? 0)] as const),
    )
  })
}
