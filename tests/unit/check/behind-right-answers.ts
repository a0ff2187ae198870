import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

/** A right answer to a part of the homework, and what it is checked against. */
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
/** The verdict on a sentence behind the right answer. */
export const verdict = (topic: keyof typeof topics, sentence: string): string =>
  check(`${topics[topic].right} ${sentence}`, [topics[topic].solved]).verdict
