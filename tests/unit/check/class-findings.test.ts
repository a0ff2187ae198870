import { describe, expect, it } from 'vitest'
import { verdict } from './behind-right-answers.ts'

// 2c·d_out²·d_in as written and 2c·d_out·d_in² with the Gram matrix; √d_out, 1/√d_in; L(K − 1) + 1; (n − k + 1)σ_xσ_g.
describe('the class that a quantity is put in', () => {
  it.each([
    ['cost', 'One Newton–Schulz update, evaluated literally, belongs to the class $O(d_{out}^2\\,d_{in})$.'],
    ['cost', 'With the Gram matrix the update would belong to the class $O(d_{out}d_{in}^2)$.'],
    ['cost', 'The other order belongs to the class $O(d_{out}d_{in}^2)$.'],
    ['cost', 'The variant with $W^\\top W$ is in $O(d_{out}d_{in}^2)$.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['cost', 'So the runtime is $O(d_{out}d_{in}^2)$.'],
    ['cost', 'Hence the class is $O(d_{out}d_{in}^2)$.'],
    ['cost', 'In short: one update costs $O(d_{out}d_{in}^2)$.'],
    ['cost', 'One Newton–Schulz update, evaluated literally, belongs to the class $O(d_{out}\\,d_{in}^2)$.'],
    [
      'cost',
      '*Takeaway for your exam sheet:* one Newton–Schulz update, evaluated literally, belongs to the class $O(d_{out}\\,d_{in}^2)$.',
    ],
    ['cost', 'Remember: the cost is in $\\Theta(d_{out}d_{in}^2)$.'],
    ['cost', 'Takeaway: the complexity is $\\Theta(d_{out}d_{in})$.'],
    ['cost', 'Asymptotically the iteration is $O(d_{out}d_{in})$.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
