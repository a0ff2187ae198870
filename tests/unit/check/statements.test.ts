import { describe, expect, it } from 'vitest'
import { laidOut } from '../../../src/check/layout.ts'
import { blocksOf } from '../../../src/check/markdown.ts'
import { sentencesOf } from '../../../src/check/sentences.ts'
import { linesOf } from '../../../src/check/statements.ts'

const lines = (source: string) => {
  const laid = laidOut(source)
  return linesOf(sentencesOf(blocksOf(laid), laid), laid, () => false)
}
const chains = (source: string): string[] =>
  lines(source).flatMap(({ statements }) =>
    statements.map(({ sides, signs }) =>
      sides
        .map(
          (side, at) => `${side.kind === 'cases' ? 'cases' : side.text}${signs[at] ? ` ${signs[at]} ` : ''}`,
        )
        .join(''),
    ),
  )

describe('linesOf', () => {
  it('splits a chain into its sides', () => {
    expect(chains('$A=B\\le C\\Rightarrow D\\approx E$')).toEqual(['A = B <= C', 'D ~= E'])
  })

  it('joins what text and formulas say together', () => {
    expect(chains('$y$ = $-40$')).toEqual(['y = -40'])
    expect(chains('Total = 0 + 4 + 3 = **7 operations**')).toEqual(['Total = 0 + 4 + 3 = 7'])
    expect(chains('the output is $w$ × $h$')).toEqual(['{w} × {h}'])
  })

  it('goes on from the statement before where a relation has no left side', () => {
    expect(chains('each layer multiplies by $g=ab$ ($=c$ for $b=1$)')).toEqual([
      'g = ab',
      'g = ab = c',
      'b = 1',
    ])
  })

  it('does not go on from inside a bracket', () => {
    expect(chains('5 (for layer 5) + 1 (for layer 10) = 6')).not.toContain('10 = 6')
  })

  it('does not take a unit for a side', () => {
    expect(chains('$t\\approx0.073$ s ≈ 14 tokens')).toEqual(['t ~= 0.073', 's ~= 14'])
  })

  it('reads rows of aligned equations and of cases', () => {
    expect(chains('$$\\begin{aligned}a&=b\\\\&=c\\end{aligned}$$')).toEqual(['a = b = c'])
    expect(chains('$$y=\\begin{cases}0&n<0\\\\1&n\\ge0\\end{cases}$$')).toEqual(['y = cases'])
  })

  it('keeps the words around statements', () => {
    expect(lines('So $a=b$, not $c$. Then $d$.').map(({ flow }) => flow.trim())).toEqual([
      'So ¤ , not ¤ .',
      'Then ¤ .',
    ])
  })

  it('reads numbers in lines as a matrix', () => {
    expect(chains('```\n 1 2\n-3 4\n```')).toEqual(['[[1,2],[-3,4]]'])
  })

  it('knows boxed and bold statements', () => {
    const [line] = lines('So $\\boxed{x=1}$ and **$y$**.')
    expect(line?.statements.map(({ boxed, strong }) => [boxed, strong])).toEqual([
      [true, false],
      [false, true],
    ])
  })
})
