import { entriesOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import type { Finding, Reference } from '../../model.ts'
import { withText } from '../link-findings.ts'
import { sameScalar } from '../sameness.ts'
import { scalarOf } from '../settings.ts'
import { shown } from '../shown.ts'
import { sizesWritten } from '../sizes.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { countIn } from './number-words.ts'

/** "If the stride were 2", "with stride two". */
const strides = /\bstrides?\s+(?:(?:of|were|was|is|becomes)\s+){0,2}(?<stride>¤|two|three|four)/dgi
/** "The output would be 2×2". */
const size =
  /\b(?:output|result)\s+(?:(?:would|will|then|only|be|is|becomes?|has|have|just|an?|the|size|shape)\s+){1,5}(?<found>¤)/di
/** "Each of its values would be −40". */
const values =
  /\b(?:each|every|all)\s+(?:of\s+)?(?:(?:its|the|their|these)\s+)?(?:(?:remaining|four|resulting|new)\s+){0,2}(?:values?|entry|entries|outputs?|numbers?)\s+(?:(?:would|will|then|still|again|also|be|is|are|equals?|becomes?)\s+){1,4}(?<found>¤)/di
const otherwise =
  /\b(?:pad\w*|kernels?|dilat\w*|pool\w*|not|wrong\w*|mistak\w*|think|claim\w*|images?|inputs?)\b/i

/** Strides greater than one skip: of m places in a row every s-th is left, and their values stay as they are. */
const every = (length: number, stride: number): number => Math.floor((length - 1) / stride) + 1

/** The output with stride 1 that a text may speak of with another stride. */
const outputOf = ({ known }: Vocabulary, references: readonly Reference[]): Tensor | undefined => {
  const [only, another] = references
  if (!only || another || only.command !== 'conv') return undefined
  const { alternatives, conventions } = only.solution
  // A solution of another stride has the slip of leaving it out; padding that depends on the stride moves the places.
  const isOne = !alternatives.some(({ says }) => /\bstride is left out\b/.test(says))
  const moves = conventions.some(({ name, chosen }) => name === 'padding' && /[a-z]/i.test(chosen))
  const value = known.find(({ asked, quantity }) => asked && quantity.name === 'y')?.quantity.value
  return isOne && !moves && value?.kind === 'tensor' ? value : undefined
}

const strideAt = (line: Line, found: RegExpExecArray, analysis: Analysis): number | undefined => {
  const at = found.indices?.groups?.stride?.[0]
  const side = line.statements.find((one) => one.at === at)?.sides[0]
  const value = scalarOf(side, analysis.read)
  return value?.kind === 'number' ? Number(value.value.n) : countIn(found.groups?.stride ?? '')
}

const findingsIn = (line: Line, output: Tensor, analysis: Analysis): readonly Finding[] =>
  [...line.flow.matchAll(strides)].flatMap((found): Finding[] => {
    const stride = strideAt(line, found, analysis)
    if (stride === undefined || stride < 2) return []
    const rest = line.flow.slice(found.index + found[0].length)
    const statementOf = (pattern: RegExp): Statement | undefined => {
      const place = pattern.exec(rest)?.indices?.groups?.found?.[0]
      if (place === undefined || otherwise.test(rest.slice(0, place))) return undefined
      return line.statements.find(({ at }) => at === found.index + found[0].length + place)
    }
    const wrong = (statement: Statement, claimed: string | undefined, expected: string): Finding => ({
      kind: 'disagrees',
      quantity: 'y',
      quote: analysis.source.slice(statement.from, statement.to),
      at: statement.from,
      ...withText('claimed', claimed),
      expected,
      because: 'A greater stride leaves places out, and changes no value.',
    })
    const [sized, valued] = [statementOf(size), statementOf(values)]
    const [side] = sized?.sides ?? []
    const sizes = side?.kind === 'side' ? sizesWritten(side.text) : undefined
    const left = output.shape.map((length) => every(length, stride))
    const claimed = scalarOf(valued?.sides.at(-1), analysis.read)
    const entries = entriesOf(output)
    return [
      ...(sized && sizes?.length === left.length && sizes.join() !== left.join()
        ? [wrong(sized, `[${sizes.join(', ')}]`, `[${left.join(', ')}]`)]
        : []),
      ...(valued && claimed?.kind === 'number' && entries.every((one) => sameScalar(one, claimed) === false)
        ? [wrong(valued, shown(claimed), [...new Set(entries.map(shown))].slice(0, 3).join(', '))]
        : []),
    ]
  })

/** "With stride 2 each value would be −80": what another stride makes of an output, against that output. */
export const strideFindings = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): readonly Finding[] => {
  const output = outputOf(vocabulary, references)
  return output ? analysis.lines.flatMap((line) => findingsIn(line, output, analysis)) : []
}
