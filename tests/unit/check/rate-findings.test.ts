import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const topics = {
  cost: {
    solved: reference('newtonschulz', {}, ['cost_direct']),
    right: 'The runtime is $2c\\,d_{out}^2d_{in}$.',
  },
  bound: {
    solved: reference('mup', {}, ['spectral_bound']),
    right: '$\\|\\Delta W\\|_2\\le\\sqrt{d_{out}}$.',
  },
  rate: { solved: reference('mup', { update: 'sign' }, ['alpha']), right: '$\\alpha=1/\\sqrt{d_{in}}$.' },
  layer: {
    solved: reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels']),
    right:
      'Weights $FK^2C$, biases $F$; width $\\lfloor(W-K+2P)/S\\rfloor+1$, height $\\lfloor(H-K+2P)/S\\rfloor+1$, $F$ channels.',
  },
  field: {
    solved: reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field']),
    right: '$R=L(K-1)+1$.',
  },
  spread: {
    solved: reference('gradstats', {}, ['mean', 'variance', 'std']),
    right:
      'Mean $0$, variance $(n-k+1)^2\\sigma_x^2\\sigma_g^2$, standard deviation $(n-k+1)\\sigma_x\\sigma_g$.',
  },
}
const verdict = (topic: keyof typeof topics, sentence: string): string =>
  check(`${topics[topic].right} ${sentence}`, [topics[topic].solved]).verdict

// 2c·d_out²·d_in, √d_out, 1/√d_in, L(K − 1) + 1, (n − k + 1)σ_xσ_g.
describe('how a quantity grows with a size of it', () => {
  it.each([
    ['field', 'The receptive field therefore grows linearly with the depth $L$.'],
    ['field', 'It grows linearly, not exponentially, with depth.'],
    ['field', 'Growth is only linear in depth, which is why strides are used.'],
    ['field', 'With stride 2 in each layer the field would grow exponentially in L.'],
    ['field', 'The receptive field grows with $L$.'],
    ['cost', 'Linear in the number of inputs and quadratic in the number of outputs.'],
    ['cost', 'The cost is quadratic in $d_{out}$ but only linear in $d_{in}$.'],
    ['cost', 'With the Gram matrix the cost would be linear in $d_{out}$.'],
    ['bound', 'The bound grows as the square root of $d_{out}$.'],
    ['rate', 'The learning rate is inversely proportional to the square root of the fan-in.'],
    ['rate', 'The learning rate shrinks with the fan-in.'],
    ['spread', 'The variance grows quadratically in $n$, so the standard deviation grows linearly in $n$.'],
    ['spread', 'As the image has $n^2$ pixels, the deviation grows like $n$ for fixed $k$.'],
    ['spread', 'The deviation grows linearly in $n$, like the square root of the number of pixels.'],
    ['layer', 'The number of weights is quadratic in the kernel size.'],
    ['layer', 'The output width shrinks with the stride.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    [
      'field',
      'The receptive field therefore grows exponentially with the depth $L$, which is why deep stacks of small filters can replace large ones.',
    ],
    ['field', 'It grows quadratically with depth.'],
    ['field', 'The receptive field is quadratic in $K$.'],
    ['field', 'So the receptive field grows with the square of the depth.'],
    ['field', 'The receptive field shrinks with $L$.'],
    ['cost', 'Linear in the number of outputs and quadratic in the number of inputs.'],
    ['cost', 'The cost is linear in $d_{out}$.'],
    ['cost', 'The cost is quadratic in $d_{out}$ and also quadratic in $d_{in}$.'],
    ['bound', 'The bound grows linearly with $d_{out}$.'],
    ['bound', 'The bound grows as the square root of the fan-in.'],
    ['rate', 'The learning rate is inversely proportional to $d_{in}$.'],
    ['rate', 'The learning rate grows with the fan-in.'],
    ['rate', '$\\alpha$ is inversely proportional to the fan-in.'],
    ['spread', 'The standard deviation grows quadratically in $n$.'],
    ['spread', 'The variance grows linearly in $n$.'],
    ['spread', 'As the image has $n^2$ pixels, the deviation grows like $n^2$ for fixed $k$.'],
    ['layer', 'The number of weights is linear in the kernel size.'],
    ['layer', 'The number of biases grows with $K$.'],
    ['spread', 'The deviation grows like $n^2$.'],
    ['spread', 'The standard deviation grows like $n^2$ for fixed $k$.'],
    ['spread', 'As the image has many pixels, the deviation grows like $n^2$.'],
    ['spread', 'As the image has $n^2$ pixels, the deviation grows like $n^2$.'],
    ['spread', 'As the image has $n^2$ pixels, the deviation grows quadratically in $n$.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
