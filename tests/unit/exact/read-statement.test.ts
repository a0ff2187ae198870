import { describe, expect, it } from 'vitest'
import type { Side, Statement } from '../../../src/exact/read.ts'
import { readStatement } from '../../../src/exact/read.ts'

const places = (text: string, statement: Statement | undefined): readonly string[] =>
  statement?.sides.map(({ from, to }) => text.slice(from, to)) ?? []
const isRead = (side: Side): boolean => 'value' in side

describe('chains with their places', () => {
  it('reads every link of a chain', () => {
    const text = 'y[0,1] = 6·1 + 7·2 = -120'
    const [statement, ...more] = readStatement(text)
    expect(more).toEqual([])
    expect(statement?.relations).toEqual(['=', '='])
    expect(places(text, statement)).toEqual(['y[0,1]', '6·1 + 7·2', '-120'])
    expect(statement?.sides.every(isRead)).toBe(true)
  })

  it('parts statements at wide blanks, arrows and commas between relations', () => {
    const text = 'a=1,\\quad b=2\\quad\\Rightarrow\\quad\\alpha\\le\\frac1{\\sqrt{d_{in}}}.'
    const found = readStatement(text)
    expect(found.map(({ role }) => role)).toEqual(['claim', 'claim', 'conclusion'])
    expect(found.map((statement) => places(text, statement))).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['\\alpha', '\\frac1{\\sqrt{d_{in}}}'],
    ])
  })

  it('keeps a list of values together', () => {
    expect(readStatement('y = 1, 2, 3')).toMatchObject([{ sides: [{}, { value: { kind: 'list' } }] }])
  })

  it('goes on with the chain on the next line of aligned', () => {
    const text = '\\begin{aligned}y&=\\int_0^1 x\\,dx + 3\\\\&=\\frac{1}{2}+3\\\\&=\\frac72\\end{aligned}'
    const [statement, ...more] = readStatement(text)
    expect(more).toEqual([])
    expect(places(text, statement)).toEqual(['y', '\\int_0^1 x\\,dx + 3', '\\frac{1}{2}+3', '\\frac72'])
    expect(statement?.sides.map(isRead)).toEqual([true, false, true, true])
  })

  it('finds conditions behind words and in brackets', () => {
    expect(readStatement('H_{out} = 28 \\text{ for } H = 28').map(({ role }) => role)).toEqual([
      'claim',
      'condition',
    ])
    expect(readStatement('y[n]=2-2^{-n} (0 \\le n \\le 6)').map(({ role }) => role)).toEqual([
      'claim',
      'condition',
    ])
  })

  it('gives words on the left of a relation back as they are', () => {
    expect(readStatement('number of parameters = 3*3*3 = 27')).toMatchObject([
      { sides: [{ unreadable: 'number of parameters' }, {}, { value: { value: { n: 27n } } }] },
    ])
  })

  it('reads a relation without a left side', () => {
    expect(readStatement('\\approx 0.3')).toMatchObject([
      { sides: [{ unreadable: '' }, {}], relations: ['≈'] },
    ])
  })

  it('takes f in f(x) = … as applied, and F in F(C+1) as a factor', () => {
    expect(readStatement('f(x) = F(C+1)')).toMatchObject([
      { sides: [{ value: { kind: 'indexed', name: 'f' } }, { value: { kind: 'product' } }] },
    ])
  })
})
