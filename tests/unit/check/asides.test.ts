import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const image = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const filtered = [reference('conv', { x: image, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }, ['y'])]
const layer = [reference('convlayer', {}, ['weights'])]
const muon = [reference('mup', { update: 'muon' }, ['alpha'])]
const scale = [reference('xavier', {}, ['std'])]
const gradient = [reference('convgrad', {}, ['dw'])]

const all = 'Every entry of the output is $-40$.'
const step = '$\\alpha=\\sqrt{d_{out}}$.'
const cells = (...rows: readonly string[]): string =>
  ['| position | above | below | value |', '|---|---|---|---|', ...rows].join('\n')

// The values are those of counting by hand: 1 + 4 + 3 = 8 above, 11 + 24 + 13 = 48 below.
describe('what stands beside a right answer', () => {
  it.each([
    [
      'what an entry is made of',
      filtered,
      `${all} Position (0,1): $2+6+4=12$, $-(12+26+14)=-52$, total $-40$.`,
    ],
    [
      'the same in a table',
      filtered,
      `${all}\n\n${cells('| (0,0) | 8 | 48 | −40 |', '| (1,1) | 32 | 72 | −40 |')}`,
    ],
    [
      'an altered input',
      filtered,
      `${all}\n- double every pixel → −80\n- transpose h (the other one) → −8 everywhere`,
    ],
    ['a constant row of a pass', filtered, `First pass, rows 2 to 4: constant $-10$. ${all}`],
    ['any constant', filtered, `${all} A constant $-10$ becomes $-40$ under the weights $1,2,1$.`],
    [
      'a contrast',
      layer,
      'Weights: $K^2CF$. Depthwise, for $K=3$ and $C=F=64$ that means 576 weights rather than 36,864.',
    ],
    [
      'a table of layers',
      layer,
      'Weights: $K^2CF$.\n\n| layer | K, F | weights |\n|---|---|---|\n| first | 11, 96 | 34,848 |\n| stem | 7, 64 | 9,408 |',
    ],
    ['another case', muon, `${step} Comparison with SignSGD. There $\\alpha=1/\\sqrt{d_{in}}$.`],
    [
      'a share',
      scale,
      'The standard deviation is $1/\\sqrt{d_{in}}$. If $d_{in}=4096$, the standard deviation is $1/64$, so about 68% of the weights are smaller.',
    ],
    [
      'an axis of size one',
      gradient,
      '$dw_{h,l}=\\sum_{i,j=1}^{m}x_{i+h-1,j+l-1}\\,dy_{i,j}$. Extreme case $k=1$: $dw=\\sum_{ij}dy_{ij}x_{ij}$.',
    ],
  ] as const)('%s raises no alarm', (_, references, text) => {
    expect(['agrees', 'unverified']).toContain(check(text, references).verdict)
  })

  it.each([
    ['an entry', filtered, `${all} Position (0,1): $2+6+4=12$, $-(12+26+14)=-52$, total $-41$.`],
    [
      'an entry in a table',
      filtered,
      `${all}\n\n${cells('| (0,0) | 8 | 48 | −40 |', '| (1,1) | 32 | 72 | 40 |')}`,
    ],
    ['the answer in contrast to it', muon, 'So $\\alpha=\\sqrt{d_{in}}$ rather than $\\sqrt{d_{out}}$.'],
    [
      'an axis of size one',
      gradient,
      '$dw_{h,l}=\\sum_{i,j=1}^{m}x_{i+h-1,j+l-1}\\,dy_{i,j}$. Extreme case $k=1$: $dw=\\sum_{ij}dy_{ij}x_{i+1,j}$.',
    ],
  ] as const)('%s that is wrong raises one', (_, references, text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(text, references).verdict)
  })
})
