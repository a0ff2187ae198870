import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { judgePair } from '../../../src/exact/judge.ts'

const oracle = z
  .object({
    cases: z.array(
      z.object({
        id: z.string(),
        input: z.object({
          referenceLatex: z.string(),
          referencePlain: z.string(),
          candidate: z.string(),
          format: z.string(),
          domain: z.string(),
        }),
        expected: z.object({ equal: z.boolean() }),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../fixtures/oracles/equivalence.json', import.meta.url), 'utf8')),
  )

// Pairs written by hand; the verdicts are SymPy's and NumPy's.
describe('the equivalence oracle', () => {
  const results = oracle.cases.map(({ id, input, expected }) => {
    const { referencePlain: reference, ...rest } = input
    return { id, expected: expected.equal, got: judgePair({ id, reference, ...rest }).equal }
  })
  const right = results.filter(({ expected, got }) => expected === got)
  const falseEqual = results.filter(({ expected, got }) => got === true && !expected).map(({ id }) => id)

  it('is judged right in at least 97 of 100 pairs, and never equal where it is not', () => {
    console.log(`equivalence: ${right.length} of ${results.length} right, ${falseEqual.length} false equal`)
    expect(falseEqual).toEqual([])
    expect(right.length / results.length).toBeGreaterThanOrEqual(0.97)
  })
})

const pairs = z
  .array(
    z.object({
      id: z.string(),
      reference: z.string().optional(),
      referenceLatex: z.string().optional(),
      candidate: z.string(),
      format: z.string(),
      domain: z.string(),
      equal: z.boolean().nullable(),
      because: z.string(),
    }),
  )
  .parse(
    readFileSync(new URL('../../fixtures/equal-pairs.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  )

// Pairs and verdicts written by hand, each with its reason, before anything judged them.
describe('pairs by kind', () => {
  it.each(pairs)('$id: $candidate beside $reference — $because', ({ equal, because: _, ...pair }) => {
    expect(judgePair(pair).equal).toBe(equal)
  })
})

describe('final answers of longer texts', () => {
  it.each([
    ['$\\frac{14}{3}$', 'We get $2+\\frac53+1=\\boxed{\\frac{14}{3}}$.'],
    ['28%', 'a total loss of $\\boxed{28}\\%$'],
    ['{1, 2, 3}', 'The roots are $\\boxed{1}$ and $\\boxed{2}$ and $\\boxed{3}$.'],
    ['34', 'Final Answer: The largest $n$ is 34.'],
    ['[-2, 7]', 'Thus $x \\in \\boxed{[-2, 7]}$.'],
    ['1/3', '$x = \\frac{1}{3} \\approx 0.33$'],
    ['15', 'The area is $\\boxed{15\\text{ cm}^2}$.'],
    ['true', 'The statement is true.'],
    ['x >= 5', 'Therefore $x \\geq 5$ is the solution.'],
  ])('%s in %s', (reference, candidate) => {
    expect(judgePair({ id: 'a', reference, candidate, format: 'llm' }).equal).toBe(true)
  })

  it.each([
    ['3', 'We conclude that the answer is 3 x^2 and no more'],
    ['2', 'AZYUK2A'],
    ['4', 'x = ) 4'],
    ['0', 'x-2#0'],
    ['12', 'The answer is $\\boxed{12 + }$.'],
  ])('%s is not found in %s', (reference, candidate) => {
    expect(judgePair({ id: 'a', reference, candidate, format: 'llm' }).equal).not.toBe(true)
  })
})

describe('what cannot be read', () => {
  it.each(['foo(2', '1 +', '\\frac{1}{', '', '{'.repeat(6000), 'x'.repeat(30_000)])(
    '%.20s is undecided',
    (text) => {
      expect(judgePair({ id: 'a', reference: '2', candidate: text }).equal).toBeNull()
      expect(judgePair({ id: 'a', reference: text, candidate: text }).equal).toBeNull()
    },
  )
  it('uses the reading of the reference that there is', () => {
    const pair = { id: 'a', reference: 'foo(2', referenceLatex: '\\frac12', candidate: '0.5' }
    expect(judgePair(pair)).toEqual({ id: 'a', ok: true, equal: true, by: 'number' })
  })
  it('leaves open what two readings of a reference do not agree on', () => {
    expect(
      judgePair({ id: 'a', reference: '1/2', referenceLatex: '\\frac13', candidate: '0.5' }).equal,
    ).toBeNull()
  })
})

describe('readings that depend on the other side', () => {
  it.each([
    ['320000', '320k', true],
    ['320*k', '320k', true],
    ['1000.99', '1000,99', true],
    ['0.011', '0,011', true],
    ['{1, 22}', '1,22', true],
    ['(AB)^T', "B'A'", true],
    ['(AB)^T', "A'B'", false],
  ])('%s and %s: %s', (reference, candidate, equal) => {
    expect(judgePair({ id: 'a', reference, candidate }).equal).toBe(equal)
  })
})

describe('sizes in a row', () => {
  it.each([
    ['28x28x10', '28x28x10', true],
    ['28x28x10', '10x28x28', false],
    ['2x6', '3x4', false],
    ['3x224x224', '224x224x3', false],
    ['B x T x D', 'B × T × D', true],
    ['B x T x D', 'T x B x D', false],
    ['m x n', 'n x m', false],
    ['28x28x10, 14x14x20', '28x28x10, 20x14x14', false],
    ['y = 28x28x10', '10x28x28', false],
    ['(28, 28, 10)', '28x28x10', true],
    ['(28, 28, 10)', '10x28x28', false],
    // What * or · joins is a product, in any order.
    ['m*n', 'n·m', true],
    ['m x n', 'n*m', true],
    ['28x28x10', '28*28*10', true],
    // Two sizes may be a product; three with the letter x are a shape, which may be written for its count.
    ['1024', '32 x 32', true],
    ['24', '2×3×4', true],
    ['28x28x10', '7840', null],
    ['7840', '28x28x10', null],
    ['28x28x10', '10*28*28', null],
    ['28x28x10', '7841', false],
  ])('%s and %s: %s', (reference, candidate, equal) => {
    expect(judgePair({ id: 'a', reference, candidate }).equal).toBe(equal)
  })

  it.each([
    ['28 \\times 28 \\times 10', '10 \\times 28 \\times 28', false],
    ['2 \\times 6', '3 \\times 4', false],
    ['28 \\times 28 \\times 10', '28\\times28\\times10', true],
    ['6', '2 \\times 3', true],
    ['24', '2 \\times 3 \\times 4', true],
  ])('in LaTeX, %s and %s: %s', (referenceLatex, candidate, equal) => {
    expect(judgePair({ id: 'a', referenceLatex, candidate, format: 'latex' }).equal).toBe(equal)
  })

  it('are a product where the other text of the reference is one', () => {
    const reference = { reference: '2*a', referenceLatex: '2 \\times a' }
    expect(judgePair({ id: 'a', ...reference, candidate: 'a × 2' }).equal).toBe(true)
  })
})

describe('the letter i', () => {
  it.each([
    ['i^2', '-1'],
    ['(1+i)(1-i)', '2'],
    ['-1', 'e^{i\\pi}'],
    ['\\cos\\theta+i\\sin\\theta', 'e^{i\\theta}'],
    ['|3+4i|', '5'],
    ['\\frac{1}{1+i}', '\\frac{1-i}{2}'],
    ['(i, 1)', '(i, -i^2)'],
    ['z = 1/i', 'z = -i'],
    ['x^2 = -1', 'x = i \\text{ or } x = -i'],
  ])('may be the imaginary unit: %s and %s stay open', (referenceLatex, candidate) => {
    expect(judgePair({ id: 'a', referenceLatex, candidate, format: 'latex' })).toMatchObject({
      equal: null,
      by: 'imaginary unit',
    })
  })

  it.each([
    ['3i', '4i', false],
    ['2 + 3i', '2 - 3i', false],
    ['z = 1/i', 'z = i', false],
    ['{2i, -2i}', '{3i, -3i}', false],
    ['2^i', '4^i', false],
    ['(i+1)^2', 'i^2 + 2i + 1', true],
    // Here it numbers something.
    ['x_i', 'x_j', false],
    ['i^2 x_i', '-x_i', false],
    ['sum(i, i, 1, n)', 'n(n+1)/2', true],
    ['sum(i^2, i, 1, n)', '-n', false],
  ])('%s and %s: %s', (reference, candidate, equal) => {
    expect(judgePair({ id: 'a', reference, candidate }).equal).toBe(equal)
  })
})

describe('a format or domain that there is not', () => {
  it.each([
    [
      { domain: 'positive integer' },
      'domain',
      'There is no domain `positive integer`. There are positive, integer, real, unit.',
    ],
    [{ domain: 'foo' }, 'domain', 'There is no domain `foo`. There are positive, integer, real, unit.'],
    [{ format: 'tex' }, 'format', 'There is no format `tex`. There are plain, latex, llm.'],
  ])('%j is refused', (given, field, message) => {
    const judge = () => judgePair({ id: 'a', reference: '1', candidate: '1', ...given })
    expect(judge).toThrow(expect.objectContaining({ name: 'ReadError', field, message }))
  })
})

describe('work is bounded', () => {
  const terms = (n: number, term: (i: number) => string, joint = '+') =>
    Array.from({ length: n }, (_, i) => term(i)).join(joint)
  // Each of these takes hours, or all memory, when it is written out.
  it.each([
    ['9^9^9^9', '9^9^9^9'],
    ['sum(sum(sum(i*j*k,i,1,300),j,1,300),k,1,300)', 'x'],
    [terms(1500, (i) => `1/(x+${i})`), terms(1500, (i) => `1/(x+${1499 - i})`)],
    [`{${terms(300, (i) => `floor(x/${i + 2})`, ',')}}`, `{${terms(300, (i) => `ceil(x/${i + 2})`, ',')}}`],
  ])('%.40s', (reference, candidate) => {
    expect(judgePair({ id: 'a', reference, candidate }).equal).not.toBe(true)
  })
})
