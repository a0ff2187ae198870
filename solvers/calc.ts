import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { evaluate, type Work } from '../src/exact/calculation/evaluate.ts'
import { type Formula, type Reading, usual } from '../src/exact/calculation/formula.ts'
import { lacksClosedForm } from '../src/exact/calculation/functions.ts'
import { formulaLatex } from '../src/exact/calculation/latex.ts'
import type { Value } from '../src/exact/calculation/matrices.ts'
import { parseFormula } from '../src/exact/calculation/parse.ts'
import { guard } from '../src/exact/calculation/scan.ts'
import { tidied } from '../src/exact/calculation/tidy.ts'
import { approximate } from '../src/exact/decimals.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { vanishes } from '../src/exact/enclosed.ts'
import { ReadError } from '../src/exact/read-error.ts'
import { entriesOf, tensor } from '../src/exact/tensor.ts'
import { symbolsOf } from '../src/exact/tree.ts'
import { type Exact, isExpression } from '../src/exact/value.ts'
import { toLatex, toText } from '../src/exact/write/write.ts'
import { field } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solution, Solver, Step } from '../src/model.ts'
import { conventionsOf, otherReadings } from '../src/topics/expression.ts'

const input = z.strictObject({
  expression: field(
    { about: 'What to work out, exactly', example: 'sqrt(8) + 1/3', prose: true },
    (raw): string => {
      const text = typeof raw === 'object' ? JSON.stringify(raw) : String(raw)
      guard(text)
      return text
    },
  ),
})

const digits = 30
/** Matrices of more entries are left as they come out. */
const tidiedEntries = 64

const tidy = (value: Value): Value => {
  if (isExpression(value)) return tidied(value)
  if (value.entries instanceof Float64Array || value.entries.length > tidiedEntries) return value
  return tensor(value.shape, entriesOf(value).map(tidied))
}

/** Decimals only where there is nothing better to write. */
const closed = (value: Value): Exact => {
  if (!isExpression(value) || symbolsOf(value).size > 0 || !lacksClosedForm(value)) return value
  return approximate(value, digits) ?? value
}

/** A result that shares its parts can be small in memory and endless on paper. */
const longestResult = 100_000
const longestLatex = 1500
const mostSteps = 6

const unshown: Step = {
  rule: 'long',
  says: 'Work it out; the lines are too long to show here.',
  latex: '\\ldots',
  asks: 'What does it come to?',
}

const operationWords: Readonly<Record<string, readonly [rule: string, says: string]>> = {
  '+': ['sum', 'Add up'],
  '-': ['sum', 'Add up'],
  '*': ['product', 'Multiply'],
  '/': ['quotient', 'Divide'],
  '^': ['power', 'Take the power'],
  mod: ['remainder', 'Take the remainder'],
  '.*': ['product', 'Multiply entry by entry'],
  './': ['quotient', 'Divide entry by entry'],
  '.^': ['power', 'Take the power of every entry'],
  '!': ['factorial', 'Take the factorial'],
  transpose: ['transpose', 'Exchange rows and columns'],
}

const wordsOf = (formula: Formula): readonly [rule: string, says: string] => {
  if (formula.kind === 'operation') return operationWords[formula.operator] ?? ['sign', 'Change the sign']
  return formula.kind === 'call' ? ['function', `Apply ${formula.name}`] : ['read', 'This is a value already']
}

/** One side only, where there was nothing to work out. */
const equation = (before: string, after: string): string =>
  before === after ? after : `${before} = ${after}`

const characters = (latex: string): string => [...latex.replaceAll(/\s|\\,|\\cdot/g, '')].sort().join('')

const stepOf = (work: Work, at: number, { length }: readonly Work[]): Step[] => {
  const [rule, says] = wordsOf(work.formula)
  const [before, after] = [formulaLatex(work.formula), toLatex(work.value)]
  const latex = equation(before, after)
  // Putting the same parts in another order is no step, unless it is the only one.
  const trivial = characters(before) === characters(after) && at < length - 1
  if (trivial || latex.length > longestLatex) return []
  return [{ rule, says: `${says}.`, latex, asks: 'What does this part come to?' }]
}

/** The inner operations of a long calculation stand together in the first step. */
const stepsOf = (works: readonly Work[], raw: Value, value: Value, shown: Exact): Step[] => {
  const all = works.flatMap(stepOf)
  const early = all.slice(0, Math.max(0, all.length - mostSteps + 1))
  const [first] = early
  const inner: Step[] =
    early.length < 2 || !first
      ? early
      : [
          {
            rule: 'inner',
            says: `Work out the inner parts first, ${early.length} of them.`,
            latex: `\\begin{aligned}${early
              .slice(0, mostSteps)
              .map(({ latex }) => `& ${latex}`)
              .join(' \\\\ ')}\\end{aligned}`,
            asks: 'Which parts can be worked out at once, and what do they come to?',
          },
        ]
  const steps = [...inner, ...all.slice(early.length)]
  if (toLatex(raw) !== toLatex(value))
    steps.push({
      rule: 'simplify',
      says: 'Multiply out and collect.',
      latex: `${toLatex(raw)} = ${toLatex(value)}`,
      asks: 'How is this written shortest?',
    })
  if (shown.kind === 'approximate')
    steps.push({
      rule: 'decimal',
      says: `There is no closed form in roots, powers, logarithms, e and pi; to ${digits} digits:`,
      latex: `${toLatex(value)} \\approx ${toLatex(shown)}`,
      asks: 'What is it in decimals?',
    })
  return steps
}

