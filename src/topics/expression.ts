import type { Formula, Reading } from '../exact/calculation/formula.ts'
import { usual } from '../exact/calculation/formula.ts'
import { formulaLatex } from '../exact/calculation/latex.ts'
import { functionName, isDegree } from '../exact/calculation/names.ts'
import { parseFormula } from '../exact/calculation/parse.ts'
import { isExpression } from '../exact/value.ts'
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

/** 0 for a number, 1 for a vector, 2 for a matrix, in a formula whose parts are worked out. */
const rankOf = (formula: Formula): number => {
  if (formula.kind === 'value')
    return isExpression(formula.value) || formula.value.kind !== 'tensor' ? 0 : formula.value.shape.length
  if (formula.kind !== 'operation') return 0
  const ranks = formula.args.map(rankOf)
  const [a = 0, b = 0] = ranks
  return formula.operator === '*' && a > 0 && b > 0 ? a + b - 2 : Math.max(a, b)
}

/** Whether a vector is multiplied by a vector in one of the formulas, as they were worked out. */
const hasDotProduct = (formulas: readonly Formula[]): boolean => {
  let found = false
  for (const formula of formulas)
    visit(formula, (part) => {
      if (part.kind === 'operation' && part.operator === '*')
        found ||= part.args.every((factor) => rankOf(factor) === 1)
    })
  return found
}

/** What of the notation is used: functions by name (`log` with one value only), `mod`, `!`, `deg`. */
const uses = (formula: Formula): ReadonlySet<string> => {
  const found = new Set<string>()
  visit(formula, (part) => {
    if (part.kind === 'call' && (part.name !== 'log' || part.args.length === 1))
      found.add(functionName(part.name))
    if (part.kind === 'operation') found.add(part.operator)
    if (part.kind === 'name' && isDegree(part.name)) found.add('deg')
  })
  return found
}

const isAngular = (used: ReadonlySet<string>): boolean => ['sin', 'cos', 'tan'].some((name) => used.has(name))

const says = (name: string, chosen: string, text: string): Convention => ({ name, chosen, says: text })

/** How what was typed is read, wherever it could be read otherwise; `worked` are its operations with their values. */
export const conventionsOf = (
  typed: string,
  formula: Formula,
  worked: readonly Formula[],
  hasSymbols: boolean,
): Convention[] => {
  const used = uses(formula)
  const out: Convention[] = []
  if (used.has('log'))
    out.push(says('log', 'natural', 'log is the natural logarithm; log10 is the one to base 10.'))
  if (used.has('deg'))
    out.push(says('angle', 'as written', 'deg is a degree, pi/180; other angles are in radians.'))
  else if (isAngular(used)) out.push(says('angle', 'radians', 'Angles are in radians.'))
  if (hasDotProduct(worked))
    out.push(
      says(
        'vectors',
        'dot product',
        'A vector times a vector is their dot product; entry by entry it is written .*',
      ),
    )
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
  if (isAngular(used) && !used.has('deg'))
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
