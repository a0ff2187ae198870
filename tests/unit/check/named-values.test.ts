import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import mup from '../../../solvers/mup.ts'
import { checkInsistence } from '../../../src/check/insistence.ts'
import { checkWithValues } from '../../../src/check/named-values.ts'
import { refutations } from '../../../src/check/refutations.ts'
import { solveWith } from '../../solving.ts'

// SciPy: convolve2d([[1,2],[3,4]], [[1,0],[0,-1]], 'valid') is [[3]], correlate2d gives [[-3]].
const x = [
  [1, 2],
  [3, 4],
]
const kernel = [
  [1, 0],
  [0, -1],
]
const reference = { command: 'conv', solution: solveWith(conv, { x, kernel }), asks: ['y'] }
const right = 'The kernel is flipped, so $y = [[3]]$.'
const wrong = 'The kernel is flipped, so $y = [[5]]$.'

const verdictOf = (text: string, value: string, quantity = 'y') =>
  checkWithValues(text, [{ quantity, value }], [reference])

describe('values named beside a text', () => {
  it('change nothing where they agree', () => {
    expect(verdictOf(right, '\\begin{bmatrix}3\\end{bmatrix}')).toEqual(
      checkWithValues(right, [], [reference]),
    )
    expect(verdictOf(right, '[[3]]').verdict).toBe('agrees')
  })

  it('are a finding where they differ from a text that agrees', () => {
    const { verdict, findings, claims } = verdictOf(right, '[[5]]')
    expect(verdict).toBe('contradicts-itself')
    expect(claims.disagree).toBe(1)
    expect(findings).toMatchObject([{ kind: 'contradicts-itself', quantity: 'y', expected: '[[3]]' }])
  })

  it('are a finding where the text is wrong and they are not', () => {
    const { verdict, findings } = verdictOf(wrong, '[[3]]')
    expect(verdict).toBe('disagrees')
    expect(findings.at(-1)?.because).toMatch(/the text ends with another/)
  })

  it('never turn what is wrong or missing green', () => {
    expect(verdictOf(wrong, '[[5]]').verdict).toBe('disagrees')
    expect(verdictOf('The kernel is flipped.', '[[3]]').verdict).not.toBe('agrees')
  })

  it('count as unchecked where they cannot be read', () => {
    const { verdict, claims } = verdictOf(right, 'as computed above')
    expect(verdict).toBe('agrees')
    expect(claims.unverified).toBe(1)
  })

  it('are left aside where nobody asked for them', () => {
    expect(verdictOf(right, '17', 'nothing known').verdict).toBe('agrees')
  })
})

describe('what a student insists on', () => {
  const muon = { command: 'mup', solution: solveWith(mup, { update: 'muon' }), asks: ['alpha'] }

  it.each([
    ['but the key says [[5]]', 'disagrees'],
    ['The key says that it is [[5]], so please say so.', 'disagrees'],
    ['y = [[5]]', 'disagrees'],
    ['[[3]]', 'agrees'],
    ['my friend got [[3]], is that right?', 'agrees'],
    ['why is it flipped?', 'unverified'],
  ])('%s: %s', (says, verdict) => {
    const found = checkInsistence(says, [reference])
    expect(found.verdict === 'incomplete' ? 'unverified' : found.verdict).toBe(verdict)
  })

  it('is refuted by an instance where the solver has one', () => {
    // The derivation in the set: with c = 1/√d_in the bound is √d_out, and the key's √(d_out·d_in) breaks it.
    const verdict = checkInsistence('but the key says √(d_out·d_in)', [muon])
    expect(verdict.verdict).toBe('disagrees')
    expect(refutations(verdict, [muon])).toHaveLength(1)
  })
})
