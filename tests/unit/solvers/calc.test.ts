import { describe, expect, it } from 'vitest'
import calc from '../../../solvers/calc.ts'
import { oracle, refusalOf, rivals, solveWith, texts } from '../../solving.ts'

const value = (expression: string): string | undefined => texts(solveWith(calc, { expression }).answers).value

type Matrix = readonly (readonly (number | string)[])[]
type Case = {
  readonly id: string
  readonly input: { readonly A: Matrix; readonly B?: Matrix }
  readonly expected: Readonly<Record<string, unknown>>
}

const written = (x: unknown): string => JSON.stringify(x).replaceAll('"', '').replaceAll(',', ', ')

describe('matrices, as SymPy computes them', () => {
  const formulas: Readonly<Record<string, (a: string, b: string) => string>> = {
    det: (a) => `det(${a})`,
    trace: (a) => `trace(${a})`,
    rank: (a) => `rank(${a})`,
    rref: (a) => `rref(${a})`,
    inverse: (a) => `inv(${a})`,
    square: (a) => `${a}^2`,
    AB: (a, b) => `${a} * ${b}`,
    hadamard: (a, b) => `${a} .* ${b}`,
    AtA: (a) => `${a}' * ${a}`,
  }
  const cases = oracle<Case>('linalg_exact').flatMap(({ id, input, expected }) =>
    Object.entries(formulas)
      .filter(([name]) => expected[name] !== undefined)
      .map(([name, formula]) => ({
        id: `${id} ${name}`,
        expression: formula(written(input.A), written(input.B ?? null)),
        expected: expected[name],
      })),
  )

  it.each(cases.filter(({ expected }) => expected !== null))('$id', ({ expression, expected }) => {
    expect(value(expression)).toBe(written(expected))
  })

  it.each(cases.filter(({ expected }) => expected === null))('$id: none', ({ expression }) => {
    expect(refusalOf(calc, { expression })).toMatch(/singular|square|match|multiply/)
  })
})

