import { num, sym } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { namedInput, namesInput } from '../input-settings.ts'
import { sameScalar } from '../sameness.ts'
import { goesOn } from '../shape-claims.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { around, isUnpadded, type LayerSizes, sizesGiven, volumeIn } from './layer-example.ts'

/** Sizes that a text gives as what comes out of a layer of given sizes. */
export type LayerExample = {
  readonly line: Line
  readonly statement: Statement
  readonly claimed: readonly Expression[]
  readonly given: LayerSizes
}

const leadsToOutput =
  /\b(?:becomes?|turns? into|gives?|leaves?|yields?|produces?|get|obtain|makes?|into|so|hence|thus|therefore|i\.e|outputs?|results?|returns?|comes? out)\b[^.;¤]{0,40}$/i
const mapsTo = /^\s*to\s+(?:an?\s+)?$/i
const namesOutput = /^\s*(?:outputs?|results?|feature maps?)\b/i
const ofOther =
  /\b(?:filters?|kernels?|weights?|windows?|patch(?:es)?|each|every|one|per|padded|not|isn't|inputs?|images?)\b[^.;:,]{0,40}$/i
const countsAfter = /^\s*(?:\p{L}+\s+)?(?:weights?|param\w*|kernels?|filters?|windows?|inputs?|images?)\b/iu
const goesInto = /^\s*(?:\p{L}+\s+)?(?:in)?to\b/iu
const arrow = /(?:→|⇒|⟶|↦|[-=]>|\\(?:to|mapsto|(?:long)?rightarrow|Rightarrow|implies))[\s$*`:(]*$/
const leadsOn = /^\s*[$`*)]*\s*(?:→|⇒|⟶|↦|->|\\to\b)/
const ofAnotherLayer = /\b(?:dilat\w*|ceil\w*|rounding up|rounded up|same padding|transposed|deconv\w*)\b/i
const ofNextLayer = /\b(?:then|next|second|another|again|afterwards?|followed|twice|more)\b/i
const continues =
  /^\s*(?:\(\s*|[,(]?\s*(?:for|with|when|if|at|using)\s+)(?:(?:an?|the)\s+)?(?:stride|padding|kernel|window)?(?:\s+(?:size|of))*\s*$/i
const andThen = /^\s*(?:,|and|, and)?\s*(?:stride|padding|kernel|window)?(?:\s+(?:size|of))*\s*$/i

/** What leads to a statement right before it in the source, from which arrows are left out in the flow. */
const isLedByArrow = ({ from }: Statement, { source }: Analysis): boolean =>
  arrow.test(source.slice(Math.max(0, from - 30), from))

const isOutput = (line: Line, statement: Statement, analysis: Analysis): boolean => {
  const { before, after } = around(line, statement)
  if (countsAfter.test(after) || goesInto.test(after) || goesOn.test(after)) return false
  if (isLedByArrow(statement, analysis) || namesOutput.test(after) || mapsTo.test(before)) return true
  const lead = leadsToOutput.exec(before)?.[0]
  return lead !== undefined && !ofOther.test(lead)
}

const isInput = (line: Line, statement: Statement, analysis: Analysis): boolean => {
  const { before, after } = around(line, statement)
  if (namesInput.test(after) && !namesOutput.test(after)) return true
  if (namedInput.test(before) || leadsOn.test(analysis.source.slice(statement.to, statement.to + 12)))
    return true
  return !isOutput(line, statement, analysis) && !ofOther.test(before) && !countsAfter.test(after)
}

/** "Becomes 5×5×8 with K = 3 and S = 2": what is given after what comes out. */
const givenAfter = (line: Line, statement: Statement, analysis: Analysis): LayerSizes => {
  const out = new Map<string, Expression>()
  for (const [at, other] of line.statements.entries()) {
    const previous = line.statements[at - 1]
    if (other.at <= statement.at || !previous) continue
    const words = line.flow.slice(previous.end + 1, other.at)
    if (!(previous === statement ? continues : andThen).test(words)) break
    for (const [name, value] of sizesGiven(line, other, analysis)) out.set(name, value)
  }
  return out
}

type State = {
  readonly given: Map<string, Expression>
  /** What the next input need not share: an output has been found from it, or another paragraph gives it. */
  readonly used: Set<string>
  /** What an output has been found from. */
  readonly mapped: Set<string>
  /** What the sentence itself gives so far. */
  readonly own: Set<string>
}

const give = ({ given, used, own, mapped }: State, sizes: LayerSizes, axes: readonly string[]): void => {
  const isOther = (axis: string): boolean => {
    const [own, before] = [sizes.get(axis), given.get(axis)]
    return own !== undefined && (!before || sameScalar(own, before) !== true)
  }
  const isNewInput = used.size > 0 && axes.some(isOther)
  if (isNewInput) {
    for (const name of used) given.delete(name)
    used.clear()
  }
  for (const [name, value] of sizes) {
    given.set(name, value)
    used.delete(name)
    mapped.delete(name)
    own.add(name)
  }
}

/** Examples in prose: what is given stays given until another input comes. */
export const examplesInProse = (
  analysis: Analysis,
  { inputs, symbols }: Vocabulary,
): readonly LayerExample[] => {
  const found: LayerExample[] = []
  const [axes = []] = inputs
  const state: State = { given: new Map(), used: new Set(), own: new Set(), mapped: new Set() }
  let last = 0
  const read = (line: Line, statement: Statement): void => {
    const volumes = statement.sides.map((side) => volumeIn(side, axes)).filter(({ size }) => size > 0)
    const [output = new Map<string, Expression>(), input] = [...volumes].reverse()
    const isArrow = statement.signs.includes('->')
    const isFound =
      output.size > 0 && (isArrow ? statement.sides.length > 1 : isOutput(line, statement, analysis))
    const sizes = sizesGiven(line, statement, analysis)
    if (sizes.size > 0) give(state, sizes, axes)
    if (isFound && input) give(state, input, axes)
    else if (!isFound && output.size > 0 && isInput(line, statement, analysis)) give(state, output, axes)
    // Of two outputs of one input the second is of a second layer, or of other sizes.
    const isSecond = axes.some((axis) => state.mapped.has(axis))
    if (isSecond && (state.own.size === 0 || ofNextLayer.test(line.flow.slice(0, statement.at)))) return
    // A convolution's example goes on with pooling.
    const isPooled = symbols.has('P') && /\bpool/i.test(around(line, statement).before)
    if (!isFound || isPooled || !axes.some((axis) => state.given.has(axis))) return
    const after = givenAfter(line, statement, analysis)
    const isOwn = ([name]: readonly [string, Expression]): boolean => state.own.has(name) || !after.has(name)
    const given = new Map([...after, ...[...state.given].filter(isOwn)])
    found.push({ line, statement, claimed: [...output.values()], given })
    for (const name of state.given.keys()) {
      state.used.add(name)
      state.mapped.add(name)
    }
    state.own.clear()
  }
  for (const line of analysis.lines) {
    const { block, cell } = line.sentence
    if (cell || block > last + 1) {
      state.given.clear()
      state.used.clear()
      state.mapped.clear()
    }
    if (block !== last) for (const name of state.given.keys()) state.used.add(name)
    state.own.clear()
    if (cell || ofAnotherLayer.test(line.flow)) {
      last = -2
      continue
    }
    if (isUnpadded(line.flow)) state.given.set('P', num(0))
    else if (/\bpad/i.test(line.flow) && !state.given.has('P')) state.given.set('P', sym('P'))
    for (const statement of line.statements) read(line, statement)
    if (state.given.size > 0) last = block
  }
  return found
}
