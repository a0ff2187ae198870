import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/check/check.ts'
import { referencesOf } from '../../src/check/evaluate-rows.ts'
import { resultsOf } from '../../src/check/results.ts'
import { analyse } from '../../src/check/text-analysis.ts'
import { vocabularyOf } from '../../src/check/vocabulary.ts'
import type { Reference } from '../../src/model.ts'
import { labelledRows, solve } from '../labelled-rows.ts'

type Right = { readonly id: string; readonly text: string; readonly references: readonly Reference[] }

const rightOnes: readonly Right[] = [
  ...labelledRows('explanations'),
  ...labelledRows('explanations-written'),
].flatMap((row) => {
  const references = row.verdict === 'agree' ? referencesOf(row, solve) : undefined
  return references ? [{ id: row.id, text: row.explanation, references }] : []
})

/** Those that are found to be right as they stand. */
const greenOnes = rightOnes.filter(({ text, references }) => check(text, references).verdict === 'agrees')

type Change = { readonly right: Right; readonly from: number; readonly to: number; readonly by: string }

const spot =
  /(?<![a-zA-Z_{\d.])\d+(?!\d*\})(?!\.\d)|(?<=\^\{?-?)\d|(?<=[\w}\])])\s*[-+](?=\s*[\w(\\{])|(?<=\.)\d+/g
const isIndex = /_\{[^}]*$|_\w*$|y[[(][\d,]*$|\\mathbf\s*$/

/** What a number or sign may turn into: another number of as many digits, the other sign. */
const changed = (old: string, by: number): string => {
  if (/[-+]/.test(old)) return old.includes('+') ? old.replace('+', '-') : old.replace('-', '+')
  return `${old.slice(0, -1)}${(Number(old.at(-1)) + by) % 10}`
}

/** A change that changes nothing: of a term that is zero. */
const isIdle = (text: string, from: number, to: number): boolean =>
  /^\s*0(?![\d.])/.test(text.slice(to)) && /[-+]\s*$/.test(text.slice(from, to))

const spotsOf = (right: Right): { from: number; to: number }[] => {
  const vocabulary = vocabularyOf(right.references)
  const analysis = analyse(right.text, vocabulary)
  const { confirmed } = resultsOf(analysis, vocabulary, right.references)
  const found = new Map<number, { from: number; to: number }>()
  for (const { from, to } of confirmed)
    for (const match of right.text.slice(from, to).matchAll(spot)) {
      const at = from + match.index
      const place = { from: at, to: at + match[0].length }
      const before = right.text.slice(Math.max(0, at - 12), at)
      if (!isIndex.test(before) && !isIdle(right.text, place.from, place.to)) found.set(at, place)
    }
  return [...found.values()]
}

const changes = rightOnes
  .map((right) => ({ right, spots: spotsOf(right) }))
  .filter(({ spots }) => spots.length > 0)

const change: fc.Arbitrary<Change> = fc
  .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 8 }))
  .map(([which, where, by]) => {
    const { right, spots } = changes[which % changes.length] ?? { right: rightOnes[0] as Right, spots: [] } // never empty
    const { from, to } = spots[where % spots.length] ?? { from: 0, to: 0 }
    return { right, from, to, by: changed(right.text.slice(from, to), by) }
  })

const red = new Set(['disagrees', 'contradicts-itself', 'spirals'])

describe('a right explanation', () => {
  it('turns red when one number, sign or exponent of a claim is changed, at least 98 times in 100', () => {
    const tried = fc.sample(change, { numRuns: 400, seed: 4 })
    const missed = tried.filter(({ right, from, to, by }) => {
      const text = `${right.text.slice(0, from)}${by}${right.text.slice(to)}`
      return !red.has(check(text, right.references).verdict)
    })
    const shown = missed.map(
      ({ right, from, to, by }) =>
        `${right.id}: ${right.text.slice(Math.max(0, from - 20), to + 10).replace(/\n/g, ' ')} → ${by}`,
    )
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(0.02 * tried.length)
  })

  const rewrites: readonly (readonly [string, (text: string) => string])[] = [
    [
      'wording',
      (text) =>
        text
          .replace(/\bTherefore\b/g, 'Hence')
          .replace(/\bso\b/g, 'thus')
          .replace(/\bgives\b/g, 'yields'),
    ],
    ['sizes of fractions', (text) => text.replace(/\\[dt]frac(?![a-z])/g, '\\frac')],
    ['dots for products', (text) => text.replace(/\\cdot(?![a-z])/g, '\\,\\cdot\\,')],
    [
      'other signs for ≤ and ≥',
      (text) => text.replace(/\\le(?![a-z])/g, '\\leq').replace(/\\ge(?![a-z])/g, '\\geqslant'),
    ],
    ['delimiters', (text) => text.replace(/(?<!\$)\$(?!\$)([^$]+)\$(?!\$)/g, '\\($1\\)')],
    ['display delimiters', (text) => text.replace(/\$\$([^$]+)\$\$/g, '\\[$1\\]')],
    ['upright subscripts', (text) => text.replace(/_\{(in|out)\}/g, '_{\\text{$1}}')],
    ['transposes', (text) => text.replace(/\^\\top(?![a-z])/g, '^T')],
    ['brackets of matrices', (text) => text.replace(/\{bmatrix\}/g, '{pmatrix}')],
    ['a sum the other way round', (text) => text.replace(/L\(K-1\)\+1/g, '1+L(K-1)')],
    [
      'factors the other way round',
      (text) => text.replace(/d_\{out\}\^2(?:\\,)? ?d_\{in\}/g, 'd_{in}d_{out}^2'),
    ],
    ['names of the sizes', (text) => text.replace(/\bd_\{(in|out)\}/g, 'n_{$1}')],
  ]

  it('stays green when only wording, notation or the order of factors is changed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: greenOnes.length - 1 }),
        fc.subarray(rewrites.map((_, at) => at)),
        (which, picked) => {
          const right = greenOnes[which] as Right // within bounds
          const some = rewrites.filter((_, at) => picked.includes(at))
          const text = some.reduce((so, [, rewrite]) => rewrite(so), right.text)
          const { verdict, findings } = check(text, right.references)
          expect(
            verdict,
            `${right.id} (${some.map(([name]) => name).join(', ')}): ${JSON.stringify(findings)}`,
          ).toBe('agrees')
        },
      ),
      { numRuns: 300, seed: 7 },
    )
  })
})

describe('any text', () => {
  it('is answered, with quotes that stand in it', () => {
    const { references } = rightOnes[0] as Right // there are right ones
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'$\\{}[]()=+-^_&|*#`<>19xyα \n,.:'), maxLength: 200 }),
        (text) => {
          for (const { quote } of check(text, references).findings) expect(text).toContain(quote)
        },
      ),
      { numRuns: 300 },
    )
  })
})
