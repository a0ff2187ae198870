import type { Formula, Reading } from '../exact/calculation/formula.ts'
import { usual } from '../exact/calculation/formula.ts'
import { formulaLatex } from '../exact/calculation/latex.ts'
import { functionName } from '../exact/calculation/names.ts'
import { parseFormula } from '../exact/calculation/parse.ts'
import type { Alternative, Convention } from '../model.ts'

const visit = (formula: Formula, see: (part: Formula) => void): void => {
  see(formula)
  const parts =
    formula.kind === 'operation' || formula.kind === 'call'
      ? formula.args
      : formula.kind === 'array'
        ? formula.items
        : []
  for (const part of parts) visit(part, see)
}

/** What of the notation is used: functions by name (`log` with one value only), `decimal`, `mod`, `!`. */
const uses = (formula: Formula): ReadonlySet<string> => {
  const found = new Set<string>()
  visit(formula, (part) => {
    if (part.kind === 'call' && (part.name !== 'log' || part.args.length === 1))
      found.add(functionName(part.name))
    if (part.kind === 'operation') found.add(part.operator)
  })
  return found
}

const says = (name: string, chosen: string, text: string): Convention => ({ name, chosen, says: text })

/** How what was typed is read, wherever it could be read otherwise. */
export const conventionsOf = (typed: string, formula: Formula, hasSymbols: boolean): Convention[] => {
  const used = uses(formula)
  const out: Convention[] = []
  if (used.has('log'))
    out.push(says('log', 'natural', 'log is the natural logarithm; log10 is the one to base 10.'))
  if (['sin', 'cos', 'tan'].some((name) => used.has(name)))
    out.push(says('angle', 'radians', 'Angles are in radians.'))
  if (differs(typed, formula, { minus: 'before-power' }))
    out.push(says('minus', 'after-power', 'A power goes before the sign in front of it: -3^2 is -(3^2).'))
  if (differs(typed, formula, { juxtaposition: 'as-written' }))
    out.push(
      says(
        'juxtaposition',
        'before-division',
        'What stands side by side is multiplied before dividing: a/2b is a/(2b).',
      ),
    )
  if (used.has('round')) out.push(says('round', 'away from zero', 'A half is rounded away from zero.'))
  if (used.has('mod')) out.push(says('mod', 'floor', 'x mod y is x - y floor(x/y), with the sign of y.'))
  if (/\d\.\d|\de-/.test(typed))
    out.push(says('decimals', 'exact', 'Decimals are read exactly: 0.1 is 1/10.'))
  if (hasSymbols) out.push(says('symbols', 'positive', 'Symbols stand for positive numbers.'))
  if (out.length === 0) out.push(says('order', 'usual', 'The usual order: brackets, powers, products, sums.'))
  return out
}

const differs = (typed: string, formula: Formula, change: Partial<Reading>): boolean =>
  formulaLatex(parseFormula(typed, { ...usual, ...change })) !== formulaLatex(formula)

export type OtherReading = Pick<Alternative, 'kind' | 'says'> & { readonly reading: Reading }

/** The other ways to read it that people use or slip into. */
export const otherReadings = (typed: string, formula: Formula): OtherReading[] => {
  const used = uses(formula)
  const other = (kind: Alternative['kind'], text: string, change: Partial<Reading>): OtherReading => ({
    kind,
    says: text,
    reading: { ...usual, ...change },
  })
  const out: OtherReading[] = []
  if (used.has('log')) out.push(other('convention', 'With log to base 10.', { log: 'common' }))
  if (['sin', 'cos', 'tan'].some((name) => used.has(name)))
    out.push(other('convention', 'With the angle in degrees.', { angle: 'degrees' }))
  if (differs(typed, formula, { minus: 'before-power' }))
    out.push(
      other('misconception', 'This is what one gets when the sign is taken before the power.', {
        minus: 'before-power',
      }),
    )
  if (differs(typed, formula, { juxtaposition: 'as-written' }))
    out.push(
      other('convention', 'Read strictly from left to right, side by side being no closer than division.', {
        juxtaposition: 'as-written',
      }),
    )
  return out
}
