import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const image = '[[1,3,2,0],[4,2,1,5],[0,1,7,2],[6,2,3,1]]'
const pooled = [reference('pool', { x: image, dy: '[[1,2],[3,-4]]', kernel: 2, kind: 'max' }, ['y', 'dx'])]
const muon = [reference('mup', { update: 'muon' }, ['alpha'])]

const own = (last: string): string => `[[0,0,0,0],[1,0,0,2],[0,0,-4,0],[3,0,0,${last}]]`
const spread = '[[0.25,0.25,0.5,0.5],[0.25,0.25,0.5,0.5],[0.75,0.75,-1,-1],[0.75,0.75,-1,-1]]'
const both = (max: string, average: string): string =>
  `Outputs: max: [[4,5],[6,7]]\n\nBackward:\n\nmax:\n${max}\n\naverage:\n${average}`
const step = '$\\alpha=\\sqrt{d_{out}}$, since $\\|UV^\\top\\|_2=1$.'

// The windows' means and their gradients are counted by hand, and so is the ratio of √d_out and 1/√d_in.
describe('what is right of another variant than is asked about', () => {
  it.each([
    ['the other pooling', pooled, both(own('0'), spread)],
    ['the other update', muon, `${step} The sign update of (d) needs $\\alpha=1/\\sqrt{d_{in}}$.`],
    [
      'how far the two are apart',
      muon,
      `${step} The sign update gives $\\alpha=1/\\sqrt{d_{in}}$. Muon's learning rate is larger by the factor $\\sqrt{d_{out}d_{in}}$.`,
    ],
  ])('is no slip: %s', (_, references, text) => expect(check(text, references).verdict).toBe('agrees'))

  it.each([
    ['what is asked about is wrong', pooled, both(own('1'), spread)],
    ['the other variant stands for it', pooled, both(spread, spread)],
    [
      'its box has another value',
      muon,
      `${step} The sign update needs another one.\n\n$$\\boxed{\\alpha=1/\\sqrt{d_{in}}}$$`,
    ],
    [
      'how far they are apart is wrong',
      muon,
      `${step} The sign update gives $\\alpha=1/\\sqrt{d_{in}}$. Muon's learning rate is larger by the factor $\\sqrt{d_{out}/d_{in}}$.`,
    ],
  ])('does not excuse a text where %s', (_, references, text) =>
    expect(check(text, references).verdict).toMatch(/disagrees|contradicts-itself/),
  )

  it('is not checked where it is another value', () => {
    const text = `${both(own('0'), spread)}\n\nFor average pooling put the constant $1/3$ everywhere.`
    expect(check(text, pooled).verdict).not.toBe('agrees')
  })
})
