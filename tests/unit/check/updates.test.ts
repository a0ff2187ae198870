import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const general = [reference('convgrad', {}, ['dw', 'w_new'])]
// dw by hand: 1·1 − 1·2 + 2·4 = 7 and so on; w − dw/10.
const numbers = [
  reference(
    'convgrad',
    {
      x: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      kernel: [
        [1, 0],
        [0, 1],
      ],
      dy: [
        [1, -1],
        [2, 0],
      ],
      rate: '1/10',
    },
    ['dw', 'w_new'],
  ),
]
const sum = 'dw_{h,l} = Σ_{i=1}^{m} Σ_{j=1}^{m} dy_{i,j} · x_{i+h−1, j+l−1}, m = n − k + 1'

describe('the update of a kernel', () => {
  it.each([
    ['agrees', 'W_new = W − η (X ⋆ dY)'],
    ['disagrees', 'W_new = W + η (X ⋆ dY)'],
    ['disagrees', '$W_{new} = W + \\eta\\, dW$'],
    ['agrees', 'w_{h,l}^{new} = w_{h,l} − η · dw_{h,l}'],
    ['disagrees', 'w_{h,l}^{new} = w_{h,l} + η · dw_{h,l}'],
    // What is open of it leaves the whole open.
    ['unverified', 'W_new = W − q'],
  ])('%s: %s', (verdict, text) => {
    expect(check(`${sum}.\n\nIn short: dW = X ⋆ dY.\n\n${text}.`, general).verdict).toBe(verdict)
  })

  it.each([
    ['agrees', '0.3&-0.9\\\\-1.3&-0.5'],
    ['contradicts-itself', '0.3&-0.9\\\\-1.3&-0.4'],
  ])('%s with what is given beside it: %s', (verdict, updated) => {
    const matrix = (rows: string): string => `\\begin{bmatrix}${rows}\\end{bmatrix}`
    const text = `Slide $dY=${matrix('1&-1\\\\2&0')}$ over $X=${matrix('1&2&3\\\\4&5&6\\\\7&8&9')}$: $dW=${matrix('7&9\\\\13&15')}$ and
$$W'=${matrix('1&0\\\\0&1')}-0.1${matrix('7&9\\\\13&15')}=${matrix(updated)}$$`
    expect(check(text, numbers).verdict).toBe(verdict)
  })
})
