import { num } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { ordered } from '../input-settings.ts'
import { definitionsOf, scalarOf } from '../settings.ts'
import { sizesWritten } from '../sizes.ts'
import type { AnySide, Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import { countIn } from './number-words.ts'

/** What a text gives a layer in an example, by the symbols that the solver has for it. */
export type LayerSizes = ReadonlyMap<string, Expression>

const kernelAfter =
  /^[\s-]*(?:(?:max|average|square|conv\w*)[\s-]+)?(?:filters?|kernels?|windows?|pool\w*|conv\w*)\b/i
const kernelBefore =
  /\b(?:filters?|kernels?|windows?)\s+(?:(?:of|is|are|with)\s+)?(?:(?:size|shape|side|width)s?\s+)?(?:of\s+)?$/i
const strideBefore = /\bstrides?\s+(?:of\s+|is\s+|=\s*)?$/i
const paddingBefore = /\b(?:padding|pad|padded)\s+(?:of\s+|by\s+|with\s+|is\s+|width\s+)?$/i
const filtersAfter =
  /^\s*(?:(?:different|learnt|learned|output|such)\s+)?(?:filters|kernels|output channels)\b/i
const unpadded = /\b(?:no|without(?: any)?|zero pixels of)\s+(?:zero[\s-]*)?padding\b|\bunpadded\b/i
const countBefore = /\b([a-z]+)\s+$/i

const numberOf = (statement: Statement, analysis: Analysis): Expression | undefined => {
  const value = statement.sides.length === 1 ? scalarOf(statement.sides[0], analysis.read) : undefined
  return value?.kind === 'number' ? value : undefined
}

const sizesIn = ({ sides: [side, ...others] }: Statement): readonly number[] | undefined =>
  side?.kind === 'side' && others.length === 0 ? sizesWritten(side.text) : undefined

type Around = { readonly before: string; readonly after: string }

/** The words from the statement before to the one after. */
export const around = ({ flow, statements }: Line, statement: Statement): Around => {
  const at = statements.indexOf(statement)
  return {
    before: flow.slice(statements[at - 1] ? (statements[at - 1]?.end ?? 0) : 0, statement.at),
    after: flow.slice(statement.end + 1, statements[at + 1]?.at),
  }
}

/** "Eight 3 × 3 filters": how large they are, and how many. */
const kernelsIn = (line: Line, statement: Statement, analysis: Analysis): readonly [string, Expression][] => {
  const { before, after } = around(line, statement)
  const [first, second] = sizesIn(statement) ?? []
  const lone = numberOf(statement, analysis)
  if (first === undefined || first !== second)
    return lone && kernelBefore.test(before) && !filtersAfter.test(after) ? [['K', lone]] : []
  if (!kernelAfter.test(after) && !kernelBefore.test(before)) return []
  const previous = line.statements[line.statements.indexOf(statement) - 1]
  const counted = previous && before.trim() === '' ? numberOf(previous, analysis) : undefined
  const count = countIn(countBefore.exec(before)?.[1] ?? '')
  const isCounted = /^\s*(?:\p{L}+\s+)?(?:filters|kernels)\b/iu.test(after)
  const filters = counted ?? (count === undefined ? undefined : num(count))
  return [['K', num(first)], ...(filters && isCounted ? [['F', filters] as [string, Expression]] : [])]
}

/** What a statement and the words around it give a layer: `K = 3`, "stride 2", "eight 3 × 3 filters". */
export const sizesGiven = (line: Line, statement: Statement, analysis: Analysis): LayerSizes => {
  const defined = definitionsOf(statement, analysis.read).filter(({ value }) => value.kind === 'number')
  if (defined.length > 0) return new Map(defined.map(({ symbol, value }) => [symbol, value]))
  const { before, after } = around(line, statement)
  const lone = numberOf(statement, analysis)
  if (lone && strideBefore.test(before)) return new Map([['S', lone]])
  if (lone && paddingBefore.test(before)) return new Map([['P', lone]])
  if (lone && filtersAfter.test(after)) return new Map([['F', lone]])
  return new Map(kernelsIn(line, statement, analysis))
}

/** "Without padding". */
export const isUnpadded = (words: string): boolean => unpadded.test(words) && !/\bwould\b/i.test(words)

/** Width, height and channels, as they are written side by side. */
export const volumeIn = (side: AnySide | undefined, axes: readonly string[]): LayerSizes => {
  const sizes = side?.kind === 'side' ? sizesWritten(side.text) : undefined
  if (sizes?.length !== 3) return new Map()
  const lengths = ordered(sizes)
  return new Map(axes.map((name, at) => [name, num(lengths[at] ?? 0)]))
}
