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

// 2c·d_out²·d_in as written and 2c·d_out·d_in² with the Gram matrix; √d_out, 1/√d_in; L(K − 1) + 1; (n − k + 1)σ_xσ_g. (20 − 2)/(10 − 2) = 9/4.
describe('what becomes of a quantity when a size of it is multiplied', () => {
  it.each([
    [
      'cost',
      'If instead you double $d_{out}$ and leave $d_{in}$ alone, the update becomes four times as expensive.',
    ],
    ['cost', 'Doubling $d_{out}$ makes a step four times as expensive, doubling $d_{in}$ only twice.'],
    ['cost', 'Doubling the number of outputs quadruples the cost.'],
    ['cost', 'If $d_{out}$ doubles, the runtime is multiplied by 4; if $d_{in}$ doubles, by 2.'],
    ['cost', 'The runtime doubles when $d_{in}$ doubles.'],
    ['cost', 'Doubling $d_{in}$ and $d_{out}$ multiplies the cost by 8.'],
    ['cost', 'With twice as many outputs the update costs four times as much.'],
    ['cost', 'Tripling $d_{out}$ multiplies the runtime by 9.'],
    ['cost', 'Doubling $d_{out}$ doubles the number of rows.'],
    ['cost', 'If the cost were linear, doubling $d_{out}$ would double it.'],
    ['scale', 'if $d_{in}$ doubles, the scale $c$ is divided by $\\sqrt2$.'],
    ['scale', 'Quadrupling the fan-in halves $c$.'],
    ['scale', 'Each time $d_{in}$ is multiplied by 4, $c$ is halved.'],
    ['scale', 'Four times as many inputs, half the constant.'],
    ['scale', 'Doubling $d_{out}$ changes nothing.'],
    ['bound', 'Quadrupling $d_{out}$ doubles the bound.'],
    ['rate', 'Doubling $d_{in}$ shrinks $\\alpha$ by a factor $\\sqrt2$.'],
    ['rate', 'Quadrupling the fan-in halves $\\alpha$.'],
    ['field', 'Doubling $L$ roughly doubles the receptive field.'],
    ['field', 'If you double the number of layers, the field roughly doubles.'],
    ['spread', 'Doubling $n$ roughly doubles the standard deviation.'],
    ['spread', 'Doubling the image side roughly quadruples the variance.'],
    [
      'spread',
      'Going from $n=10$ to $n=20$ with $k=3$, the standard deviation of the kernel gradient is multiplied by exactly $9/4$.',
    ],
    ['spread', 'Going from $n=32$ to $n=64$ with $k=3$ roughly doubles the standard deviation.'],
    ['layer', 'Doubling $K$ quadruples the number of weights.'],
    ['layer', 'Doubling the number of filters doubles the number of weights and the number of biases.'],
    ['cost', 'Doubling $d_{in}$ only doubles it.'],
    ['cost', 'Halving $d_{in}$ halves the cost.'],
    ['cost', 'Doubling $k$ doubles the cost.'],
    ['cost', 'A layer with twice the number of outputs therefore costs four times as much per update.'],
    ['cost', 'Halving $d_{out}$ cuts the price to a quarter.'],
    ['cost', 'If both dimensions double, the cost is multiplied by 8.'],
    ['cost', 'Doubling both dimensions makes the update eight times as expensive.'],
    ['cost', 'When the number of outputs is multiplied by ten, the cost is multiplied by a hundred.'],
    ['gram', 'Doubling $d_{out}$ now only doubles the runtime, instead of quadrupling it.'],
    ['bound', 'Quadrupling the number of outputs doubles the permitted spectral norm.'],
    ['rate', 'If the input width is multiplied by 100, $\\alpha$ must be divided by 10.'],
    ['rate', 'Four times the fan-in means half the learning rate.'],
    ['spread', 'Doubling $n$ leaves the mean unchanged.'],
    ['spread', 'Doubling $\\sigma_x$ doubles the standard deviation and quadruples the variance.'],
    ['cost', 'A common slip is to think that doubling $d_{out}$ doubles the cost.'],
    ['cost', 'You might expect that doubling $d_{out}$ doubles the cost, but it quadruples.'],
    ['cost', 'Does doubling $d_{out}$ double the cost?'],
    [
      'cost',
      'Doubling $d_{out}$ doubles each side of $WW^\\top$, so the first product costs four times as much.',
    ],
    ['cost', 'Doubling $d_{out}$ doubles the number of entries of $W$ but quadruples those of $WW^\\top$.'],
    ['cost', 'The ratio of the two orders is $d_{out}/d_{in}$; it doubles when $d_{out}$ doubles.'],
    ['cost', 'In the Gram version, doubling $d_{out}$ only doubles the cost.'],
    ['scale', 'Doubling $d_{in}$ doubles the variance of the unscaled sum, which $c$ undoes.'],
    ['rate', '$\\|\\operatorname{sign}\\|_2=\\sqrt{d_{in}d_{out}}$ doubles when $d_{in}$ is quadrupled.'],
    ['field', 'Doubling the stride doubles the jump.'],
    ['field', 'A pooling layer doubles the jump, so each later layer adds twice as many pixels.'],
    ['field', 'Since $R-1=L(K-1)$, doubling $L$ doubles $R-1$.'],
    [
      'field',
      'Each layer adds two pixels for $K=3$; going from $L=3$ to $L=6$ takes the field from 7 to 13.',
    ],
    ['spread', 'Going from $n=10$ to $n=20$ the standard deviation roughly doubles.'],
    ['spread', 'For $k=1$, doubling $n$ exactly doubles the standard deviation.'],
    ['layer', 'Doubling $S$ roughly halves the output width.'],
    ['layer', 'Doubling $F$ doubles the depth of the output.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['cost', 'If you double $d_{out}$ and leave $d_{in}$ alone, the update becomes twice as expensive.'],
    [
      'cost',
      'If instead you double $d_{out}$ and leave $d_{in}$ alone, the update also becomes twice as expensive.',
    ],
    ['cost', 'Doubling $d_{out}$ makes a step four times as expensive, doubling $d_{in}$ eight times.'],
    ['cost', 'Doubling the number of inputs quadruples the cost.'],
    ['cost', 'If $d_{in}$ doubles, the runtime is multiplied by 4.'],
    ['cost', 'If $d_{out}$ doubles, the runtime is multiplied by 4; if $d_{in}$ doubles, by 4.'],
    ['cost', 'The runtime doubles when $d_{out}$ doubles.'],
    ['cost', 'With twice as many outputs the update costs twice as much.'],
    ['cost', 'Tripling $d_{out}$ multiplies the runtime by 6.'],
    ['scale', 'In words: if $d_{in}$ doubles, the scale $c$ halves.'],
    ['scale', 'Quadrupling the fan-in divides $c$ by 4.'],
    ['scale', 'Each time $d_{in}$ is multiplied by 4, $c$ is divided by 4.'],
    ['scale', 'Twice as many inputs, half the constant.'],
    ['scale', 'If the number of outputs doubles, $c$ shrinks by a factor $\\sqrt2$.'],
    ['scale', 'The constant shrinks by a factor of 2 when the fan-in is doubled.'],
    ['bound', 'Doubling $d_{out}$ doubles the bound.'],
    ['bound', 'Quadrupling $d_{in}$ doubles the largest spectral norm.'],
    ['rate', 'Doubling $d_{in}$ halves the learning rate.'],
    ['field', 'Doubling the depth $L$ quadruples the receptive field.'],
    ['field', 'If the depth is doubled, the receptive field becomes four times as large.'],
    ['spread', 'Doubling $n$ roughly quadruples the standard deviation.'],
    ['spread', 'Doubling the image side doubles the variance.'],
    [
      'spread',
      'Going from $n=10$ to $n=20$ with $k=3$, the standard deviation of the kernel gradient is multiplied by exactly 2.',
    ],
    ['spread', 'Going from $n=32$ to $n=64$ with $k=3$ quadruples the standard deviation.'],
    ['layer', 'Doubling $K$ doubles the number of weights.'],
    ['layer', 'Doubling the number of filters quadruples the number of weights.'],
    ['cost', 'Doubling $d_{out}$ only doubles the runtime.'],
    ['cost', 'Doubling $d_{in}$ quadruples it.'],
    ['cost', 'Halving $d_{out}$ halves the cost.'],
    ['cost', 'A layer with twice the number of outputs therefore costs twice as much per update.'],
    ['cost', 'Note the scaling: twice as many columns make an update four times as expensive.'],
    ['cost', 'The price goes up by a factor of 4 if $d_{in}$ is doubled.'],
    ['cost', 'Halving $d_{out}$ only halves the price.'],
    ['cost', 'If both dimensions double, the cost is multiplied by 4.'],
    ['cost', 'Doubling both dimensions makes the update four times as expensive.'],
    ['cost', 'When the number of outputs is multiplied by ten, the cost is multiplied by ten.'],
    ['bound', 'Quadrupling the number of outputs quadruples the permitted spectral norm.'],
    ['rate', 'If the input width is multiplied by 100, $\\alpha$ must be divided by 100.'],
    ['rate', 'Twice the fan-in means half the learning rate.'],
    ['growth', 'Doubling $d_{out}$ doubles the factor per layer.'],
    ['field', 'Twice as many layers give a field four times as large.'],
    ['field', 'Doubling the depth exactly doubles the receptive field.'],
    ['spread', 'Doubling $n$ leaves the standard deviation unchanged.'],
    ['spread', 'Doubling $\\sigma_x$ quadruples the standard deviation.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
