import { num, power, substitute } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { isExpression } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols, resolve } from '../free-symbols.ts'
import { evaluate } from '../numeric.ts'
import { sameScalar } from '../sameness.ts'
import { scalarOf } from '../settings.ts'
import { bindings } from '../settings-in-force.ts'
import { shown } from '../shown.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import { localSettings } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isAsserted } from './asserted.ts'
import { remarkFinding } from './remark-finding.ts'

/** "After N layers the gradient has grown by ¤". */
const said =
  /\b(?:(?:after|over|across|through)\s+)?(?<layers>¤|two|three|four|five|six|eight|ten|twelve|twenty|fifty)\s+(?:such\s+)?layers\b(?:\s+(?:of|with)\s+(?:(?:the same|equal|common)\s+)?width\s+(?<width>¤))?[^¤.;]{0,60}?\b(?:by|of|is|are|like|as|to)\s+(?:an?\s+|the\s+)?(?:(?:total|overall)\s+)?(?:factor\s+)?(?:of\s+)?(?:(?:about|roughly|approximately|around|therefore|thus|then|hence)\s+)?(?<growth>¤)/dgi
const counts: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  twenty: 20,
  fifty: 50,
}
const perLayer = /(?:^|_)(?:growth|gain)$/

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const known = vocabulary.known.find(({ asked, quantity }) => asked && perLayer.test(quantity.name))
  const factor = known?.quantity.value
  if (!known || !factor || !isExpression(factor)) return []
  return [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const groups = found.indices?.groups ?? {}
    const [layers, between, growth] = [groups.layers, groups.width, groups.growth].map((place) =>
      line.statements.find(({ at }) => at === place?.[0]),
    )
    const width = scalarOf(between?.sides[0], analysis.read)
    const count = counts[found.groups?.layers?.toLowerCase() ?? '']
    const depth = count === undefined ? scalarOf(layers?.sides.at(-1), analysis.read) : num(count)
    if (!growth || !depth || growth.signs.some((sign) => sign !== '=' && sign !== '~=')) return []
    const claimed = scalarOf(growth.sides[0], analysis.read)
    if (!claimed || analysis.stance(line, growth) !== 'claim') return []
    const settings = {
      definitions: analysis.definitions,
      chosen: analysis.chosen,
      local: localSettings(analysis, line, growth),
    }
    const ofLayer = width
      ? substitute(factor, new Map([...freeSymbols(factor)].map((name) => [name, width])))
      : factor
    const expected = power(ofLayer, depth)
    const values = new Map(bindings(settings, vocabulary))
    for (const one of [depth, ...(width ? [width] : [])])
      for (const name of freeSymbols(one)) values.delete(name)
    // "With equal widths d, …": a letter of the text's own says nothing of the layer's, whatever it is set to elsewhere.
    const names = new Set([...freeSymbols(expected), ...vocabulary.symbols])
    for (const name of freeSymbols(claimed)) if (!names.has(name)) values.delete(name)
    const own = resolve(claimed, values)
    if (![...freeSymbols(own)].every((name) => names.has(name))) return []
    // A number says something only of layers in numbers.
    if (freeSymbols(own).size === 0 && freeSymbols(expected).size > 0) return []
    if (sameScalar(own, expected) !== false || isNear(own, expected, found[0])) return []
    return [
      statementFinding(analysis, growth, {
        of: known,
        claimed: shown(claimed),
        expected: shown(expected),
        because: 'Every layer multiplies by the same factor: over several layers the factors are multiplied.',
      }),
    ]
  })
}

const rough = /\b(?:about|roughly|approximately|around|order|nearly|almost|over|more)\b/i

/** Numbers that are the same as rounded, or of one order of magnitude where no more is said. */
const isNear = (own: Expression, expected: Expression, words: string): boolean => {
  if (freeSymbols(own).size > 0 || freeSymbols(expected).size > 0) return false
  const ratio = evaluate(own, new Map()) / evaluate(expected, new Map())
  return rough.test(words.slice(words.search(/layers/i)))
    ? ratio > 0.1 && ratio < 10
    : Math.abs(ratio - 1) < 0.05
}

/** "The gradients grow linearly with the depth". */
const slowly =
  /\bgradients?\b[^.;:¤]{0,60}\b(?:linear|quadratic|polynomial|logarithmic)(?:al)?(?:ly)?\s+(?:in|with)\s+(?:the\s+)?(?:\w+\s+)?(?:depth|number\s+of\s+layers|layers)\b/gi

/** A factor per layer other than 1 makes a power of it: of what goes through layers, nothing grows slowly with their number. */
const slowFindings = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const known = vocabulary.known.find(({ asked, quantity }) => asked && perLayer.test(quantity.name))
  const factor = known?.quantity.value
  if (!known || !factor || !isExpression(factor) || freeSymbols(factor).size === 0) return []
  return [...line.flow.matchAll(slowly)].flatMap(({ 0: words, index }): Finding[] =>
    isAsserted(line, index + words.length) && !/\b(?:not|instead|than)\b/i.test(words)
      ? [
          remarkFinding(
            analysis,
            line,
            { known, values: [factor] },
            {
              claimed: words,
              because: 'Every layer multiplies by the same factor: the growth is exponential in the depth.',
            },
          ),
        ]
      : [],
  )
}

/** What several layers do together, against what one does. */
export const depthFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => [
    ...findingsIn(line, analysis, vocabulary),
    ...slowFindings(line, analysis, vocabulary),
  ])
