import { expect, it } from 'vitest'
import { badFormulas } from '../../../src/grading/check-statement.ts'

it.each([
  'It costs \\$5 and $x$',
  'Inline $a_1$, \\(b^2\\) and $$\\frac12$$.',
  'Displayed:\n\n$$\n\\begin{aligned} a &= 1 \\\\ b &= 2 \\end{aligned}\n$$\n\nand \\[ \\begin{pmatrix} 1 & 2 \\end{pmatrix} \\]',
  'Code: `$x` and\n\n```\n$$ \\frac{1} \\(\n```\n',
  'A line break $\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}$ in a matrix',
  'No formula at all.',
])('takes %j', (statement) => {
  expect(badFormulas(statement)).toEqual([])
})

it.each([
  ['It costs \\$5 and $x', /opens a formula with \$ that is never closed/],
  ['Find $$x', /opens a formula with \$\$ that is never closed/],
  ['Find $$x$ now', /opens a formula with \$\$ that is never closed/],
  ['Find \\(x', /opens a formula with \\\( that is never closed/],
  ['Find \\[x', /opens a formula with \\\[ that is never closed/],
  ['Find x\\) now', /closes a formula with \\\) that is never opened/],
  ['Find x\\] now', /closes a formula with \\\] that is never opened/],
  ['Find $\\frac{1}$.', /^\$\\frac\{1\}\$ does not typeset/],
  ['Find \\(\\frac{1}\\).', /^\\\(\\frac\{1\}\\\) does not typeset/],
  ['Find \\[\\frac{1}\\].', /^\\\[\\frac\{1\}\\\] does not typeset/],
  ['Find $$\\foo{1}$$.', /^\$\$\\foo\{1\}\$\$ does not typeset/],
  ['Find $\\begin{pmatrix} 1$.', /does not typeset/],
  ['Find $1 \\end{pmatrix}$.', /does not typeset/],
  ['Find \\(a +\nb\\).', /stands on several lines/],
  ['Find \\begin{pmatrix} 1 \\end{pmatrix}.', /stands outside a formula.*between \$\$ and \$\$/],
  ['Find \\begin{pmatrix} 1.', /has \\begin\{pmatrix\} without its \\end\{pmatrix\}/],
  ['Find 1 \\end{pmatrix}.', /has \\end\{pmatrix\} without its \\begin\{pmatrix\}/],
])('finds what is wrong with %j', (statement, says) => {
  const faults = badFormulas(statement)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(says)
})
