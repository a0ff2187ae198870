import { num } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { isExpression, type Shape } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols, resolve } from '../free-symbols.ts'
import { withText } from '../link-findings.ts'
import { sameScalar } from '../sameness.ts'
import { shown } from '../shown.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Known, Vocabulary } from '../vocabulary.ts'
import { examplesInProse, type LayerExample } from './layer-example-claims.ts'
import { examplesInTables } from './layer-example-rows.ts'

const fixedFirst = ['K', 'S', 'P'] as const

/** Whether what is given belongs to the solver's layer: where that has no symbol, it has a number of its own. */
const isOfLayer = ({ given }: LayerExample, { symbols }: Vocabulary): boolean =>
  fixedFirst.every((name) => {
    const value = given.get(name)
    return value === undefined || symbols.has(name) || (name === 'P' && sameScalar(value, num(0)) === true)
  })

/** Whether some size that the example settles is another one. */
const contradicts = (sizes: readonly Expression[], { claimed, given }: LayerExample): boolean =>
  sizes.some((size, at) => {
    const own = claimed[at]
    const value = resolve(size, given)
    return own !== undefined && freeSymbols(value).size === 0 && sameScalar(value, own) === false
  })

const sizesOf = ({ quantity: { value } }: Known): readonly Expression[] =>
  value.kind === 'shape' ? value.sizes : []

/** The sizes as a convention has them, such as the one that rounds up. */
const byConventions = (
  sizes: readonly Expression[],
  { known, alternatives }: Vocabulary,
): readonly Expression[][] =>
  alternatives
    .filter(({ kind }) => kind === 'convention')
    .map(({ answers }) =>
      sizes.map((size) => {
        const own = known.find(({ answer, quantity }) => answer && quantity.value === size)
        const other = answers.find(({ name }) => name === own?.quantity.name)?.value
        return other && isExpression(other) ? other : size
      }),
    )

const findingOf = (
  example: LayerExample,
  shapes: readonly Known[],
  isOpen: boolean,
  { source }: Analysis,
  vocabulary: Vocabulary,
): Finding | undefined => {
  const [first] = shapes
  if (!first || !shapes.every((known) => contradicts(sizesOf(known), example))) return undefined
  const conventions = isOpen ? byConventions(sizesOf(first), vocabulary) : []
  if (!conventions.every((sizes) => contradicts(sizes, example))) return undefined
  const { claimed, statement, given } = example
  const expected: Shape = { kind: 'shape', sizes: sizesOf(first).map((size) => resolve(size, given)) }
  return {
    kind: 'disagrees',
    quantity: first.quantity.name,
    quote: source.slice(statement.from, statement.to),
    at: statement.from,
    ...withText('claimed', shown({ kind: 'shape', sizes: claimed })),
    ...withText('expected', shown(expected)),
    because: 'That is what the formula gives for the sizes of this example.',
  }
}

/** "32×32×3, eight 3×3 filters, padding 1, stride 2: the output is 17×17×8": against the formula at these sizes. */
export const layerExampleFindings = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  settled: ReadonlySet<Known>,
): readonly Finding[] => {
  const [axes] = vocabulary.inputs
  const shapes = vocabulary.known.filter(
    ({ quantity: { value } }) => value.kind === 'shape' && value.sizes.length === axes?.length,
  )
  if (!axes || new Set(shapes.map(({ reference }) => reference)).size > 1) return []
  // What a text without the formula rounds up may follow the other convention.
  const isOpen = ![...settled].some(({ quantity }) => quantity.name === 'out_width')
  return [...examplesInProse(analysis, vocabulary), ...examplesInTables(analysis, vocabulary)]
    .filter(
      (example) =>
        isOfLayer(example, vocabulary) && analysis.stance(example.line, example.statement) === 'claim',
    )
    .flatMap((example) => findingOf(example, shapes, isOpen, analysis, vocabulary) ?? [])
}
