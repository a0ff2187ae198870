/**
 * A formula as a tree, with its value in floating point and its notations: written here and not by the code under
 * test, so that what an answer earns is known from how it was made.
 */
export type Formula = number | string | Operation
export type Operation = {
  readonly op: '+' | '*' | '/' | '^' | 'sqrt' | 'floor' | 'negative'
  readonly of: readonly Formula[]
}

const operation =
  (op: Operation['op']) =>
  (...of: readonly Formula[]): Formula => ({ op, of })

export const sum = operation('+')
export const times = operation('*')
export const over = operation('/')
export const power = operation('^')
export const root = operation('sqrt')
export const floor = operation('floor')
export const negative = operation('negative')

export type Values = (name: string) => number

export const evaluate = (formula: Formula, at: Values): number => {
  if (typeof formula === 'number') return formula
  if (typeof formula === 'string') return at(formula)
  const [first = Number.NaN, ...rest] = formula.of.map((part) => evaluate(part, at))
  if (formula.op === '+') return rest.reduce((total, one) => total + one, first)
  if (formula.op === '*') return rest.reduce((total, one) => total * one, first)
  if (formula.op === '/') return first / (rest[0] ?? Number.NaN)
  if (formula.op === '^') return first ** (rest[0] ?? Number.NaN)
  if (formula.op === 'sqrt') return Math.sqrt(first)
  return formula.op === 'floor' ? Math.floor(first) : -first
}

/** Sizes that divide nowhere, so that formulas of different values differ here too. */
const points: readonly Values[] = [3, 11, 29].map(
  (seed) => (name) => 7 + (([...name].reduce((all, sign) => all * 31 + sign.charCodeAt(0), seed) >>> 0) % 97),
)

export const isEqual = (a: Formula, b: Formula): boolean =>
  points.every((at) => {
    const [one, other] = [evaluate(a, at), evaluate(b, at)]
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))
  })

/** Every formula that is this one with a slip in one place: a sign, a lost factor or term, a power, a number. */
export const slips = (formula: Formula): readonly Formula[] => {
  if (typeof formula === 'number')
    return formula === 0 ? [1] : [formula + 1, ...(formula > 1 ? [formula - 1] : [])]
  if (typeof formula === 'string') return []
  const { op, of } = formula
  const inside = of.flatMap((part, at) => slips(part).map((slip) => ({ op, of: of.with(at, slip) })))
  if ((op === '+' || op === '*') && of.length > 1) {
    const lost = of.map((_, at): Formula => {
      const rest = of.toSpliced(at, 1)
      return rest.length === 1 ? (rest[0] ?? 0) : { op, of: rest }
    })
    const turned = op === '+' ? of.slice(1).map((part, at) => ({ op, of: of.with(at + 1, flip(part)) })) : []
    return [...inside, ...lost, ...turned]
  }
  if (op === '/') return [...inside, over(...of.toReversed())]
  if (op === 'sqrt' || op === '^') return [...inside, ...of.slice(0, 1)]
  return op === 'negative' ? [...inside, ...of] : inside
}

const flip = (part: Formula): Formula =>
  typeof part === 'object' && part.op === 'negative' ? (part.of[0] ?? 0) : negative(part)
