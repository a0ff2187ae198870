import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const muon = [reference('mup', { update: 'muon' }, ['alpha'])]
const text = [
  'Since $U$ has orthonormal columns, $\\|UV^\\top x\\|_2=\\|V^\\top x\\|_2$.',
  'Hence $\\alpha=\\sqrt{d_{out}}$.',
  'Let $r$ be the rank.',
  'This is a nice result.',
  'If $G$ has rank $r$, $\\alpha$ has to be divided by $\\sqrt r$.',
  'It never vanishes.',
].join(' ')

describe('sentences of which nothing was checked', () => {
  it('are told with their places, and those that say nothing of numbers are not', () => {
    const { verdict, unchecked = [] } = check(text, muon)
    expect(verdict).toBe('agrees')
    expect(unchecked.map(({ quote }) => quote.slice(0, 12))).toEqual([
      'Since $U$ ha',
      'If $G$ has r',
      'It never van',
    ])
    for (const { quote, at } of unchecked) expect(text.slice(at, at + quote.length)).toBe(quote)
  })

  it('are none where each was found right or wrong', () => {
    expect(check('Hence $\\alpha=\\sqrt{d_{out}}$.', muon).unchecked).toBeUndefined()
    expect(check('Hence $\\alpha=d_{out}$.', muon).unchecked).toBeUndefined()
  })
})
