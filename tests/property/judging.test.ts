import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePair } from '../../src/exact/judge.ts'

/** A formula as a person writes it; the tests print and evaluate it by themselves. */
type Formula =
  | { readonly kind: 'number'; readonly n: number; readonly d: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sum' | 'difference' | 'product' | 'quotient'; readonly of: readonly [Formula, Formula] }
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: number }

const names = ['a', 'b', 'x', 'y']

const formula: fc.Arbitrary<Formula> = fc.letrec<{ tree: Formula }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      kind: fc.constant('number' as const),
      n: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom(...names) }),
    fc.record({
      kind: fc.constantFrom('sum' as const, 'difference' as const, 'product' as const, 'quotient' as const),
      of: fc.tuple(tie('tree'), tie('tree')),
    }),
    fc.record({
      kind: fc.constant('power' as const),
      base: tie('tree'),
      exponent: fc.integer({ min: 2, max: 3 }),
    }),
  ),
})).tree

const signs = { sum: '+', difference: '-', product: '*', quotient: '/' } as const

const plain = (f: Formula): string => {
  switch (f.kind) {
    case 'number':
      return f.d === 1 ? `${f.n}` : `(${f.n}/${f.d})`
    case 'name':
      return f.name
    case 'power':
      return `(${plain(f.base)})^${f.exponent}`
    default:
      return `(${plain(f.of[0])} ${signs[f.kind]} ${plain(f.of[1])})`
  }
}

const latex = (f: Formula): string => {
  switch (f.kind) {
    case 'number':
      return f.d === 1 ? `${f.n}` : `\\frac{${f.n}}{${f.d}}`
    case 'name':
      return f.name
    case 'power':
      return `\\left(${latex(f.base)}\\right)^{${f.exponent}}`
    case 'quotient':
      return `\\frac{${latex(f.of[0])}}{${latex(f.of[1])}}`
    case 'product':
      return `\\left(${latex(f.of[0])}\\right)\\cdot\\left(${latex(f.of[1])}\\right)`
    default:
      return `\\left(${latex(f.of[0])} ${signs[f.kind]} ${latex(f.of[1])}\\right)`
  }
}

type Fraction = readonly [n: bigint, d: bigint]

/** The value at a point in fractions, which nothing of the project calculates; undefined where a divisor is 0. */
const valueAt = (f: Formula, point: ReadonlyMap<string, Fraction>): Fraction | undefined => {
  if (f.kind === 'number') return [BigInt(f.n), BigInt(f.d)]
  if (f.kind === 'name') return point.get(f.name)
  if (f.kind === 'power') {
    const value = valueAt(f.base, point)
    return value && [value[0] ** BigInt(f.exponent), value[1] ** BigInt(f.exponent)]
  }
  const [a, b] = f.of.map((part) => valueAt(part, point))
  if (!a || !b) return undefined
  if (f.kind === 'product') return [a[0] * b[0], a[1] * b[1]]
  if (f.kind === 'quotient') return b[0] === 0n ? undefined : [a[0] * b[1], a[1] * b[0]]
  return [f.kind === 'sum' ? a[0] * b[1] + b[0] * a[1] : a[0] * b[1] - b[0] * a[1], a[1] * b[1]]
}

const points: readonly ReadonlyMap<string, Fraction>[] = Array.from(
  { length: 12 },
  (_, i) =>
    new Map(
      names.map((name, j): [string, Fraction] => [
        name,
        [BigInt(7 * i + 11 * j + 3), BigInt(2 * i + 3 * j + 1)],
      ]),
    ),
)

/** Whether the formulas have a common point, and differ at one. */
const compare = (a: Formula, b: Formula): 'apart' | 'alike' | 'nowhere' => {
  let [found, apart] = [false, false]
  for (const point of points) {
    const [x, y] = [valueAt(a, point), valueAt(b, point)]
    if (!x || !y) continue
    found = true
    if (x[0] * y[1] !== y[0] * x[1]) apart = true
  }
  return apart ? 'apart' : found ? 'alike' : 'nowhere'
}

