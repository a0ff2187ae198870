import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDraft } from '../../../src/explain/draft.ts'
import { proseSoFar } from '../../../src/explain/so-far.ts'

const prose = 'So $y = \\frac{1}{2}$ and "$\\theta \\neq 3$",\nnot $\\times$. 先翻转。'

describe('the prose of an answer that is still being written', () => {
  it.each([
    ['', ''],
    ['{', ''],
    ['{"pro', ''],
    ['{"prose": ', ''],
    ['{"prose": "The ker', 'The ker'],
    ['{"prose": "So $\\', 'So $'],
    ['{"prose": "So \\u00e', 'So '],
    ['{"prose": "Done.", "values": [{"quant', 'Done.'],
    ['{"values": [{"quantity": "y", "value": "3"}], "prose": "Then', 'Then'],
    ['```json\n{"prose": "The', 'The'],
    ['<thi', ''],
    ['<think>\nIs it 40? ', ''],
    ['<think>\nIs it 40?</think>\n\n{"prose": "The', 'The'],
    ['The kernel is fl', 'The kernel is fl'],
    ['{"prose": 3', ''],
    ['{"other": "x", ', ''],
    [`{"prose": ${'['.repeat(20_000)}`, ''],
  ])('%j', (answer, expected) => expect(proseSoFar(answer)).toBe(expected))

  it('keeps the LaTeX of models that write a backslash once', () => {
    expect(proseSoFar('{"prose": "So $y = \\frac{1}{2} \\cdot \\sqrt{2}$ and ')).toBe(
      'So $y = \\frac{1}{2} \\cdot \\sqrt{2}$ and',
    )
  })

  it('grows to what the whole answer says, however it is written', () => {
    const answers = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(prose, JSON.stringify({ prose, values: [] }), JSON.stringify({ values: [], prose })),
      fc.string({ maxLength: 80 }).map((text) => JSON.stringify({ prose: `${text}${prose}` })),
    )
    fc.assert(
      fc.property(answers, fc.nat(), (answer, cut) => {
        let whole: string
        try {
          whole = readDraft(answer).prose
        } catch {
          return
        }
        // The last few characters may read otherwise when more of them is there.
        const begun = proseSoFar(answer.slice(0, cut % (answer.length + 1))).trimEnd()
        expect(whole.startsWith(begun.slice(0, -10))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