describe('exact values', () => {
  // Abramowitz & Stegun, Handbook of Mathematical Functions: 4.3.46 (circular functions), 4.1 (logarithms), 3.1 (binomials).
  it.each([
    ['0.1 + 0.2', '3/10'],
    ['sqrt(8)', '2 * sqrt(2)'],
    ['sqrt(2) * sqrt(3)', 'sqrt(6)'],
    ['(1 + sqrt(2))^2', '2 * sqrt(2) + 3'],
    ['1/(1 + sqrt(2))', 'sqrt(2) - 1'],
    // The golden ratio to the power n is (L_n + F_n √5)/2, with the Lucas and Fibonacci numbers 15127 and 6765.
    ['(1 + sqrt(5))^20/2^20', '6765 * sqrt(5)/2 + 15127/2'],
    ['((1 + sqrt(5))/2)^10', '55 * sqrt(5)/2 + 123/2'],
    ['cbrt(-8)', '-2'],
    ['nthRoot(16, 4)', '2'],
    ['2^0.5', 'sqrt(2)'],
    ['5²^-60', '5^(1/1152921504606846976)'],
    ['5^((2^60-1)/2^60)', '5^(1152921504606846975/1152921504606846976)'],
    ['32^(1/5)', '2'],
    ['sin(pi/6)', '1/2'],
    ['cos(pi/4)', 'sqrt(2)/2'],
    ['tan(2pi/3)', '-sqrt(3)'],
    ['sin(-7pi/6)', '1/2'],
    ['acos(-1/2)', '2 * pi/3'],
    ['log(1)', '0'],
    ['log(8, 2)', '3'],
    ['log10(1/1000)', '-3'],
    ['log(e^3)', '3'],
    ['exp(2 log(3))', '9'],
    ['sinh(log(2))', '3/4'],
    ['gcd(12, 18) + lcm(4, 6)', '18'],
    ['-7 mod 3', '2'],
    ['-(7 mod 3)', '-1'],
    ['binomial(10, 3)', '120'],
    ['20!', '2432902008176640000'],
    ['round(2.5) + round(-2.5) + round(pi, 3)', '1571/500'],
    ['floor(-sqrt(2)) + ceil(-sqrt(2))', '-3'],
    // OEIS A000796, and 10^20 < √(10^40 + 1) < 10^20 + 1.
    ['floor(pi*10^50)', '314159265358979323846264338327950288419716939937510'],
    ['floor(sqrt(10^40+1))', '100000000000000000000'],
    ['ceil(sqrt(10^40+1))', '100000000000000000001'],
    // (√2 + √3)² = 5 + 2√6, (1 + √2)² = 3 + 2√2, ((√6 − √2)/2)² = 2 − √3.
    ['sqrt(5+2*sqrt(6))-sqrt(2)-sqrt(3)', '0'],
    ['sqrt(3 - 2sqrt(2))', 'sqrt(2) - 1'],
    ['sqrt(2 - sqrt(3))', 'sqrt(6)/2 - sqrt(2)/2'],
    ['(3 + 2sqrt(2))^(3/2)', '5 * sqrt(2) + 7'],
    ['sqrt(2 + sqrt(2))', 'sqrt(sqrt(2) + 2)'],
    ['sin(90 deg)', '1'],
    ['cos(60°)', '1/2'],
    ['tan(45 degrees) + 180 deg', 'pi + 1'],
    ['max(1.4, sqrt(2))', 'sqrt(2)'],
    ['abs(1 - sqrt(2))', 'sqrt(2) - 1'],
    ['norm([3, 4])', '5'],
    ['sum([1, 2, 3]) / 4', '3/2'],
    ['prod(k, k, 1, 5)', '120'],
  ])('%s = %s', (expression, expected) => {
    expect(value(expression)).toBe(expected)
  })

  it.each([
    ['2x + 3x', '5 * x'],
    ['(x + 1)^2 - x^2 - 2x', '1'],
    ['x(x + 1)/x', 'x + 1'],
    ['sqrt(d_in) * sqrt(d_in)', 'd_in'],
    ['det([[a, b], [c, d]])', 'a * d - b * c'],
  ])('keeps symbols: %s = %s', (expression, expected) => {
    expect(value(expression)).toBe(expected)
  })

  // Graham, Knuth, Patashnik, Concrete Mathematics, (2.38) and (2.25), at n = 9 by adding up.
  it.each([
    ['sum(k, k, 1, n)', 45],
    ['sum(k^3 - 2k, k, 3, n)', 1932],
    ['sum(2^k, k, 0, n)', 1023],
    ['sum(k^5, k, 1, n)', 120825],
  ])('closes %s', (expression, atNine) => {
    const closed = value(expression) ?? ''
    expect(closed).not.toContain('sum')
    expect(value(closed.replaceAll(/\bn\b/g, '(9)'))).toBe(String(atNine))
  })

  // OEIS A049469.
  it('gives digits where there is no closed form', () => {
    const { answers, conventions } = solveWith(calc, { expression: 'sin(1)' })
    expect(answers[0]?.value).toEqual({
      kind: 'approximate',
      decimal: '0.841470984807896506652502321630',
      digits: 30,
    })
    expect(conventions.map(({ chosen }) => chosen)).toContain('radians')
  })

  // OEIS A002193.
  it('adds the digits of an irrational value', () => {
    expect(texts(solveWith(calc, { expression: 'sqrt(2)' }).related).decimal).toBe(
      '1.41421356237309504880168872421',
    )
  })
})

