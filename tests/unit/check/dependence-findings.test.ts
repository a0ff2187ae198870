import { describe, expect, it } from 'vitest'
import { verdict } from './behind-right-answers.ts'

// 2c·d_out²·d_in as written and 2c·d_out·d_in² with the Gram matrix; √d_out, 1/√d_in; L(K − 1) + 1; (n − k + 1)σ_xσ_g. FK²C.
describe('what a quantity depends on', () => {
  it.each([
    ['field', 'The receptive field depends only on $K$ and $L$.'],
    ['field', 'It does not depend on the image size.'],
    ['bound', 'It depends on the output width only.'],
    ['bound', 'So the largest spectral norm is independent of $d_{in}$.'],
    ['rate', 'The learning rate depends only on the fan-in, not on $d_{out}$.'],
    ['muonRate', 'Unlike SignSGD, the answer does not depend on $d_{in}$.'],
    ['scale', 'The number of outputs plays no role.'],
    ['scale', 'Note that $c$ depends only on the fan-in; $d_{out}$ plays no role.'],
    ['spread', 'To make the standard deviation independent of $n$, divide by $n-k+1$.'],
    ['spread', 'Dividing by $n-k+1$ would make the standard deviation independent of $n$.'],
    ['layer', 'The number of weights does not depend on $W$, $H$, $P$ or $S$.'],
    ['layer', 'The output width depends on the padding.'],
    ['cost', 'The size of $WW^\\top$ is quadratic in $d_{out}$ and independent of $d_{in}$.'],
    ['scale', 'The output variance is independent of $d_{in}$.'],
    ['scale', 'With this choice the variance of the output does not depend on $d_{in}$.'],
    ['bound', 'The RMS of $\\Delta y$ is independent of $d_{out}$ then.'],
    ['layer', 'The number of biases depends only on $F$.'],
    ['layer', 'The width of the output does not depend on $F$ or $C$.'],
    ['cost', 'The second product costs the same, independent of the order.'],
    ['scale', 'The output variance does not depend on $d_{in}$ any more.'],
    ['scale', 'With Glorot the scale depends on both $d_{in}$ and $d_{out}$.'],
    ['scale', "With Glorot's convention, $c$ depends on $d_{out}$ as well."],
    [
      'bound',
      'Since $\\|x\\|_2=\\sqrt{d_{in}}$ depends on $d_{in}$ only and $c=1/\\sqrt{d_{in}}$, the bound is independent of $d_{in}$.',
    ],
    ['bound', 'Without $c$ the bound would depend on $d_{in}$.'],
    ['bound', 'The Frobenius norm of the update depends on its rank.'],
    [
      'rate',
      'The spectral norm of the sign matrix grows with both dimensions, but $\\alpha$ depends on $d_{in}$ only.',
    ],
    ['rate', "Muon's learning rate, in contrast, does not depend on $d_{in}$."],
    ['muonRate', "SignSGD's learning rate depends on $d_{in}$ only."],
    ['muonRate', 'With SignSGD the learning rate would depend on the fan-in only.'],
    ['field', 'The number of weights depends on $K$ only.'],
    ['field', 'The fraction of the image that one output sees depends on the image size.'],
    ['spread', 'The mean does not depend on $n$, but the standard deviation grows linearly in $n$.'],
    ['spread', 'Dividing $dw$ by $n-k+1$ makes its standard deviation independent of $n$.'],
    ['spread', 'Batch normalisation keeps the standard deviation of the activations independent of $n$.'],
    ['spread', 'The variance of a single term does not depend on $n$.'],
    ['layer', 'The output width does not depend on $C$, the number of weights does.'],
    ['layer', 'The number of weights does not depend on the image size, the output size does.'],
    ['layer', 'With $S=1$ and $P=(K-1)/2$ the output width is independent of $K$.'],
    ['layer', 'The number of activations depends on $W$ and $H$.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['field', 'The receptive field is independent of $L$.'],
    ['field', 'The receptive field depends only on the kernel size.'],
    ['field', 'It does not depend on the depth.'],
    ['cost', 'So the runtime depends only on the output width.'],
    ['bound', 'It depends on the input width only.'],
    ['bound', 'So the largest spectral norm is independent of $d_{out}$.'],
    ['rate', 'The learning rate depends only on the fan-out.'],
    ['muonRate', 'The answer does not depend on $d_{out}$.'],
    ['scale', 'The number of inputs plays no role.'],
    ['scale', '$c$ depends on $d_{out}$.'],
    ['spread', 'The standard deviation is independent of the image size.'],
    ['layer', 'The number of weights does not depend on $K$ or $F$.'],
    ['layer', 'The number of weights depends on $W$.'],
    ['scale', 'The scale does not depend on the fan-in, only on the fan-out.'],
    ['bound', 'The bound does not depend on the number of outputs.'],
    ['rate', 'The step size is independent of the fan-in.'],
    ['muonRate', 'Hence the step size is independent of both dimensions.'],
    ['field', 'The field does not depend on the kernel size, only on the depth.'],
    ['layer', 'The number of biases depends on $C$.'],
    ['layer', 'The number of output channels depends on $C$.'],
    ['layer', 'The output width does not depend on the padding.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
