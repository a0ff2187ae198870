import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { referencesOf } from '../../../src/check/evaluate-rows.ts'
import { checkGrowing } from '../../../src/check/growing.ts'
import { wrongText } from '../../e2e/peers/model-texts.ts'
import { labelledRows, reference, solve } from '../../labelled-rows.ts'

const rows = [0, 1, 2, 3, 4].map((row) => [1, 2, 3, 4, 5].map((column) => 5 * row + column))
// SciPy: convolve2d(ramp, sobel, 'valid') is −40 in all nine entries.
const ramp = [
  reference(
    'conv',
    {
      x: rows,
      kernel: [
        [-1, -2, -1],
        [0, 0, 0],
        [1, 2, 1],
      ],
    },
    ['y'],
  ),
]
const part = (text: string): string => text.slice(0, checkGrowing(text, ramp)?.upTo)

describe('a growing text', () => {
  it('is shown sentence by sentence, with how many of its claims hold', () => {
    const text = 'The kernel is flipped first. The first entry is $y[0,0] = -40$. So '
    expect(checkGrowing(text, ramp)).toEqual({ upTo: text.length - 4, claims: { agree: 1, unverified: 0 } })
    expect(checkGrowing('The kernel is fl', ramp)).toEqual({ upTo: 0, claims: { agree: 0, unverified: 0 } })
  })

  it('is shown up to the first sentence that disagrees, whatever follows', () => {
    const before = 'The kernel is flipped first.'
    const text = `${before} The first entry is $y[0,0] = -48$. All else follows. And so `
    expect(part(text)).toBe(before)
    expect(part(`${before} Then $2 + 2 = 5$. And so `)).toBe(before)
  })

  it('is not shown from where it takes itself back', () => {
    const text = 'The kernel is flipped. The sum is then positive. Wait, that is not right. It is '
    expect(part(text)).toBe('The kernel is flipped.')
  })

  it('counts what could not be checked, and never as agreeing', () => {
    const text = 'With $\\gamma$ for the gain, $y = \\gamma \\cdot z_k$. Now we '
    const { upTo = 0, claims } = checkGrowing(text, ramp) ?? {}
    expect(upTo).toBeGreaterThan(0)
    expect(claims).toEqual({ agree: 0, unverified: 1 })
  })

  it('never shows the wrong matrix of a text that goes wrong in its middle', () => {
    const shown = Array.from({ length: 60 }, (_, at) => part(wrongText.slice(0, 32 * at)))
    const most = shown.reduce((a, b) => (b.length > a.length ? b : a))
    expect(most).toContain('The first entry')
    expect(most).toContain('= -40.$$')
    expect(most).not.toContain('144')
    for (const one of shown) expect(wrongText.startsWith(one)).toBe(true)
  })

  it('knows nothing of a text past what is read', () => {
    expect(checkGrowing('So $y[0,0] = -40$. '.repeat(2000), ramp)).toBeUndefined()
  })
})

const red = new Set(['disagrees', 'contradicts-itself', 'spirals'])

describe('what models really wrote, as it was written', () => {
  it.each(['explanations', 'explanations-written'])('%s: nothing that is red in the end is shown', (name) => {
    let [wrong, shownOf] = [0, 0]
    for (const row of labelledRows(name)) {
      const references = referencesOf(row, solve)
      if (!references) continue
      const { explanation } = row
      const { findings } = check(explanation, references)
      const from = findings.flatMap(({ kind, at }) => (red.has(kind) && at !== undefined ? [at] : []))
      wrong += from.length > 0 ? 1 : 0
      for (let end = 60; end < explanation.length; end += 60) {
        const { upTo = 0 } = checkGrowing(explanation.slice(0, end), references) ?? {}
        expect(upTo, `${row.id}: ${explanation.slice(0, upTo)}`).toBeLessThanOrEqual(Math.min(...from, end))
        shownOf += upTo > 0 ? 1 : 0
      }
    }
    expect(wrong).toBeGreaterThan(10)
    expect(shownOf).toBeGreaterThan(100)
  })
})
