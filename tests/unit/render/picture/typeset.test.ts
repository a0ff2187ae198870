import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { artOf, draw } from '../../../../src/render/picture/draw.ts'
import { NotDrawable } from '../../../../src/render/picture/not-drawable.ts'
import { typeset } from '../../../../src/render/picture/typeset.ts'

// Answers and sentences of homework solutions.
const corpus: readonly string[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/latex.json', import.meta.url), 'utf8'),
)

test('two hundred formulas of homework typeset', async () => {
  expect(corpus).toHaveLength(200)
  for (const latex of corpus) {
    const { svg, width, height } = await typeset(latex, 16)
    expect(svg, latex).toContain('<path')
    expect(width * height, latex).toBeGreaterThan(0)
    expect(svg, latex).not.toMatch(/currentColor|data-mjx-error|<text/)
  }
})

test('what HTML allows and XML does not is no part of a picture', async () => {
  for (const latex of ['n < 0 & m > 1', 'a < b', '\\text{"<&>"}'].map(
    (inner) => `\\begin{matrix}${inner}\\end{matrix}`,
  ))
    expect((await draw({ kind: 'formula', heading: '<&>"', formula: { latex, text: '' } })).type).toBe(
      'image/png',
    )
})

const bad: readonly (readonly [what: string, latex: string])[] = [
  ['40 kB of TeX', 'x + '.repeat(10_000)],
  ['an unknown command', '\\frobnicate{x}'],
  ['a file', '\\input{/etc/passwd}'],
  ['a link', '\\href{https://example.org}{x}'],
  ['a style', '\\style{color:red}{x}'],
  ['a package', '\\require{html}\\href{x}{y}'],
  ['an open brace', '\\frac{1}{2'],
  ['a closing brace', 'x}'],
  ['an open environment', '\\begin{matrix} 1'],
  ['CJK', '\\text{卷积}'],
  ['emoji', '\\text{x 😀}'],
  ['a macro', '\\newcommand{\\R}{\\mathbb{R}} \\R'],
  ['a macro that never ends', '\\def\\x{\\x\\x}\\x'],
  ['deep braces', `${'{'.repeat(900)}x${'}'.repeat(900)}`],
  ['deep roots', `${'\\sqrt{'.repeat(200)}x${'}'.repeat(200)}`],
  ['nothing', ''],
]

describe('what cannot be typeset is refused', () => {
  test.each(bad)('%s', async (_, latex) => {
    await expect(typeset(latex, 16)).rejects.toThrow(NotDrawable)
  })

  test.each(bad)('%s: the card has the words in its place', async (_, latex) => {
    const { svg } = await artOf({ kind: 'formula', heading: 'Step 1', formula: { latex, text: 'in words' } })
    expect(svg).toContain('>in words</text>')
  })
})

test('no formula changes the next one', async () => {
  const plain = '\\frac{a}{b} + \\mathbf{x}'
  const before = await typeset(plain, 16)
  for (const latex of [
    '\\def\\frac#1#2{#1}',
    '\\renewcommand{\\mathbf}[1]{#1}',
    '\\let\\frac\\sqrt',
    '\\gdef\\a{b}',
    '\\color{red} x',
    '\\DeclareMathOperator{\\a}{b}',
    '\\definecolor{red}{rgb}{0,1,0}',
    '{',
  ])
    await typeset(latex, 16).catch(() => undefined)
  expect(await typeset(plain, 16)).toEqual(before)
})
