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

describe('gradients as programs and textbooks put them', () => {
  const statusOf = homework()

  it.each([
    'dw = sum_ij dy_ij * x_(i+h-1)(j+l-1); w_new = w - lr*dw',
    'dw = $\\sum_{i,j} dy_{ij} x_{(i+h-1)(j+l-1)}$; w_new = w - lr*dw',
    'gradient: sum over i,j=1..n-k+1 of dy[i,j]*x[i+h-1,j+l-1]; w_new: w_hl − α·dw_hl',
    'dw: $\\sum_{i=1}^{m}\\sum_{j=1}^{m} x_{i+h-1,j+l-1} dy_{i,j}\\quad (m=n-k+1)$\nnew kernel: w - lr*dw',
    "dL/dw_hl: sum_{i,j} dy_ij x_{i+h-1,j+l-1}\nw': $w_{hl} - \\eta\\frac{\\partial L}{\\partial w_{hl}}$",
    '$dw_{hl}=\\sum_{i,j}dy_{ij}\\frac{\\partial y_{ij}}{\\partial w_{hl}}=\\sum_{i,j}dy_{ij}x_{i+h-1,j+l-1}$, then $w\\leftarrow w-\\eta\\,dw$',
    'dw = sum_{i,j} dy_ij x_{i+h-1,j+l-1}; w -= lr*dw',
    'gradient wrt w sum_{i,j} dy_ij x_{i+h-1,j+l-1}, w after one step W - eta * dW',
    '(i) dw_hl sum_{i,j} dy_ij x_{i+h-1,j+l-1} (ii) w_new w - η dw',
    'dw is the valid cross-correlation of X with dY (k×k), and w ← w − η dw',
    'dw = X ⋆ dY (valid correlation, no flip); w_new = w - eta*dw',
    'for h in range(k):\n    for l in range(k):\n        dw[h,l] = (dY * X[h:h+m, l:l+m]).sum()   # m = n-k+1\nw = w - lr*dw',
    'dw[h, l] = np.sum(X[h:h+n-k+1, l:l+n-k+1] * dY); w -= alpha*dw',
  ])('reads %s', (answer) => {
    expect(statusOf('7a', answer)).toBe('correct')
    // A step up, and the same with another quantity's gradient.
    const rate = /[-−](?=\s?(?:lr|α|η|eta|\\eta|alpha)|=)/
    expect(statusOf('7a', answer.replace(rate, '+'))).not.toBe('correct')
    expect(statusOf('7a', answer.replace(/j\s?\+\s?l|l:l|X ⋆|of X/, 'j+h'))).not.toBe('correct')
    expect(statusOf('7a', `${answer} / n`)).not.toBe('correct')
  })

  it.each([
    ['partial', 'dw = sum_ij dy_ij * x_(j+h-1)(i+l-1); w_new = w - lr*dw'],
    ['partial', 'gradient: sum over i,j=1..n-k of dy[i,j]*x[i+h-1,j+l-1]; w_new: w - η dw'],
    ['person', 'dw: $\\sum_{i,j=1}^{m} x_{i+h-1,j+l-1} dy_{i,j}\\quad (m=n-k)$\nnew kernel: w - lr*dw'],
    [
      'person',
      '$dw_{hl}=\\sum_{i,j}dy_{ij}\\frac{\\partial y_{ij}}{\\partial w_{hl}}$, $w\\leftarrow w-\\eta\\,dw$',
    ],
    ['person', 'dw is the full cross-correlation of X with dY; w ← w − η dw'],
    ['person', 'dw is the valid cross-correlation of dY with X; w ← w − η dw'],
    ['person', 'dw = X ⋆ dY (valid convolution); w_new = w - eta*dw'],
    ['person', 'dw[h,l] = (dY * X[l:l+m, h:h+m]).sum(); w = w - lr*dw'],
    ['person', 'dw[h,l] = (dY * X[h:h+k, l:l+k]).sum(); w = w - lr*dw'],
    ['person', 'dw[h,l] = (dY * X[h:h+m, l:l+m]).sum()   # m = n-k\nw = w - lr*dw'],
    ['person', 'dw[h,l] = 2*np.sum(X[h:h+m, l:l+m] * dY); w -= lr*dw'],
  ])('is %s: %s', (status, answer) => expect(statusOf('7a', answer)).toBe(status))
})
