import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import type { Side } from './elements.ts'
import { freeSymbols, hasIndexed, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { withText } from './link-findings.ts'
import { isApplied } from './links.ts'
import { numericLink } from './numeric-links.ts'
import { shown } from './shown.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'

/** A column headed by a formula, in a row that gives every symbol of it a number: each cell is one more equation. */
export const tableFindings = (analysis: Analysis): readonly Finding[] =>
  analysis.lines.flatMap((line) => {
    const wrong = guarded(() => wrongCell(line, analysis), undefined)
    return wrong ? [wrong] : []
  })

const wrongCell = (line: Line, analysis: Analysis): Finding | undefined => {
  const { cell } = line.sentence
  const [statement] = line.statements
  const right = statement?.sides.at(-1)
  if (!cell || !statement || line.statements.length !== 1 || right?.kind !== 'side') return undefined
  // `x(n)` is a signal's value, no product.
  if (isApplied(cell.header)) return undefined
  const head = { kind: 'side', format: 'latex', from: statement.from, to: statement.from } as const
  const formula = analysis.read({ ...head, text: cell.header.replace(/[$`*]/g, '').trim() })
  if (!formula || !isExpression(formula) || formula.kind === 'symbol' || hasIndexed(formula)) return undefined
  const value = resolve(formula, localSettings(analysis, line, statement))
  const text = freeSymbols(formula).size > 0 && freeSymbols(value).size === 0 ? shown(value) : undefined
  if (text === undefined || analysis.stance(line, statement) !== 'claim') return undefined
  const left: Side = { ...head, format: 'plain', text }
  if (numericLink(left, right, '=', analysis.read) !== false) return undefined
  return {
    kind: 'disagrees',
    quote: analysis.source.slice(statement.from, statement.to),
    at: statement.from,
    ...withText('claimed', shown(analysis.read(right))),
    expected: text,
    because: 'The formula at the head of the column gives another number in this row.',
  }
}
