import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { readDraft } from '../../../src/explain/draft.ts'

const prose = 'So $y = \\frac{1}{2}$ and $\\theta \\neq \\nabla f$,\nnot $\\times$.'

describe('a draft', () => {
  it('is the JSON asked for, or the text itself', () => {
    const json = JSON.stringify({ prose, values: [{ quantity: 'y', value: '\\frac{1}{2}' }] })
    const expected = { prose, values: [{ quantity: 'y', value: '\\frac{1}{2}' }] }
    expect(readDraft(json)).toEqual(expected)
    expect(readDraft(`\`\`\`json\n${json}\n\`\`\``)).toEqual(expected)
    expect(readDraft(`<think>{"prose": 3}</think>${json}`)).toEqual(expected)
    expect(readDraft(prose)).toEqual({ prose, values: [] })
  })

  it('keeps the LaTeX of models that write a backslash once', () => {
    const once =
      '{"prose": "So $y = \\frac{1}{2} \\cdot \\sqrt{2}$ and $\\theta \\neq \\nabla f$,\\nnot $\\times \\rho$."}'
    expect(readDraft(once).prose).toBe(
      'So $y = \\frac{1}{2} \\cdot \\sqrt{2}$ and $\\theta \\neq \\nabla f$,\nnot $\\times \\rho$.',
    )
  })

  it('leaves real line breaks and indents alone', () => {
    const text = 'one\ntwo\n\tthree\nnext: four'
    expect(readDraft(JSON.stringify({ prose: text })).prose).toBe(text)
  })

  it.each(['', '   ', '{"prose": "  "}', '{"prose": "cut', '{"other": 1}', '{"prose": null}'])(
    'is refused: %j',
    (answer) => {
      expect(() => readDraft(answer)).toThrow(UpstreamError)
    },
  )

  it('goes without values that are not as asked', () => {
    expect(readDraft('{"prose": "text", "values": "none"}')).toEqual({ prose: 'text', values: [] })
  })
})
