import { describe, expect, it } from 'vitest'
import { bareTex } from '../../../src/check/bare-tex.ts'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const found = (text: string): string[] => bareTex(text).map(({ from, to }) => text.slice(from, to))

describe('formulas whose dollars are missing', () => {
  it.each([
    ['a formula in a sentence', 'So \\alpha = \\frac{1}{2}, which is small.', ['\\alpha = \\frac{1}{2}']],
    ['two with words between', 'we get \\sqrt{2} and then \\pi.', ['\\sqrt{2}', '\\pi']],
    ['brackets that were delimiters', 'Thus ( \\alpha \\le 1 ) holds', ['\\alpha \\le 1']],
    ['a display that lost its backslashes', 'Then\n[\n\\frac{a}{b} = c\n]\nDone', ['\\frac{a}{b} = c']],
    ['brackets of the formula', '(a+b)(\\beta+1) is it', ['(a+b)(\\beta+1)']],
    [
      'a matrix over lines',
      'y = \\begin{bmatrix}1 & 2\\\\\n3 & 4\\end{bmatrix}.',
      ['y = \\begin{bmatrix}1 & 2\\\\\n3 & 4\\end{bmatrix}'],
    ],
    ['one formula a line', '\\alpha = 1\n\\beta = 2', ['\\alpha = 1', '\\beta = 2']],
    ['norms', 'because \\|x\\|_2 = 1 here', ['\\|x\\|_2 = 1']],
  ])('finds %s', (_, text, formulas) => expect(found(text)).toEqual(formulas))

  it.each([
    ['prose', 'a sentence with a number 3 and I.'],
    ['emphasis of LaTeX', '\\textbf{Answer} is here'],
    ['half a pair of dollars', 'costs 1.50\\approx\\$18'],
  ])('leaves %s', (_, text) => expect(found(text)).toEqual([]))

  it('checks them like any other', () => {
    const references = [reference('mup', { update: 'muon' }, ['alpha'])]
    const text = (value: string): string =>
      `Because \\|UV^\\top\\|_2=1 we have \\|\\Delta W\\|_2=\\alpha.\nSo the answer is\n[\n\\alpha = ${value}\n]`
    expect(check(text('\\sqrt{d_{out}}'), references).verdict).toBe('agrees')
    expect(check(text('\\sqrt{d_{in}}'), references).verdict).toBe('disagrees')
  })
})
