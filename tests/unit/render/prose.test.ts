import { describe, expect, it } from 'vitest'
import { proseBlocks } from '../../../src/render/prose.ts'

describe('proseBlocks', () => {
  it('keeps emphasis and turns mathematics into text', () => {
    expect(proseBlocks('The **kernel** gives $y_{0} = \\frac12$ and `-40`.')).toEqual([
      {
        kind: 'text',
        runs: ['The ', { strong: 'kernel' }, ' gives ', 'y₀ = 1/2', ' and ', { code: '-40' }, '.'],
      },
    ])
  })

  it('reads \\( \\) and \\[ \\] as mathematics', () => {
    expect(proseBlocks('So \\(a^2\\).')).toEqual([{ kind: 'text', runs: ['So ', 'a²', '.'] }])
    expect(proseBlocks('\\[\na^2\n\\]')).toEqual([{ kind: 'code', text: 'a²' }])
  })

  it('shows lists, tables and headings', () => {
    expect(proseBlocks('# Title\n\n1. one\n2. two\n\n| a | bb |\n|---|---|\n| 1 | 2 |')).toEqual([
      { kind: 'text', runs: [{ strong: 'Title' }] },
      { kind: 'text', runs: ['1. ', 'one'] },
      { kind: 'text', runs: ['2. ', 'two'] },
      { kind: 'code', text: 'a  bb\n1  2' },
    ])
  })

  it('strikes exactly the range that is wrong', () => {
    const source = 'First it is 40. Then it is -120. Done.'
    const from = source.indexOf('Then')
    expect(proseBlocks(source, [{ from, to: from + 'Then it is -120.'.length }])).toEqual([
      { kind: 'text', runs: ['First it is 40. ', { struck: 'Then it is -120.' }, ' Done.'] },
    ])
  })

  it('makes HTML, links and images into the text they show', () => {
    const text = JSON.stringify(
      proseBlocks('[click](http://evil.example) ![cat](x.png)\n\n<script>alert(1)</script>'),
    )
    expect(text).not.toContain('evil.example')
    expect(text).toContain('click')
  })
})
