import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { call, num, substitute, sym } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { within } from '../src/exact/normal/effort.ts'
import * as q from '../src/exact/rational.ts'
import { readJson } from '../src/exact/read.ts'
import { ReadError } from '../src/exact/read-error.ts'
import { convolve } from '../src/exact/signal/convolution.ts'
import { basesOf, numericBase, pulseLength, withLength } from '../src/exact/signal/generalise.ts'
import {
  addLinear,
  constantLinear,
  isNonNegative,
  isZeroLinear,
  type Linear,
  linearExpression,
  scaleLinear,
  subtractLinear,
} from '../src/exact/signal/linear.ts'
import {
  conditionsOf,
  delayedExpression,
  piecewiseOf,
  ratioExpression,
  signalExpression,
} from '../src/exact/signal/notation.ts'
import { type FormulaPiece, piecesOf } from '../src/exact/signal/pieces.ts'
import { readSignal } from '../src/exact/signal/read-signal.ts'
import { advance, type Signal, signalOf } from '../src/exact/signal/signal.ts'
import { correlation, delayed, pointwise, pulseSlips } from '../src/exact/signal/slips.ts'
import { lastChange, valuesBetween } from '../src/exact/signal/values.ts'
import { tensor } from '../src/exact/tensor.ts'
import { symbolsOf } from '../src/exact/tree.ts'
import { type Exact, isExpression, type Piecewise } from '../src/exact/value.ts'
import { toLatex, toText, toUnicode } from '../src/exact/write/write.ts'
import { field, scalarField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'

const farthest = 10_000
const mostValues = 1000

const readIndex = (raw: unknown): number => {
  const value = readJson(raw)
  if (!isExpression(value) || value.kind !== 'number' || !q.isInteger(value.value))
    throw new ReadError('domain', 'This must be a whole number.')
  const index = Number(value.value.n)
  if (Math.abs(index) > farthest) throw new ReadError('too-large', `This must lie between ±${farthest}.`)
  return index
}

const input = z
  .object({
    x: field(
      { about: 'Input signal: sums of c a^n u[n-k], n a^n u[n-k], c delta[n-k]', example: 'u[n] - u[n-L]' },
      readSignal,
    ),
    h: field({ about: 'Impulse response, written like x', example: '(1/2)^n u[n]' }, readSignal),
    from: field({ about: 'First n of the listed values', example: '-6' }, readIndex).optional(),
    to: field({ about: 'Last n of the listed values', example: '12' }, readIndex).optional(),
  })
  .catchall(scalarField({ about: 'The value of a symbol of x or h', example: '7' }))
type Input = z.output<typeof input>

type Symbols = ReadonlyMap<string, Expression>

/** The fields beside x, h, from and to: values of symbols that x or h has. */
const symbolValues = ({ x, h, from, to, ...others }: Input): Symbols => {
  const free = symbolsOf(h, symbolsOf(x))
  free.delete('n')
  const values = new Map<string, Expression>()
  for (const [name, value] of Object.entries(others)) {
    // Every field outside the schema went through the catchall.
    const given = value as Expression | undefined
    if (given === undefined) continue
    const known = [...free].join(', ')
    if (!free.has(name))
      throw new InputError(
        'syntax',
        name === 'n'
          ? 'n is the index of the signals and takes no value here; from and to say where to list values.'
          : `There is no option of this name, and x and h have no such symbol. ${known === '' ? 'They have no symbols.' : `Their symbols are: ${known}.`}`,
        { field: name },
      )
    if (symbolsOf(given).has('n'))
      throw new InputError('domain', 'The value of a symbol must not have n in it.', {
        field: name,
        example: `${name}:7`,
      })
    values.set(name, given)
  }
  return values
}

const signalIn = (name: 'x' | 'h', expression: Expression, values: Symbols): Signal => {
  try {
    return signalOf(values.size === 0 ? expression : substitute(expression, values))
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const example = name === 'x' ? 'u[n] - u[n-7]' : '(1/2)^n u[n]'
    throw new InputError(error.kind, error.message, { field: name, example }, { cause: error })
  }
}

/** A base is a number of any size and a delay a whole one: one symbol cannot stand for both. */
const refuseTwoMeanings = (x: Signal, h: Signal): void => {
  const delays = new Set([...x, ...h].flatMap(({ delay }) => [...delay.of.keys()]))
  for (const [field, signal] of [
    ['x', x],
    ['h', h],
  ] as const) {
    const both = basesOf(signal).find((base) => delays.has(base))
    if (both !== undefined)
      throw new InputError(
        'domain',
        `${both} is the base of a power and a delay: two things need two symbols. Use another one, or give ${both} a value.`,
        { field, example: field === 'x' ? 'u[n] - u[n-L]' : 'a^n u[n]' },
      )
  }
}

/** The first delay of a signal, where symbols leave no doubt which it is. */
const beginOf = (x: Signal): Linear => {
  const first = x.find(({ delay }) => x.every((other) => isNonNegative(subtractLinear(other.delay, delay))))
  return first?.delay ?? constantLinear(0)
}

type Solved = {
  readonly x: Signal
  readonly h: Signal
  /** How far x and h are delayed. */
  readonly delay: Linear
  readonly delayOfX: Linear
  readonly pieces: readonly FormulaPiece[]
  /** The output of the undelayed signals. */
  readonly undelayed: readonly FormulaPiece[]
  readonly y: Piecewise
}

const convolved = (x: Signal, h: Signal): Solved => {
  const delayOfX = beginOf(x)
  const delay = addLinear(delayOfX, beginOf(h))
  const pieces = piecesOf(convolve(x, h))
  const undelayed = isZeroLinear(delay) ? pieces : delayed(pieces, scaleLinear(delay, q.rational(-1)))
  return { x, h, delay, delayOfX, pieces, undelayed, y: written(pieces, undelayed, delay) }
}

/** Formulas in n − k where they are no longer so: 127·2^(5−n) and 2 − 2^(5−n) of a signal delayed by 5. */
const written = (
  pieces: readonly FormulaPiece[],
  undelayed: readonly FormulaPiece[],
  delay: Linear,
): Piecewise => {
  const direct = piecewiseOf(pieces)
  if (isZeroLinear(delay)) return direct
  const moved = piecewiseOf(pieces, (_, at) => delayedExpression(undelayed[at]?.of, delay))
  return toText(moved).length <= toText(direct).length ? moved : direct
}

const output = (value: Exact): Quantity => ({
  name: 'y',
  symbol: 'y[n]',
  value,
  about: 'the output x * h',
  aliases: ['y(n)', '(x * h)[n]', 'y_2[n]', 'output'],
})
const listed = (value: Exact, from: number, to: number): Quantity => ({
  name: 'values',
  symbol: `y[${from}], \\ldots, y[${to}]`,
  value,
  about: `the values from n = ${from} to ${to}`,
  aliases: ['values'],
})

type Range = { readonly from: number; readonly to: number }

const rangeOf = ({ from, to }: Input, pieces: readonly FormulaPiece[]): Range | undefined => {
  if (from === undefined && to === undefined) return undefined
  const start = from ?? Math.min(0, to ?? 0)
  const end = to ?? Math.max(start, lastChange(pieces) ?? start) + 5
  if (end < start)
    throw new InputError('domain', `The range ends at ${end}, before it begins at ${start}.`, {
      field: 'to',
      example: `${start + 10}`,
    })
  if (end - start >= mostValues)
    throw new InputError(
      'too-large',
      `At most ${mostValues} values are listed; this range has ${end - start + 1}.`,
      { field: 'to' },
    )
  return { from: start, to: end }
}

const alternativesOf = ({ x, h, pieces, undelayed, delay }: Solved): readonly Alternative[] => {
  const slip = (says: string, wrong: readonly FormulaPiece[] | undefined): Alternative[] =>
    wrong
      ? [
          {
            kind: 'misconception',
            says: `This is what one gets when ${says}.`,
            answers: [output(piecewiseOf(wrong))],
          },
        ]
      : []
  const unflipped = correlation(x, h)
  return [
    ...(unflipped
      ? [
          {
            kind: 'convention' as const,
            says: 'Without the flip of h (cross-correlation, Σ x[k]·h[k − n]).',
            answers: [output(piecewiseOf(unflipped))],
          },
        ]
      : []),
    ...pulseSlips(pieces).flatMap(({ says, pieces: wrong }) => slip(says, wrong)),
    ...(isZeroLinear(delay)
      ? []
      : [
          ...slip('the delay of the input is left out', delayed(pieces, scaleLinear(delay, q.rational(-1)))),
          ...slip(
            'only the pieces are delayed: n − k stands for n inside the formulas too',
            pieces.map((piece, at) => ({ ...piece, of: undelayed[at]?.of ?? piece.of })),
          ),
          ...slip(
            'the delay goes the wrong way, to n + k',
            delayed(pieces, scaleLinear(delay, q.rational(-2))),
          ),
        ]),
    ...slip('the signals are multiplied point by point', pointwise(x, h)),
  ]
}

/** Products of terms that one part of a solution may take, some hundred times what homework takes. */
const allowance = 20_000

/** What would pass a limit beside the answer is left out. */
const whereWithinLimits = <T>(compute: () => readonly T[]): readonly T[] => {
  try {
    return within(allowance, compute) ?? []
  } catch (error) {
    if (error instanceof ReadError) return []
    throw error
  }
}

/** u and δ with square brackets, as signals are written. */
const signalLatex = (x: Signal): string =>
  toLatex(signalExpression(x)).replaceAll(
    /\\operatorname\{(u|delta)\}\\left\((.*?)\\right\)/g,
    (_, name: string, argument: string) => `${name === 'u' ? 'u' : '\\delta'}[${argument}]`,
  )

const shiftedBy = (delay: Linear): string => `[${toUnicode(linearExpression(subtractLinear(index, delay)))}]`
const index: Linear = { constant: q.zero, of: new Map([['n', q.one]]), key: '1n|0' }

const conventionsOf = (solved: Solved, isListed: boolean): readonly Convention[] => {
  const free = new Set(
    solved.pieces.flatMap(({ from, to }) => [...from, ...to].flatMap((k) => [...k.of.keys()])),
  )
  const divided = solved.pieces.some(({ of }) => of.bottom.size > 0)
  return [
    {
      name: 'convolution',
      chosen: 'flip and slide',
      says: 'y[n] = Σ x[k]·h[n − k] over all k: h is flipped, then slid.',
    },
    {
      name: 'signals',
      chosen: 'right-sided',
      says: 'u[n] is 1 for n ≥ 0 and else 0; δ[n] is 1 at n = 0 and else 0. Every signal begins somewhere, so every sum is finite.',
    },
    ...(free.size > 0
      ? [
          {
            name: 'lengths',
            chosen: 'positive integers',
            says: `${[...free].join(', ')} ${free.size > 1 ? 'stand for positive integers' : 'stands for a positive integer'}.`,
          },
        ]
      : []),
    ...(divided
      ? [
          {
            name: 'bases',
            chosen: 'different',
            says: 'Bases written differently are different numbers, none of them 0; where two are equal the sum has n + 1 equal terms in place of the quotient.',
          },
        ]
      : []),
    ...(!isListed
      ? [
          {
            name: 'values',
            chosen: 'not listed',
            says: 'Values at single n depend on the symbols in the delays; give them numbers to list values.',
          },
        ]
      : []),
    ...(isZeroLinear(solved.delay)
      ? []
      : [
          {
            name: 'property',
            chosen: 'shift invariance',
            says: `Shift invariance (time invariance): delaying the input delays the output, y[n] = y₀${shiftedBy(solved.delay)}.`,
          },
        ]),
  ]
}

/** While a pulse comes in and after it, the sum over k by itself: Σ h[n − k]. */
const sumOver = (solved: Solved, at: number): string => {
  const isPulse =
    solved.x.length === 2 &&
    solved.x.every(
      ({ gate, of }) => gate === 'u' && [...of.values()].every(({ factors }) => factors.size === 0),
    )
  const [begin, end] = [solved.x[0]?.delay, solved.x[1]?.delay]
  const [only] = solved.h
  if (!isPulse || !begin || !end || solved.h.length !== 1 || !only || solved.pieces.length !== 3) return ''
  const last = at === 1 ? subtractLinear(index, only.delay) : addLinear(end, constantLinear(-1))
  const scale = toLatex(ratioExpression({ top: solved.x[0]?.of ?? new Map(), bottom: new Map() }))
  return `${scale === '1' ? '' : `${scale} \\cdot `}\\sum_{k=${toLatex(linearExpression(begin))}}^{${toLatex(linearExpression(last))}} h[n-k] = `
}

const stepsOf = (solved: Solved, answers: readonly Quantity[]): readonly Step[] => {
  const { x, h, delay, delayOfX, pieces, undelayed, y } = solved
  const lines = pieces.map((piece, at) => {
    const value =
      at === 0
        ? toLatex(ratioExpression(piece.of))
        : `${sumOver(solved, at)}${toLatex(y.pieces.length === pieces.length ? (y.pieces[at]?.value ?? num(0)) : ratioExpression(piece.of))}`
    return `${conditionsOf(piece)}: \\quad & y[n] = ${value}`
  })
  const delays = [...new Map(pieces.flatMap(({ from }) => from).map((k) => [k.key, k])).values()]
  const steps: Step[] = [
    {
      rule: 'definition',
      says: 'Flip h, slide it by n, multiply and add.',
      latex: `y[n] = \\sum_{k} x[k]\\, h[n-k], \\qquad x[n] = ${signalLatex(x)}, \\quad h[n] = ${signalLatex(h)}`,
      asks: 'Which sum gives y[n], and where are x[k] and h[n − k] different from 0?',
    },
  ]
  if (!isZeroLinear(delay))
    steps.push({
      rule: 'shift-invariance',
      says: 'A delayed input gives the same output, delayed: solve for the signals that begin at 0, then put n − k for n.',
      latex: `x_0[n] = ${signalLatex(advance(x, delayOfX))}, \\qquad y[n] = y_0\\left[${toLatex(linearExpression(subtractLinear(index, delay)))}\\right]`,
      asks: 'Is x a delayed copy of a signal that begins at 0? What does the delay do to the output?',
      yields: [unshifted(undelayed)],
    })
  steps.push({
    rule: 'overlap',
    says: 'The terms in the sum change where a part of x or h begins or ends.',
    latex:
      delays.length === 0
        ? 'y[n] = 0'
        : `n \\in \\left\\{${delays.map((k) => toLatex(linearExpression(k))).join(',\\ ')}\\right\\}`,
    asks: 'At which n do terms enter the sum or leave it?',
  })
  steps.push({
    rule: 'sum-each-piece',
    says: 'Add up the terms on each stretch; a geometric sum of m + 1 terms is (1 − rᵐ⁺¹)/(1 − r).',
    latex: `\\begin{aligned}${lines.join(' \\\\ ')}\\end{aligned}`,
    asks: 'How many terms does the sum have on each stretch, and what do they add up to?',
  })
  steps.push({
    rule: 'collect',
    says: 'Collect the pieces.',
    latex: `y[n] = ${toLatex(y)}`,
    asks: 'What is y[n] for every n?',
    yields: answers,
  })
  return steps
}

const unshifted = (pieces: readonly FormulaPiece[]): Quantity => ({
  name: 'y_0',
  symbol: 'y_0[n]',
  value: piecewiseOf(pieces),
  about: 'the output for the signals that begin at 0',
  aliases: ['y_0(n)', 'y[n]', 'y(n)', 'y_1[n]'],
})

/** Samples drawn before the first change and after the last one. */
const [drawnBefore, drawnAfter, mostDrawn] = [2, 5, 26]

/** x, h and y where all values are numbers, with the stretches on which y has one formula. */
const figureOf = ({ x, h, pieces, y }: Solved): Figure | undefined => {
  const impulse = signalOf(call('delta', sym('n')))
  const bounds = pieces.flatMap(({ from }) => from)
  const last = lastChange(pieces)
  if (last === undefined) return undefined
  const first = Math.min(0, ...bounds.map(({ constant }) => Number(constant.n))) - drawnBefore
  const end = last + drawnAfter
  if (end - first >= mostDrawn) return undefined
  const [signals] = whereWithinLimits(() => {
    const values = [x, h].map((signal) => valuesBetween(piecesOf(convolve(signal, impulse)), first, end))
    return [[...values, valuesBetween(pieces, first, end)]]
  })
  const drawn = ['x', 'h', 'y'].flatMap((name, at) => {
    const values = signals?.[at]
    return values?.every((value) => symbolsOf(value).size === 0) ? [{ name, from: first, values }] : []
  })
  if (drawn.length < 3) return undefined
  return {
    kind: 'signals',
    index: 'n',
    signals: drawn,
    pieces: pieces.map(({ from, to, of }, at) => ({
      from: Math.max(first, ...from.map(({ constant }) => Number(constant.n))),
      to: Math.min(end, ...to.map(({ constant }) => Number(constant.n))),
      says: toUnicode(
        y.pieces.length === pieces.length ? (y.pieces[at]?.value ?? num(0)) : ratioExpression(of),
      ),
    })),
  }
}

/** The output with symbols left open: those given a value, or L for the length of a pulse. */
const generalOf = (given: Input, values: Symbols, solved: Solved): readonly Quantity[] => {
  const parameters = [...values].map(
    ([name, value]): Quantity => ({
      name,
      symbol: toLatex(sym(name)),
      value,
      about: `the value given for ${name}`,
    }),
  )
  const used = symbolsOf(given.h, symbolsOf(given.x))
  const length = values.size === 0 && !used.has('L') ? pulseLength(solved.x) : undefined
  const base = used.has('a') ? undefined : numericBase(solved.x, solved.h)
  const general = (): readonly Quantity[] => {
    if (values.size > 0) return [generally(convolved(signalOf(given.x), signalOf(given.h)).y)]
    return length === undefined ? [] : [generally(convolved(withLength(solved.x, 'L'), solved.h).y)]
  }
  return [
    ...parameters,
    ...(length === undefined
      ? []
      : [
          {
            name: 'L',
            symbol: 'L',
            value: num(length),
            about: 'the length of the pulse x',
            aliases: ['N'].filter((name) => !used.has(name)),
          },
        ]),
    ...(base === undefined
      ? []
      : [{ name: 'a', symbol: 'a', value: num(base), about: 'the base of the exponential' }]),
    ...whereWithinLimits(general),
  ]
}
const generally = (value: Piecewise): Quantity => ({
  name: 'y_general',
  symbol: 'y[n]',
  value,
  about: 'the output with its parameters as symbols',
})

export default {
  title: 'Convolution of signals in closed form',
  idea: 'A linear shift-invariant system is known once its impulse response is: convolution adds up the echoes of every input value, each delayed and scaled.',
  input,
  examples: [
    {
      says: 'A pulse through a decaying exponential',
      input: { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: 5, to: 8 },
      answers: { values: '[63/32, 127/64, 127/128, 127/256]' },
      source:
        'numpy.convolve of the first 20 samples, NumPy 1.24.2; closed form: Oppenheim and Schafer, Discrete-Time Signal Processing, example 2.11',
    },
    {
      says: 'Equal bases',
      input: { x: 'a^n u[n]', h: 'a^n u[n]', from: 0, to: 3 },
      answers: { values: '[1, 2*a, 3*a^2, 4*a^3]' },
      source: 'z-transform pair (n + 1)aⁿu[n] of 1/(1 − a/z)²: Oppenheim and Schafer, table 3.1',
    },
  ],
  solve(given): Solution {
    const values = symbolValues(given)
    const [x, h] = [signalIn('x', given.x, values), signalIn('h', given.h, values)]
    refuseTwoMeanings(x, h)
    const solved = withinInput(() => convolved(x, h))
    const range = rangeOf(given, solved.pieces)
    const found = range && withinInput(() => valuesBetween(solved.pieces, range.from, range.to) ?? 'open')
    const answers = [
      output(solved.y),
      ...(range && found !== undefined && found !== 'open'
        ? [listed(tensor([found.length], found), range.from, range.to)]
        : []),
    ]
    const shift = (): readonly Quantity[] =>
      isZeroLinear(solved.delay)
        ? []
        : [
            unshifted(solved.undelayed),
            {
              name: 'property',
              symbol: '\\text{property}',
              value: { kind: 'word', word: 'shift invariance' } as const,
              about: 'the property used',
              aliases: ['time invariance', 'translation equivariance', 'time-shift property'],
            },
          ]
    return {
      answers,
      steps: stepsOf(solved, answers),
      conventions: conventionsOf(solved, found !== 'open'),
      alternatives: distinctAnswers(
        whereWithinLimits(() => alternativesOf(solved)),
        answers,
      ),
      get figure() {
        return figureOf(solved)
      },
      get related() {
        return [...shift(), ...generalOf(given, values, solved)]
      },
    }
  },
} satisfies Solver<typeof input>

/** A limit that x and h pass only together is told of both. */
const withinInput = <T>(compute: () => T): T => {
  const where = { field: 'x', example: 'u[n] - u[n-7]' }
  try {
    const found = within(allowance, compute)
    if (found !== undefined) return found
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new InputError(error.kind, error.message, where, { cause: error })
  }
  throw new InputError(
    'too-large',
    'The closed form has too many terms to be worth reading. Use fewer terms, lower powers of n, or numbers for some of the bases.',
    where,
  )
}
