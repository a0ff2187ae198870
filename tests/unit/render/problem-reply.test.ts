import { expect, it } from 'vitest'
import { renderProblem } from '../../../src/render/problem-reply.ts'

const problem = {
  source: 'hw4 2b',
  title: 'Homework 4',
  points: 1,
  solvable: true,
  open: true,
  checked: true,
}

it('wraps no line where a set’s file does, but where a statement says so', () => {
  const statement =
    'The layer is $y = c W x$. Which $c$\ngives the scale?  \n(i) with stride 1\n\n```\na = 1\nb = 2\n```\n'
  const { blocks } = renderProblem({ ...problem, statement })
  const texts = blocks.map((block) => (block.kind === 'code' ? block.text : block.runs.join('')))
  expect(texts[1]).toMatch(/Which c gives the scale\?\n\(i\) with stride 1$/)
  expect(texts[2]).toBe('a = 1\nb = 2')
})
