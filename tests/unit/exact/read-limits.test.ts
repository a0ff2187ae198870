import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson, readLatex, readPlain, readText } from '../../../src/exact/read.ts'
import { ReadError } from '../../../src/exact/read-error.ts'

const readers = { readPlain, readLatex, readText }

const kindOf = (read: () => unknown): string | undefined => {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof ReadError) return error.kind
    throw error
  }
}

describe('size', () => {
  it.each([
    ['brackets', '('.repeat(100_000)],
    ['short of the length', '('.repeat(19_000)],
    ['signs', `${'-'.repeat(19_000)}1`],
    ['powers', `${'2^'.repeat(9_000)}2`],
    ['roots', `${'√'.repeat(19_000)}2`],
    ['factorials', `x${'!'.repeat(19_000)}`],
  ])('too many %s in plain text are refused', (_, text) => {
    expect(kindOf(() => readPlain(text))).toBe('too-large')
  })

  it.each([
    ['braces', '{'.repeat(9_000)],
    ['commands', `${'\\sqrt '.repeat(3_000)}2`],
    ['powers', `${'x^{'.repeat(500)}2${'}'.repeat(500)}`],
    ['environments', '\\begin{matrix}'.repeat(1_000)],
    ['characters', 'x'.repeat(20_001)],
  ])('too many %s in LaTeX are refused', (_, tex) => {
    expect(kindOf(() => readLatex(tex))).toBe('too-large')
  })

  it('reads a long sum and a large matrix', () => {
    expect(readPlain(`${'1+'.repeat(9_000)}1`)).toMatchObject({ kind: 'sum' })
    const rows = Array.from({ length: 300 }, () => `[${'7,'.repeat(299)}7]`)
    expect(readPlain(`[${rows.join()}]`)).toMatchObject({ kind: 'tensor', shape: [300, 300] })
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      'x',
      'd_in',
      '2',
      '0.5',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '|',
      '=',
      '<',
      ',',
      ';',
      ' ',
    ],
    ...[
      '\\frac',
      '\\sqrt',
      '\\left(',
      '\\right)',
      '\\sum_',
      '\\text{or}',
      '&',
      '\\\\',
      '_',
      "'",
      '%',
      '$',
      'sin',
      '±',
    ],
  )
  it.each(Object.entries(readers))('%s returns or throws a ReadError', (_, read) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const kind = kindOf(() => read(text))
          expect([undefined, 'syntax', 'domain', 'too-large']).toContain(kind)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('JSON', () => {
  it('reads integers, strings and arrays', () => {
    expect(readJson(3)).toMatchObject({ value: { n: 3n, d: 1n } })
    expect(readJson('0.1')).toMatchObject({ value: { n: 1n, d: 10n } })
    expect(readJson(true)).toEqual({ kind: 'truth', value: true })
    expect(
      readJson([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual({ kind: 'tensor', shape: [2, 2], entries: Float64Array.of(1, 2, 3, 4) })
    expect(readJson([['1/2', 'x']])).toMatchObject({
      kind: 'tensor',
      shape: [1, 2],
      entries: [{}, { name: 'x' }],
    })
    expect(readJson([[1, 2], [3]])).toMatchObject({ kind: 'list' })
  })

  it.each([[0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 60], [[]], [[[]]]])(
    '%j is outside the domain',
    (raw) => {
      expect(kindOf(() => readJson(raw))).toBe('domain')
    },
  )

  it.each([[null], [undefined], [{ a: 1 }]])('%j is no value', (raw) => {
    expect(kindOf(() => readJson(raw))).toBe('syntax')
  })
})