describe('conventions', () => {
  const said = (expression: string): string =>
    solveWith(calc, { expression })
      .conventions.map(({ says }) => says)
      .join(' ')

  it.each(['[1,2,3]*[1,1,1]', '2*[1,2]*[3,4] + 1'])('%s has a dot product, and says so', (expression) => {
    expect(said(expression)).toMatch(/dot product/)
  })

  it.each(['[1,2].*[3,4]', '[[1,2],[3,4]]*[1,2]', '2*[1,2]'])('%s has none', (expression) => {
    expect(said(expression)).not.toMatch(/dot product/)
  })

  it('angles with a unit have no other reading', () => {
    expect(said('sin(30 deg)')).toMatch(/deg is a degree/)
    expect(rivals(solveWith(calc, { expression: 'sin(30 deg)' }), 'value')).toEqual([])
  })

  // ((1 + √5)/2)³ = 2 + √5, which only square roots are looked through for.
  it('a value whose digits all cancel is left open, and said to be', () => {
    expect(said('cbrt(2 + sqrt(5)) - (1 + sqrt(5))/2')).toMatch(/To 300 digits this is 0/)
    expect(said('sqrt(2)')).not.toMatch(/digits/)
  })
})

describe('what notation leaves open', () => {
  it.each([
    ['log(100)', '2'],
    ['sin(30)', '1/2'],
    ['-3^2', '9'],
    ['8/2(2 + 2)', undefined],
    ['a/2b', 'a * b/2'],
  ])('%s could be read as %s', (expression, other) => {
    expect(rivals(solveWith(calc, { expression }), 'value')).toEqual(other === undefined ? [] : [other])
  })

  it('shows the operations in order', () => {
    const { steps } = solveWith(calc, { expression: '1*1 + 2*2 + 1*3 - 11 - 24 - 13' })
    expect(steps.map(({ latex }) => latex)).toEqual([
      '1 \\cdot 1 = 1',
      '2 \\cdot 2 = 4',
      '1 \\cdot 3 = 3',
      '1 + 4 + 3 - 11 - 24 - 13 = -40',
    ])
  })
})

describe('what is refused', () => {
  it.each([
    ['1:999999999999', /range/],
    ['9^9^9^9', /too large/],
    ['zeros(1e9)', /4096 entries/],
    ['factorial(1e9)', /too large/],
    ['binomial(1e9, 5e8)', /too large/],
    [`${'('.repeat(100_000)}1${')'.repeat(100_000)}`, /characters/],
    [`${'('.repeat(1000)}1${')'.repeat(1000)}`, /nested/],
    [`${'-'.repeat(3000)}1`, /nested/],
    [Array(1500).fill('2').join('^'), /nested/],
    ['9'.repeat(100_000), /characters/],
    ['constructor', /not a symbol/],
    ['__proto__', /_/],
    ['toString', /not a symbol/],
    ['toString.constructor("return process")()', /properties/],
    ['cos.constructor("return process")()', /properties/],
    ['constructor(1)', /no function/],
    ['import(1)', /no function/],
    ['import({a: 1})', /no function|no meaning/],
    ['createUnit(1)', /no function/],
    ['config({})', /no meaning/],
    ['evaluate("1")', /no texts/],
    ['f(x)=x', /no assignment/],
    ['a=1', /no assignment/],
    ['sum(k, k, 1, 1e12)', /100000 terms/],
    [`det([${Array(12).fill(`[${Array.from({ length: 12 }, (_, at) => `x_${at}`)}]`)}])`, /6 rows/],
    ['[[a,b],[c,d]]^127', /characters/],
    ['1/0', /zero/],
    ['sqrt(-4)', /real/],
    ['e^(i*pi)', /real/],
    ['NaN + 1', /not a number/],
    ['[[1,2],[3]]', /same length/],
    ['[]', /at least one/],
    ['[[1,2],[3,4]] * [1,2,3]', /2 ≠ 3/],
    ['(1 + 2', /not closed/],
    ['1 +', /too early/],
    ['', /needed/],
    ['2 3', /no operator/],
    ['1,000', /1000/],
    ['sine(3)', /did you mean sin/],
    ['\\frac{1}{2}', /LaTeX/],
  ])('%.60s', (expression, message) => {
    const refusal = refusalOf(calc, { expression })
    expect(refusal).toMatch(/^expression: /)
    expect(refusal).toMatch(message)
  })
})
