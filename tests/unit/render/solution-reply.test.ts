import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import { renderSolution } from '../../../src/render/solution-reply.ts'
import { renderStep } from '../../../src/render/step-reply.ts'
import type { Reply } from '../../../src/reply.ts'
import { solveInput } from '../solve-input.ts'

const ramp = '1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20; 21 22 23 24 25'
const sobel = '[[-1,-2,-1],[0,0,0],[1,2,1]]'

const textOf = ({ blocks }: Reply): string =>
  blocks
    .map((block) =>
      block.kind === 'code'
        ? block.text
        : block.runs.map((run) => (typeof run === 'string' ? run : Object.values(run).join(''))).join(''),
    )
    .join('\n')

describe('renderSolution', () => {
  const solution = solveInput(conv, { x: ramp, kernel: sobel })

  it('shows the answer aligned, its size, the convention and the value under the other one', () => {
    const reply = renderSolution({ command: 'conv', echo: [['x', ramp]], source: '/conv', solution })
    expect(textOf(reply)).toBe(
      [
        'y     = [ −40  −40  −40',
        '          −40  −40  −40',
        '          −40  −40  −40 ]   3 × 3',
        'shape = 3 × 3',
        'Convention True convolution: the kernel is flipped in both axes, then slid.',
        'Without the flip (cross-correlation, what deep-learning libraries call convolution): y is 40 in every entry.',
      ].join('\n'),
    )
    expect(reply.actions.map(({ label }) => label)).toEqual(['Explain', 'Steps', 'Check my answer'])
  })

  it('cuts a large matrix in the middle and attaches the whole of it', () => {
    const x = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 40 }, (_, column) => row * 40 + column),
    )
    const reply = renderSolution({
      command: 'conv',
      echo: [],
      source: '/conv',
      solution: solveInput(conv, { x, kernel: [[1]] }),
    })
    expect(
      Math.max(
        ...textOf(reply)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(120)
    expect(reply.files).toHaveLength(1)
    expect(JSON.parse(reply.files[0]?.text ?? '')).toEqual(x)
  })

  it('gives a step as a question first, its value on request', () => {
    const first = renderStep('/conv', solution, 3, false)
    expect(first.title).toMatch(/^Step 3 of 5/)
    expect(textOf(first)).not.toContain('40')
    expect(textOf(renderStep('/conv', solution, 3, true))).toBe(
      'y[0, 0] = 1·1 + 2·2 + 3·1 + 6·0 + 7·0 + 8·0 + 11·(−1) + 12·(−2) + 13·(−1) = −40',
    )
  })

  it.each([0, 6, 9])('says how many steps there are instead of step %i', (step) => {
    expect(() => renderStep('/conv', solution, step, false)).toThrow(
      `There are 5 steps; ${step} is none of them.`,
    )
  })
})
