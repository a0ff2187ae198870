import { describe, expect, it } from 'vitest'
import { verdict } from './behind-right-answers.ts'

// 2c·d_out²·d_in as written and 2c·d_out·d_in² with the Gram matrix; √d_out, 1/√d_in; L(K − 1) + 1; (n − k + 1)σ_xσ_g.
describe('what a text concludes with under a title', () => {
  it.each([
    ['bound', 'Summary for your notes: the largest permitted spectral norm is $\\sqrt{d_{out}}$.'],
    ['field', 'Takeaway: $L$ layers see $L(K-1)+1$ pixels.'],
    ['field', 'In short: $L$ grows, and so does the field.'],
    ['cost', 'Summary: $c\\,d_{out}^2d_{in}$ for each product, $2c\\,d_{out}^2d_{in}$ in all.'],
    ['bound', 'Summary: $\\sqrt{d_{out}}$.'],
    ['cost', 'Summary: two products of $c\\,d_{out}^2d_{in}$ each.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['bound', 'Summary for your notes: the largest permitted spectral norm is $\\sqrt{d_{in}}$.'],
    ['bound', 'To sum up, the maximal allowed spectral norm is $\\sqrt{d_{in}}$.'],
    ['bound', 'In short: the update may have a spectral norm of at most $\\sqrt{d_{in}}$.'],
    ['bound', 'Takeaway: $\\sqrt{d_{in}}$.'],
    ['bound', 'Conclusion: the bound is $\\sqrt{d_{in}}$.'],
    ['rate', 'Takeaway: the learning rate is $1/d_{in}$.'],
    ['scale', 'Summary: the scale is $1/d_{in}$.'],
    ['field', 'In short, the receptive field is $LK$.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