const answerOf = (value: Exact, typed: string, formula: Formula): Quantity => {
  const latex = formulaLatex(formula)
  return {
    name: 'value',
    symbol: '\\text{value}',
    value,
    about: 'the value of the expression',
    aliases: latex.length <= 300 ? [latex, typed.trim()] : [],
  }
}

const decimalOf = (value: Exact): Quantity[] => {
  const irrational = isExpression(value) && !(value.kind === 'number' && value.value.d === 1n)
  const decimal = irrational && symbolsOf(value).size === 0 ? approximate(value, digits) : undefined
  return decimal
    ? [{ name: 'decimal', symbol: '\\text{value}', value: decimal, about: `the value to ${digits} digits` }]
    : []
}

/** Where there are no digits to check by because they all cancel. */
const undecidedZero = (value: Exact, decimal: readonly Quantity[]): Convention[] =>
  decimal.length === 0 && isExpression(value) && value.kind !== 'number' && vanishes(value)
    ? [
        {
          name: 'zero',
          chosen: 'left open',
          says: 'To 300 digits this is 0, which does not prove that it is; it is left as it stands.',
        },
      ]
    : []

/** Undefined where the other reading has no value. */
const readAs = (typed: string, reading: Reading): Exact | undefined => {
  try {
    return closed(tidy(evaluate(parseFormula(typed, reading), undefined, reading)))
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}

const alternativesOf = (typed: string, formula: Formula, truth: Quantity): readonly Alternative[] => {
  const all = otherReadings(typed, formula).flatMap(({ kind, says, reading }): Alternative[] => {
    const value = readAs(typed, reading)
    return value ? [{ kind, says, answers: [{ ...truth, value }] }] : []
  })
  return distinctAnswers(all, [truth])
}

const solve = (expression: string): Solution => {
  const formula = parseFormula(expression, usual)
  const works: Work[] = []
  const raw = evaluate(formula, (work) => works.push(work))
  const value = tidy(raw)
  const { length } = toText(value)
  if (length > longestResult)
    throw new ReadError(
      'too-large',
      `The result has ${length} characters; at most ${longestResult} are written out.`,
    )
  const shown = closed(value)
  const answer = answerOf(shown, expression, formula)
  const hasSymbols = (isExpression(value) ? [value] : entriesOf(value)).some((x) => symbolsOf(x).size > 0)
  const decimal = decimalOf(shown)
  const worked = works.map((work) => work.formula)
  const steps = stepsOf(works.length > 0 ? works : [{ formula, value }], raw, value, shown)
  const last = steps.pop() ?? unshown
  return {
    answers: [answer],
    steps: [...steps, { ...last, yields: [answer] }],
    conventions: [
      ...conventionsOf(expression, formula, worked, hasSymbols),
      ...undecidedZero(shown, decimal),
    ],
    alternatives: alternativesOf(expression, formula, answer),
    related: decimal,
    ...(decimal.length > 0 && { witnesses: [{ says: `To ${digits} digits,`, quantities: decimal }] }),
  }
}

export default {
  title: 'Exact calculation',
  idea: 'A calculator that keeps fractions, roots and symbols as they are, so that nothing is lost to rounding.',
  input,
  sandboxed: true,
  examples: [
    {
      says: 'A root is taken out as far as it goes',
      input: { expression: 'sqrt(8)' },
      answers: { value: '2 * sqrt(2)' },
      source: 'Stewart, Algebra and Trigonometry, section 1.2: √8 = √4·√2 = 2√2',
    },
    {
      says: 'Decimals are exact',
      input: { expression: '0.1 + 0.2' },
      answers: { value: '3/10' },
      source: '1/10 + 2/10 = 3/10',
    },
    {
      says: 'A matrix times a vector',
      input: { expression: '[[1,2],[3,4]] * [1,2]' },
      answers: { value: '[5, 11]' },
      source: 'Strang, Introduction to Linear Algebra, section 1.3: (1·1 + 2·2, 3·1 + 4·2)',
    },
    {
      says: 'A finite sum',
      input: { expression: 'sum(k^2, k, 1, 10)' },
      answers: { value: '385' },
      source: 'n(n + 1)(2n + 1)/6 at n = 10; Graham, Knuth, Patashnik, Concrete Mathematics, (2.38)',
    },
  ],
  solve: ({ expression }) => {
    try {
      return solve(expression)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      throw new InputError(
        error.kind,
        error.message,
        { field: 'expression', example: 'expression:sqrt(8) + 1/3' },
        { cause: error },
      )
    }
  },
} satisfies Solver<typeof input>
