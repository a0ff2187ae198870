import fc from 'fast-check'
import { evaluate as mathjs } from 'mathjs'
import { describe, expect, it } from 'vitest'
import calc from '../../solvers/calc.ts'
import { InputError } from '../../src/errors.ts'
import { approximate } from '../../src/exact/decimals.ts'
import { isExpression } from '../../src/exact/value.ts'
import { solveWith, texts } from '../solving.ts'

const value = (expression: string): string => texts(solveWith(calc, { expression }).answers).value ?? ''

const small = fc.integer({ min: 1, max: 9 }).map(String)

/** Notation with its traps: signs before powers, juxtaposition, chains of operators, factorials. */
const { formula } = fc.letrec<{ formula: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { withCrossShrink: true, maxDepth: 3 },
    small,
    fc.constantFrom('0.5', '1.25', 'x', 'y'),
    tie('formula').map((inner) => `(${inner})`),
  ),
  formula: fc.oneof(
    { withCrossShrink: true, maxDepth: 4 },
    tie('atom'),
    fc
      .tuple(tie('formula'), fc.constantFrom(' + ', ' - ', ' * ', '*', '/', ' / '), tie('atom'))
      .map((parts) => parts.join('')),
    fc.tuple(small, fc.constantFrom('x', 'y', '(x + 1)', '(2)')).map((parts) => parts.join('')),
    fc.tuple(small, small, fc.constantFrom('x', ' y', '(x + 1)')).map(([a, b, c]) => `${a}/${b}${c}`),
    fc
      .tuple(tie('atom'), fc.constantFrom('2', '3', '-1', '-2', '2^2'))
      .map(([base, power]) => `${base}^${power}`),
    tie('atom').map((inner) => `-${inner}^2`),
    small.map((n) => `${n}!`),
  ),
}))

const x = '(7/3)'
const y = '(5/8)'
const scope = { x: 7 / 3, y: 5 / 8 }

describe('calc', () => {
  it('reads notation as mathjs does, and comes to the same number', () => {
    fc.assert(
      fc.property(formula, (expression) => {
        const expected: unknown = mathjs(expression, { ...scope })
        fc.pre(typeof expected === 'number' && Number.isFinite(expected) && Math.abs(expected) < 1e12)
        let found: string
        try {
          found = value(expression)
        } catch (error) {
          // What is exactly 1/0 can come out as a large double, and a power of a power as too large.
          if (error instanceof InputError) return fc.pre(false)
          throw error
        }
        const numeric = solveWith(calc, { expression: found.replaceAll(/\bx\b/g, x).replaceAll(/\by\b/g, y) })
        const shown = numeric.answers[0]?.value
        const decimal = shown && isExpression(shown) ? approximate(shown)?.decimal : undefined
        const scale = Math.max(1, Math.abs(Number(expected)))
        expect(Math.abs(Number(decimal ?? 0) - Number(expected)) / scale).toBeLessThan(1e-6)
      }),
      { numRuns: 500 },
    )
  })

  it('reads back what it wrote as the same value', () => {
    const irrational = fc.constantFrom(
      'sqrt(2)',
      'sqrt(6)',
      'cbrt(5)',
      'pi',
      'e',
      'log(3)',
      'log2(5)',
      'cos(pi/8)',
    )
    const expression = fc
      .tuple(formula, fc.constantFrom('+', '-', '*', '/'), irrational)
      .map(([a, operator, b]) => `(${a}) ${operator} ${b}`)
    fc.assert(
      fc.property(expression, (typed) => {
        let once: string
        try {
          once = value(typed)
        } catch (error) {
          if (error instanceof InputError) return fc.pre(false)
          throw error
        }
        expect(value(`(${once}) - (${typed})`)).toBe('0')
      }),
      { numRuns: 200 },
    )
  })

  const entry = fc.integer({ min: -9, max: 9 })
  const matrix = fc
    .integer({ min: 1, max: 4 })
    .chain((n) =>
      fc.tuple(
        fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
        fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      ),
    )

  it('multiplies determinants, and inverts what it can', () => {
    fc.assert(
      fc.property(matrix, ([a, b]) => {
        const [A, B] = [JSON.stringify(a), JSON.stringify(b)]
        expect(value(`det(${A} * ${B})`)).toBe(value(`det(${A}) * det(${B})`))
        expect(value(`transpose(${A} * ${B})`)).toBe(value(`${B}' * ${A}'`))
        if (value(`det(${A})`) !== '0') expect(value(`inv(${A}) * ${A}`)).toBe(value(`identity(${a.length})`))
        else expect(() => value(`inv(${A})`)).toThrow('singular')
      }),
      { numRuns: 100 },
    )
  })

  it('answers or refuses whatever is typed', () => {
    const pieces = fc.constantFrom(
      ...'0123456789xyzπ√²!^*/+-()[],;.:=\'"{}\\ <>%'.split(''),
      'sin',
      'sum',
      'mod',
      '__proto__',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
        try {
          expect(value(typed.join(''))).not.toBe('')
        } catch (error) {
          if (error instanceof Error && error.name === 'ZodError') return
          expect(error).toBeInstanceOf(InputError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