/** The formula with the leaf that `choice` counts to changed. */
const withOtherLeaf = (f: Formula, choice: number): Formula => {
  let left = choice
  const visit = (part: Formula): Formula => {
    if (part.kind === 'number' || part.kind === 'name') {
      left -= 1
      if (left !== 0) return part
      if (part.kind === 'number') return { ...part, n: part.n + 1 }
      return { kind: 'name', name: names[(names.indexOf(part.name) + 1) % names.length] ?? 'a' }
    }
    if (part.kind === 'power') return { ...part, base: visit(part.base) }
    const [a, b] = part.of
    return { ...part, of: [visit(a), visit(b)] }
  }
  return visit(f)
}

const judge = (reference: string, candidate: string, format = 'plain') =>
  judgePair({ id: 'p', reference, candidate, format, domain: 'real' }).equal

const runs = { numRuns: 120 }

describe('a judged pair', () => {
  it('is equal to itself, in plain text, in LaTeX and in a sentence', () => {
    fc.assert(
      fc.property(formula, (f) => {
        fc.pre(compare(f, f) === 'alike')
        expect(judge(plain(f), plain(f))).not.toBe(false)
        expect(judge(plain(f), latex(f), 'latex')).not.toBe(false)
        expect(judge(plain(f), `The answer is $\\boxed{${latex(f)}}$.`, 'llm')).not.toBe(false)
      }),
      runs,
    )
  })

  it('is judged the same the other way round', () => {
    fc.assert(
      fc.property(formula, formula, (f, g) => {
        expect(judge(plain(f), plain(g))).toBe(judge(plain(g), plain(f)))
      }),
      runs,
    )
  })

  it('is never equal where fractions differ at a point, a single leaf being changed', () => {
    fc.assert(
      fc.property(formula, fc.integer({ min: 1, max: 9 }), (f, choice) => {
        const g = withOtherLeaf(f, choice)
        fc.pre(compare(f, g) === 'apart')
        expect(judge(plain(f), plain(g))).not.toBe(true)
        expect(judge(plain(f), latex(g), 'latex')).not.toBe(true)
      }),
      runs,
    )
  })

  it('is never told apart where fractions agree at twelve points', () => {
    fc.assert(
      fc.property(formula, formula, (f, g) => {
        const same: Formula = { kind: 'sum', of: [{ kind: 'difference', of: [f, g] }, g] }
        fc.pre(compare(f, same) === 'alike')
        expect(judge(plain(f), plain(same))).not.toBe(false)
      }),
      runs,
    )
  })

  it('stays equal, or different, inside a vector, an equation, a set and a box', () => {
    const wrappers: readonly ((text: string) => string)[] = [
      (text) => `(7, ${text}, 8)`,
      (text) => `z = ${text}`,
      (text) => `{${text}}`,
      (text) => `[[1, ${text}], [2, 3]]`,
    ]
    fc.assert(
      fc.property(
        formula,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...wrappers),
        (f, choice, wrap) => {
          const g = withOtherLeaf(f, choice)
          fc.pre(compare(f, g) === 'apart' && compare(f, f) === 'alike')
          expect(judge(wrap(plain(f)), wrap(plain(f)))).not.toBe(false)
          expect(judge(wrap(plain(f)), wrap(plain(g)))).not.toBe(true)
        },
      ),
      runs,
    )
  })
})

describe('any text', () => {
  const characters = [
    ...'0123456789xynabc+-*/^_=<>≤≥±()[]{}|,;:.!%#\\$&~"\' \n√²½∞∪∩π',
    '\\frac',
    '\\text',
    '\\boxed',
    '\\left',
    '\\begin{cases}',
    'or ',
    'and ',
    'not ',
    'at most ',
    ' m',
  ]
  const text = fc.array(fc.constantFrom(...characters), { maxLength: 40 }).map((parts) => parts.join(''))
  it.each(['plain', 'latex', 'llm'])(
    'in the format %s gets a verdict, and is never less than itself',
    (format) => {
      fc.assert(
        fc.property(text, (one) => {
          expect(judgePair({ id: 'p', reference: '3', candidate: one, format }).ok).toBe(true)
          if (format === 'plain') expect(judge(one, one)).not.toBe(false)
        }),
        { numRuns: 300 },
      )
    },
  )
})
