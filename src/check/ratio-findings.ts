import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { evaluate } from './numeric.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

/** "from ¤ to ¤, i.e. by a factor of ¤": two values and what they are said to differ by. */
const said =
  /\bfrom\s+¤\s+(?:\p{L}+\s+){0,2}(?:down |up )?to\s+¤\s*(?:\p{L}+\s+){0,2}(?:[,(]\s*)?(?:(?:i\.?e\.?|that is|so|thus)\s*,?\s*)?by\s+(?:a|the)\s+factor\s+(?:of\s+)?¤/giu

const numberAt = (line: Line, at: number, analysis: Analysis): [number, Statement] | undefined => {
  const statement = line.statements.find((one) => one.at === at)
  const side = statement?.sides.at(-1)
  const value = side?.kind === 'side' ? analysis.read(side) : undefined
  if (!statement || !value || !isExpression(value) || freeSymbols(value).size > 0) return undefined
  return [evaluate(value, new Map()), statement]
}

/** Said to one or two figures, a factor may be rounded. */
const isNear = (factor: number, truth: number): boolean =>
  Math.abs(factor - truth) <= (Number.isInteger(factor) && Number.isInteger(truth) ? 1e-9 : 0.05 * truth)

const findingsIn = (line: Line, analysis: Analysis): readonly Finding[] =>
  [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const places = [...found[0].matchAll(/¤/g)].map(({ index }) => found.index + index)
    const [from, to, by] = places.map((at) => numberAt(line, at, analysis))
    if (!from || !to || !by || analysis.stance(line, by[1]) !== 'claim') return []
    const ratio = Math.max(from[0], to[0]) / Math.min(from[0], to[0])
    const factor = by[0] < 1 ? 1 / by[0] : by[0]
    if (!Number.isFinite(ratio) || isNear(factor, ratio)) return []
    return [
      {
        kind: 'disagrees',
        quote: analysis.source.slice(from[1].from, by[1].to),
        at: from[1].from,
        claimed: `a factor of ${factor}`,
        expected: `a factor of ${Number(ratio.toPrecision(6))}`,
        because: 'The two values differ by another factor.',
      },
    ]
  })

/** "… falls from 1960 to 490, by a factor of 2": factors against the values they are said of. */
export const ratioFindings = (analysis: Analysis): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis))
