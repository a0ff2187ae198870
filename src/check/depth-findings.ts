import { power, substitute } from '../exact/algebra.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { withText } from './link-findings.ts'
import { sameScalar } from './sameness.ts'
import { scalarOf } from './settings.ts'
import { bindings } from './settings-in-force.ts'
import { shown } from './shown.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** "After N layers the gradient has grown by ¤". */
const said =
  /\b(?:after|over|across|through)\s+¤\s+(?:such\s+)?layers\b(?:\s+of\s+(?:(?:the same|equal|common)\s+)?width\s+(¤))?[^¤.;]{0,60}?\b(?:by|of|is|are|like|as|to)\s+(?:an?\s+|the\s+)?(?:(?:total|overall)\s+)?(?:factor\s+)?(?:of\s+)?(?:(?:about|roughly|approximately|around|therefore|thus|then|hence)\s+)?¤/gi
const perLayer = /(?:^|_)(?:growth|gain)$/

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const known = vocabulary.known.find(({ asked, quantity }) => asked && perLayer.test(quantity.name))
  const factor = known?.quantity.value
  if (!known || !factor || !isExpression(factor)) return []
  return [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const places = [...found[0].matchAll(/¤/g)].map(({ index }) => found.index + index)
    const [layers, growth] = [places.at(0), places.at(-1)].map((at) =>
      line.statements.find((one) => one.at === at),
    )
    const between = found[1] === undefined ? undefined : line.statements.find(({ at }) => at === places[1])
    const width = scalarOf(between?.sides[0], analysis.read)
    const depth = scalarOf(layers?.sides.at(-1), analysis.read)
    if (!layers || !growth || !depth || growth.sides.length !== 1) return []
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
    const own = resolve(claimed, values)
    const names = new Set([...freeSymbols(expected), ...vocabulary.symbols])
    if (![...freeSymbols(own)].every((name) => names.has(name))) return []
    if (freeSymbols(own).size === 0 || sameScalar(own, expected) !== false) return []
    return [
      {
        kind: 'disagrees',
        quantity: known.quantity.name,
        quote: analysis.source.slice(growth.from, growth.to),
        at: growth.from,
        ...withText('claimed', shown(claimed)),
        ...withText('expected', shown(expected)),
        because: 'Every layer multiplies by the same factor: over several layers the factors are multiplied.',
      },
    ]
  })
}

/** What several layers do together, against what one does. */
export const depthFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
