import { num, power } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { isExpression } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols, resolve } from '../free-symbols.ts'
import { sameScalar } from '../sameness.ts'
import { scalarOf } from '../settings.ts'
import { shown } from '../shown.ts'
import { sizesWritten } from '../sizes.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Known, Vocabulary } from '../vocabulary.ts'
import { countIn } from './number-words.ts'

/** "Three stacked 3 × 3 convolutions", "three layers of 3 × 3". */
const stacked =
  /(?<count>\b[a-z]+|¤)\s+(?:(?:such|stacked|successive|consecutive)\s+)?(?:(?<size>¤)[\s-]+(?:conv\w*[\s-]+)?(?:layers|convolutions|convs|filters|kernels)|(?:conv\w*[\s-]+)?layers\s+(?:of|with|using)\s+(?<other>¤)(?:\s+(?:kernels|filters|convolutions|windows)(?:\s+each)?)?)/dgi
/** What they see, right after them. */
const sees =
  /^\s*(?:(?:[:⇒]|together|then|thus|therefore|already|also|only|just|,)\s*)*(?:(?:(?:can\s+)?(?:see|sees|cover|covers|reach|reaches|span|spans|look at|looks at|take in|takes in|have|has|give|gives|yield|yields|stand in for|replace|replaces)\b|(?:are|is|act|acts|work|works)\s+(?:the\s+same|like|as))[^¤.;:]{0,50}?)?\s*(?<field>¤)/di
const isField =
  /(?<field>¤)\s+(?:is|are)\s+(?:(?:then|thus|therefore)\s+)?(?:the|their|its)\s+(?:\p{L}+\s+)?(?:receptive\s+)?field\b/diu
/** "9, the same as four 3 × 3 layers": what stands before. */
const seenBefore =
  /(?<field>¤)\s*(?:pixels\s*)?(?:\s*layer\s*)?,?\s*\(?(?:which\s+is\s+)?(?:the\s+same\s+as|as\s+much\s+as|just\s+like)\s+(?:that\s+of\s+)?$/di

const ofOther =
  /\b(?:outputs?|maps?|weights?|param\w*|half|twice|larger|smaller|greater|by|less|more|fewer|than|not|costs?|operations|deeper|strid\w*|dilat\w*|pool\w*)\b/i
const countsOther =
  /^\s*(?:[\p{L}-]+\s+)?(?:weights?|param\w*|outputs?|maps?|times|multipl\w*|filters|operations|more|further|extra|channels|on each|to each|layers)\b/iu

const ofArea = /^\s*(?:\p{L}+\s+)?(?:pixels|entries|inputs|positions|cells|numbers)\b/iu

type Stack = {
  readonly kernel: string
  readonly depth: string
  readonly field: Expression
  readonly known: Known
}

/** The field of L layers with K × K kernels, with which symbol is which: one layer sees its kernel. */
const stackOf = ({ known }: Vocabulary): Stack | undefined => {
  const named = (name: string): Known | undefined => known.find(({ quantity }) => quantity.name === name)
  const [all, one] = [named('receptive_field'), named('R_1')?.quantity.value]
  const field = all?.quantity.value
  if (!all || !field || !isExpression(field) || one?.kind !== 'symbol') return undefined
  const [depth, another] = [...freeSymbols(field)].filter((name) => name !== one.name)
  return depth === undefined || another !== undefined
    ? undefined
    : { kernel: one.name, depth, field, known: all }
}

/** One side of a square, or a number. */
const sideOf = (statement: Statement | undefined, analysis: Analysis): Expression | undefined => {
  const side = statement?.sides.at(-1)
  const sizes = side?.kind === 'side' ? sizesWritten(side.text) : undefined
  if (sizes) return sizes.length === 2 && sizes[0] === sizes[1] ? num(sizes[0] ?? 0) : undefined
  const value = scalarOf(side, analysis.read)
  return value?.kind === 'number' ? value : undefined
}

const findingsIn = (line: Line, stack: Stack, analysis: Analysis): readonly Finding[] =>
  [...line.flow.matchAll(stacked)].flatMap((found): Finding[] => {
    const groups = found.indices?.groups ?? {}
    const at = (place: number | undefined): Statement | undefined =>
      line.statements.find((one) => one.at === place)
    const counted = countIn(found.groups?.count ?? '')
    const depth = counted === undefined ? sideOf(at(groups.count?.[0]), analysis) : num(counted)
    const kernel = sideOf(at((groups.size ?? groups.other)?.[0]), analysis)
    const end = found.index + found[0].length
    const [before, after] = [
      line.flow.slice(Math.max(0, found.index - 80), found.index),
      line.flow.slice(end),
    ]
    const [forward, backward] = [sees.exec(after) ?? isField.exec(after), seenBefore.exec(before)]
    const place = forward
      ? end + (forward.indices?.groups?.field?.[0] ?? 0)
      : found.index - before.length + (backward?.indices?.groups?.field?.[0] ?? -1)
    const statement = forward || backward ? at(place) : undefined
    const claimed = sideOf(statement, analysis)
    if (!depth || !kernel || !statement || !claimed || analysis.stance(line, statement) !== 'claim') return []
    const between = forward ? line.flow.slice(end, place) : line.flow.slice(place, found.index)
    if (ofOther.test(between) || (forward && countsOther.test(line.flow.slice(statement.end)))) return []
    if (/\b(?:strides?\s+(?!1\b|one\b)|dilat)/i.test(line.flow)) return []
    const sizes = new Map([
      [stack.kernel, kernel],
      [stack.depth, depth],
    ])
    const expected = resolve(stack.field, sizes)
    const isArea = ofArea.test(line.flow.slice(statement.end + 1))
    if (
      [expected, ...(isArea ? [power(expected, num(2))] : [])].some(
        (one) => sameScalar(one, claimed) !== false,
      )
    )
      return []
    return [
      statementFinding(analysis, statement, {
        of: stack.known,
        claimed: shown(claimed),
        expected: shown(expected),
        because: 'That is what so many layers with such kernels see.',
      }),
    ]
  })

/** "Three 5 × 5 layers: 15": what a stack that is told in words sees, against the formula. */
export const stackExampleFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const stack = stackOf(vocabulary)
  return stack ? analysis.lines.flatMap((line) => findingsIn(line, stack, analysis)) : []
}
