import { num } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { scalarOf } from '../settings.ts'
import { sizesWritten } from '../sizes.ts'
import type { Line } from '../statements.ts'
import { type Analysis, localSettings, rowOf } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { volumeIn } from './layer-example.ts'
import type { LayerExample } from './layer-example-claims.ts'

const ofInput = /^(?:inputs?|in|from|before|images?)(?: (?:size|shape|volume|image))?s?$/i
const ofOutput = /^(?:outputs?|out|results?|to|after)(?: (?:size|shape|volume))?s?$/i
const columns: readonly (readonly [RegExp, string])[] = [
  [/^(?:kernel|window|filter|pool)(?: (?:size|width|side))?$/i, 'K'],
  [/^strides?$/i, 'S'],
  [/^(?:zero[ -])?pad(?:ding)?$/i, 'P'],
  [/^(?:filters|number of filters|output channels)$/i, 'F'],
]

const headerOf = ({ sentence: { cell } }: Line): string => (cell?.header ?? '').replace(/[$`*]/g, '').trim()

/** `W × H × C` as a header. */
const isOfAxes = (header: string, axes: readonly string[]): boolean =>
  header.split(/\s*(?:×|\\times|\bx\b)\s*/).join() === axes.join()

/** What a cell gives the layer, by its header in words. */
const sizesOfCell = (
  cell: Line,
  analysis: Analysis,
  axes: readonly string[],
): ReadonlyMap<string, Expression> => {
  const header = headerOf(cell)
  const side = cell.statements[0]?.sides[0]
  if (ofInput.test(header) || isOfAxes(header, axes)) return volumeIn(side, axes)
  const name = columns.find(([words]) => words.test(header))?.[1]
  const [first, second] = (side?.kind === 'side' && sizesWritten(side.text)) || []
  const value = first !== undefined && first === second ? num(first) : scalarOf(side, analysis.read)
  return name !== undefined && value?.kind === 'number' ? new Map([[name, value]]) : new Map()
}

/** The output that a row of a table gives, with what its other cells give. */
export const examplesInTables = (analysis: Analysis, { inputs }: Vocabulary): readonly LayerExample[] => {
  const [axes = []] = inputs
  return analysis.lines.flatMap((line): LayerExample[] => {
    const [statement, ...others] = line.statements
    if (!line.sentence.cell || !ofOutput.test(headerOf(line)) || !statement || others.length > 0) return []
    const claimed = volumeIn(statement.sides[0], axes)
    const cells = rowOf(analysis, line).filter((cell) => cell !== line)
    const given = new Map([
      ...localSettings(analysis, line, statement),
      ...cells.flatMap((cell) => [...sizesOfCell(cell, analysis, axes)]),
    ])
    return claimed.size > 0 && axes.some((axis) => given.has(axis))
      ? [{ line, statement, claimed: [...claimed.values()], given }]
      : []
  })
}
