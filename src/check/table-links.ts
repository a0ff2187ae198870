import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import type { Side } from './elements.ts'
import { freeSymbols, hasIndexed, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { withText } from './link-findings.ts'
import { isApplied } from './links.ts'
import { numericLink } from './numeric-links.ts'
import { shown } from './shown.ts'
import type { AnySide, Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings, rowOf } from './text-analysis.ts'

/** A column of what is calculated, and one of what comes out. */
const ofWorking = /\b(?:sums?|comput\w*|calculat\w*|working|arithmetic|expressions?|formulas?|terms?|how)\b/i
const ofResult = /\b(?:values?|results?|totals?|equals|outcome)\b|=/i
/** `1 + 4 − 13`, `3·3·10 + 10`: numbers alone, and not `3×3`, which is a size. */
const working =
  /^[\s$(]*[-−+]?[\d(](?=.*[+·*]|.*\\cdot|.*\d\s*[-−])[\d\s.,+\-−·*/()^{}$×]*(?:\\(?:cdot|times|left|right)[\d\s.,+\-−·*/()^{}$×]*)*$/

const isWorking = (side: AnySide): boolean => side.kind === 'side' && working.test(side.text)

/** The one value of a cell that says nothing else. */
const onlySide = ({ statements: [statement, ...others] }: Line): Side | undefined => {
  const [side, ...more] = statement?.sides ?? []
  return others.length === 0 && more.length === 0 && side?.kind === 'side' ? side : undefined
}

/** The one cell of working in a row, with its result in the next cell, is an equation. */
const wrongResult = (line: Line, analysis: Analysis): Finding | undefined => {
  const row = rowOf(analysis, line)
  const [before, ...others] = row.filter((cell) => cell.statements.some(({ sides }) => sides.some(isWorking)))
  const [cell, last] = [line.sentence.cell, before?.sentence.cell]
  if (!before || !cell || others.length > 0 || cell.column !== (last?.column ?? 0) + 1) return undefined
  if (!ofWorking.test(last?.header ?? '') && !ofResult.test(cell.header)) return undefined
  const [left, right] = [onlySide(before), onlySide(line)]
  if (!left || !right || numericLink(left, right, '=', analysis.read) !== false) return undefined
  const [statement] = line.statements
  if (!statement || analysis.arithmeticStance(line, statement) !== 'claim') return undefined
  return {
    kind: 'disagrees',
    quote: analysis.source.slice(left.from, right.to),
    at: left.from,
    ...withText('claimed', shown(analysis.read(right))),
    ...withText('expected', shown(analysis.read(left))),
    because: 'The working in this row comes to another number.',
  }
}

/** A column headed by a formula, in a row that gives every symbol of it a number: each cell is one more equation. */
export const tableFindings = (analysis: Analysis): readonly Finding[] =>
  analysis.lines.flatMap((line) => {
    const wrong = guarded(() => wrongCell(line, analysis) ?? wrongResult(line, analysis), undefined)
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
