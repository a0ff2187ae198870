import { describe, expect, it } from 'vitest'
import { laidOut } from '../../../src/check/layout.ts'
import { blocksOf } from '../../../src/check/markdown.ts'

const read = (source: string) =>
  blocksOf(laidOut(source)).map(({ kind, runs, cell }) => ({
    kind,
    cell,
    runs: runs.map((run) => `${run.strong ? '*' : ''}${run.kind}:${source.slice(run.from, run.to).trim()}`),
  }))

describe('blocksOf', () => {
  it('keeps the offsets of formulas, whatever their delimiters', () => {
    expect(read('So $a$ and \\(b\\) hold.')[0]?.runs).toEqual([
      'text:So',
      'math:a',
      'text:and',
      'math:b',
      'text:hold.',
    ])
    expect(read('\\[c = d\\]')[0]).toMatchObject({ kind: 'display', runs: ['math:c = d'] })
  })

  it('reads a display over several lines as one formula', () => {
    expect(read('$$a = b\n- c$$')[0]?.runs).toEqual(['math:a = b\n- c'])
    expect(read('$$\na\n= b\n$$')[0]?.runs).toEqual(['math:a\n= b'])
  })

  it('marks bold text', () => {
    expect(read('**Answer:** \\(x\\)')[0]?.runs[0]).toBe('*text:Answer:')
    expect(read('**Total: \\(x\\)**')[0]?.runs[1]).toBe('*math:x')
  })

  it('gives cells their header and the first cell of their row', () => {
    const cells = read('| n | value |\n|---|---|\n| 7 | 3 |')
    expect(cells[1]).toMatchObject({ kind: 'cell', cell: { header: 'value', row: '7', column: 1 } })
  })

  it('takes a table of numbers for a matrix, and leaves out program text', () => {
    expect(read('| 1 | 2 |\n|---|---|\n| 3 | 4 |')[0]?.kind).toBe('listing')
    expect(read('```python\nx = 1\n```')).toEqual([])
  })

  it('refuses nesting beyond reason', () => {
    expect(read('>'.repeat(500))).toEqual([])
    expect(read('1. '.repeat(6000))).toEqual([])
    expect(read('*~'.repeat(5000))).toEqual([])
    expect(read('a *b '.repeat(5000))).toEqual([])
  })
})
