import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import { derivation } from '../../../src/explain/derivation.ts'
import { solveWith } from '../../solving.ts'

describe("the solver's own derivation", () => {
  // Computed by SciPy: convolve2d([[1,2],[3,4]], [[1,0],[0,-1]], 'valid') is [[3]].
  const solution = solveWith(conv, {
    x: [
      [1, 2],
      [3, 4],
    ],
    kernel: [
      [1, 0],
      [0, -1],
    ],
  })
  const blocks = derivation(conv.idea, solution)
  const texts = blocks.map((block) =>
    block.kind === 'code'
      ? block.text
      : block.runs.map((run) => (typeof run === 'string' ? run : Object.values(run)[0])).join(''),
  )

  it('begins with the idea and tells every step in order', () => {
    expect(texts[0]).toBe(conv.idea)
    const at = solution.steps.map(({ says }) => texts.findIndex((text) => text.includes(says)))
    expect(at.every((position, step) => position > (at[step - 1] ?? 0))).toBe(true)
  })

  it('ends with the answer and the convention', () => {
    expect(texts.find((text) => /^y +=/.test(text))).toContain('3')
    expect(texts.at(-1)).toContain(solution.conventions[0]?.says)
  })

  it('is text: no LaTeX command is left', () => {
    expect(texts.join('\n')).not.toMatch(/\\[a-z]+/)
  })
})
