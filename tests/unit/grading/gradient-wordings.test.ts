import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

const dw = 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}'

describe('gradients and steps as people put them', () => {
  const statusOf = homework()

  it.each([
    '$$dw_{hl} = \\sum_{i,j} dy_{ij} x_{i+h-1,j+l-1}$$ $$w_{hl} \\leftarrow w_{hl} - \\eta\\, dw_{hl}$$',
    '\\[dw_{hl} = \\sum_{i,j} dy_{ij} x_{i+h-1,j+l-1}\\] \\[w_{h,l} := w_{h,l} - \\alpha dw_{h,l}\\]',
    'By the chain rule dw_{hl} = sum over i, j of dy_{ij} x_{i+h-1,j+l-1}. The new kernel is w - η dw.',
    `${dw}, w -= η dw`,
    `${dw}, w += -η dw`,
    `${dw}; w_{t+1} = w_t - η dw`,
    'dw_{hl} = Σ_{ij} dy_{ij} x_{i+h-1,j+l-1}, w ← w - η dw',
    'dw_{hl} = Σ_{i,j} dY_{ij} X_{i+h-1,j+l-1}; W ← W - η dW',
    'dw_{hl} = Σ_{i,j=1}^{m} dy_{ij} x_{i+h-1,j+l-1}, where m = n-k+1, w := w - α dw',
    `${dw}, w_{hl} ← w_{hl} - η Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}`,
    'dw_{pq} = Σ_{i,j} dy_{ij} x_{i+p-1,j+q-1}, w ← w - η dw',
    'dw_{ij} = Σ_{h,l} dy_{hl} x_{h+i-1,l+j-1}, w_{ij} ← w_{ij} - η dw_{ij}',
    'dw_{kl} = Σ_{i,j=1}^{n-k+1} dy_{ij} x_{i+k-1,j+l-1}, w ← w - η dw',
    'dw = correlate(x, dy), w_new = w - η*dw',
    'dw = scipy.signal.correlate2d(x, dy, mode="valid"), w_new = w - η*dw',
    '$dw = X \\star dY$ (valid cross-correlation), $w_{new} = w - η\\, dw$',
    'dW = X * dY (cross-correlation), W ← W - η dW',
  ])('reads %s', (answer) => {
    expect(statusOf('7a', answer)).toBe('correct')
    // A step up, and the rate left out.
    expect(
      statusOf('7a', answer.replace(/- ?(?=(?:\\eta|\\alpha|[ηα]))/, '+ ').replace('-= ', '+= ')),
    ).not.toBe('correct')
    expect(statusOf('7a', answer.replace(/(?:\\eta|\\alpha|[ηα])(?:\\,|\s?\*)?\s?/, ''))).not.toBe('correct')
  })

  it.each([
    ['partial', 'dw_{ab} = Σ_{i,j} dy_{ij} x_{i+b-1,j+a-1}, w ← w - η dw'],
    ['partial', `${dw}, w -= dw`],
    ['partial', `${dw}, w ← w - 2 η Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}`],
    ['partial', 'dW = 2 X * dY (cross-correlation), W ← W - η dW'],
    ['person', `${dw}, w ← w - η Σ_{i,j} dy_{ij} x_{i+h,j+l-1}`],
    ['person', `${dw}; w_t = w_{t+1} - η dw`],
    // w'_{lh} is another entry than w'_{hl}.
    ['person', `${dw}, w'_{lh} = w_{hl} - η dw_{hl}`],
    ['person', `${dw}, w' = w - η dw_{lh}`],
    ['person', 'dw_{hl} = Σ_{i,j=1}^{m} dy_{ij} x_{i+h-1,j+l-1} with m = n-k, w ← w - η dw'],
    ['person', 'dw_{pq} = Σ_{i,j} dy_{ij} x_{i+p-1,j+q-1}, w_{qp} ← w_{pq} - η dw_{pq}'],
    // A star may be a convolution, SciPy's own default is not valid, and the order tells which is slid.
    ['person', 'dw = X * dY, w ← w - η dw'],
    ['person', 'dw = X * dY (convolution), w ← w - η dw'],
    ['person', 'dw = scipy.signal.correlate2d(x, dy), w ← w - η dw'],
    ['person', 'dw = correlate(x, dy, mode="full"), w ← w - η dw'],
    ['person', 'dw = correlate(dy, x), w ← w - η dw'],
  ])('is %s: %s', (status, answer) => expect(statusOf('7a', answer)).toBe(status))
})
