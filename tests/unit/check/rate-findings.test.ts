import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const topics = {
  cost: {
    solved: reference('newtonschulz', {}, ['cost_direct']),
    right: 'The runtime is $2c\\,d_{out}^2d_{in}$.',
  },
  scale: { solved: reference('xavier', {}, ['scale']), right: 'The constant is $c=1/\\sqrt{d_{in}}$.' },
  bound: {
    solved: reference('mup', {}, ['spectral_bound']),
    right: '$\\|\\Delta W\\|_2\\le\\sqrt{d_{out}}$.',
  },
  rate: { solved: reference('mup', { update: 'sign' }, ['alpha']), right: '$\\alpha=1/\\sqrt{d_{in}}$.' },
  muonRate: { solved: reference('mup', { update: 'muon' }, ['alpha']), right: '$\\alpha=\\sqrt{d_{out}}$.' },
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
  gram: {
    solved: reference('newtonschulz', {}, ['cost_gram']),
    right: 'With the Gram matrix it costs $2c\\,d_{out}d_{in}^2$.',
  },
  growth: {
    solved: reference('mup', {}, ['backward_growth', 'backward_scale']),
    right: 'The factor per layer is $\\sqrt{d_{out}}$, and $1/\\sqrt{d_{out}}$ undoes it.',
  },
}
const verdict = (topic: keyof typeof topics, sentence: string): string =>
  check(`${topics[topic].right} ${sentence}`, [topics[topic].solved]).verdict

// 2c·d_out²·d_in as written and 2c·d_out·d_in² with the Gram matrix; √d_out, 1/√d_in; L(K − 1) + 1; (n − k + 1)σ_xσ_g.
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
    ['cost', 'For a square layer the cost is cubic in the width.'],
    ['cost', 'The cost is proportional to $d_{in}$ and to the square of $d_{out}$.'],
    ['cost', 'Reordering the products makes the cost linear in $d_{out}$.'],
    ['cost', 'If one computed $W^\\top W$ first, the cost would be quadratic in $d_{in}$.'],
    ['cost', 'The cheaper order is linear in $d_{out}$ and quadratic in $d_{in}$.'],
    ['cost', 'Storing $WW^\\top$ needs memory quadratic in $d_{out}$.'],
    ['gram', 'The cost is linear in $d_{out}$ and quadratic in $d_{in}$.'],
    ['gram', 'The direct order is quadratic in $d_{out}$.'],
    ['gram', 'In part (a) the runtime was quadratic in $d_{out}$, now it is linear in $d_{out}$.'],
    ['scale', 'The constant shrinks like $1/\\sqrt{d_{in}}$.'],
    ['scale', 'The variance of a weight is inversely proportional to $d_{in}$.'],
    ['scale', 'The larger the fan-in, the smaller the scale.'],
    ['bound', 'The bound grows with $d_{out}$.'],
    ['muonRate', '$\\alpha$ is proportional to $\\sqrt{d_{out}}$.'],
    ['growth', 'The factor per layer grows like $\\sqrt{d_{out}}$.'],
    ['growth', 'The gradients grow exponentially with the depth.'],
    ['field', 'The area of the receptive field grows quadratically with the depth.'],
    ['field', 'The number of parameters grows linearly with the depth $L$, and so does the receptive field.'],
    ['field', 'With dilation $2^l$ the receptive field would grow exponentially with $L$.'],
    ['spread', 'For large $n$ the variance is proportional to $n^2$.'],
    ['spread', 'The standard deviation shrinks with the kernel size.'],
    ['layer', 'The number of weights grows linearly with $F$ and with $C$.'],
    ['layer', 'A larger image does not change the number of weights.'],
    ['cost', 'With $m=d_{out}$ and $n=d_{in}$ the cost $2cm^2n$ is quadratic in $m$ and linear in $n$.'],
    ['cost', 'It is wrong that the cost is linear in $d_{out}$.'],
    ['cost', 'The cost of $Wx$ is linear in $d_{out}$.'],
    ['cost', 'Computing $Wx$ for one $x$ costs $c\\,d_{out}d_{in}$, which is linear in $d_{out}$.'],
    ['cost', 'Part (b) gives $2c\\,d_{out}d_{in}^2$, linear in $d_{out}$.'],
    ['cost', 'The savings grow linearly with $d_{out}$.'],
    [
      'scale',
      'The variance of the sum grows linearly with $d_{in}$, so $c$ has to shrink like $1/\\sqrt{d_{in}}$.',
    ],
    ['scale', 'Without $c$, the variance of an output grows linearly with $d_{in}$.'],
    ['scale', 'Without the scale, the standard deviation of the output would grow like $\\sqrt{d_{in}}$.'],
    ['scale', '$c^2$ is inversely proportional to $d_{in}$.'],
    ['bound', '$\\|x\\|_2$ grows like $\\sqrt{d_{in}}$, but $c$ cancels it.'],
    ['bound', 'If $c$ were $1$, the bound would be $\\sqrt{d_{out}/d_{in}}$ and shrink with $d_{in}$.'],
    ['rate', 'For Muon the learning rate grows with $d_{out}$.'],
    ['field', 'With stride 2 everywhere the field grows exponentially with $L$.'],
    ['field', 'The effective receptive field grows only like $\\sqrt L$.'],
    [
      'field',
      'It is often said that the field grows exponentially with depth; that is true only with strides.',
    ],
    [
      'spread',
      'The number of terms grows quadratically with $n$, but they add up incoherently, so the standard deviation grows linearly.',
    ],
    ['spread', 'If all terms were equal, the standard deviation would grow quadratically in $n$.'],
    ['spread', 'The number of terms is quadratic in $n$, the standard deviation its square root.'],
    ['spread', 'If you average instead of summing, the standard deviation shrinks with $n$.'],
    ['spread', 'After dividing by $m^2$ the standard deviation decreases with $n$.'],
    ['spread', 'The learning rate should shrink with $n$.'],
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
    ['cost', 'The cost is proportional to $d_{out}$ and to the square of $d_{in}$.'],
    ['cost', 'It scales linearly with $d_{out}$.'],
    ['gram', 'The cost is quadratic in $d_{out}$ and linear in $d_{in}$.'],
    ['scale', 'The constant shrinks like $1/d_{in}$.'],
    ['scale', '$c$ is inversely proportional to $d_{in}$.'],
    ['scale', 'The larger the fan-in, the larger the scale.'],
    ['bound', 'So wide inputs allow larger updates: the bound grows with $d_{in}$.'],
    ['muonRate', '$\\alpha$ is proportional to $d_{out}$.'],
    ['muonRate', 'The learning rate decreases with the width of the output.'],
    ['growth', 'The factor per layer grows linearly with $d_{out}$.'],
    ['growth', 'The gradients grow linearly with the depth.'],
    ['field', 'The receptive field grows logarithmically with depth.'],
    ['spread', 'The standard deviation grows like $\\sqrt n$.'],
    ['spread', 'The variance is proportional to $n$ for large $n$.'],
    ['spread', 'The standard deviation grows with the kernel size.'],
    ['layer', 'The number of weights grows linearly with $K$.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
