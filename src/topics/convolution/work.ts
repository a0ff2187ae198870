import { InputError } from '../../errors.ts'
import { type Correlation, correlationShape, productsOf } from '../../exact/correlate.ts'
import { sizeOf } from '../../exact/tensor.ts'
import { mostWork } from '../work.ts'

/** Throws InputError where the output is too large to be written out, or takes too many products. */
export const checkWork = (problem: Correlation): void => {
  const most = mostWork(problem.x, problem.kernel)
  const shape = correlationShape(problem)
  if (sizeOf(shape) > most.entries) throw tooManyEntries(problem, shape, most)
  const products = productsOf(problem)
  if (products > most.products)
    throw new InputError(
      'too-large',
      `The output takes ${products} products of entries; with ${most.of} at most ${most.products} are taken. Use a smaller kernel.`,
      { field: 'kernel' },
    )
}

const tooManyEntries = (
  { x, padding }: Correlation,
  [filters = 1, rows = 1, columns = 1]: readonly number[],
  most: ReturnType<typeof mostWork>,
): InputError => {
  const [, height = 1, width = 1] = x.shape
  const isPadded = padding.flat().some((zeros) => zeros > 0) && filters * height * width <= most.entries
  const shape = filters === 1 ? `${rows}×${columns}` : `${filters}×${rows}×${columns}`
  return new InputError(
    'too-large',
    `The output would have ${shape} entries; with ${most.of} at most ${most.entries} are written out. Use ${isPadded ? 'less padding' : 'fewer filters'}.`,
    isPadded ? { field: 'padding', example: '1' } : { field: 'kernel' },
  )
}

/** Alternatives slide a kernel some six times more. */
export const mayRepeat = (problem: Correlation): boolean =>
  productsOf(problem) <= mostWork(problem.x, problem.kernel).products / 4
