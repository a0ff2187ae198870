import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference, solved } from '../../labelled-rows.ts'

const ramp = [1, 6, 11, 16, 21].map((first) => [0, 1, 2, 3, 4].map((step) => first + step))
// scipy.signal.convolve2d(ramp, kernel, mode='valid') is nine times −40; without the flip it is +40.
const conv = reference(
  'conv',
  {
    x: ramp,
    kernel: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
  },
  ['y'],
)
const muon = reference('mup', { update: 'muon' }, ['alpha'])

describe('check', () => {
  it('quotes the wrong matrix that an explanation ends with', () => {
    const matrix = '\\begin{bmatrix}-40&-48&-32\\\\-120&-144&-96\\\\-200&-240&-160\\end{bmatrix}'
    const { verdict, findings } = check(`We flip the kernel and slide it. Hence\n$$y=${matrix}$$`, [conv])
    expect(verdict).toBe('disagrees')
    expect(findings[0]?.quote).toContain(matrix)
    expect(findings[0]?.quantity).toBe('y')
  })

  it('lets pass what would come out without the flip', () => {
    const text =
      'Each entry of $y$ is $-40$: $y[0,0]=(1+4+3)-(11+24+13)=-40$, and so is every other entry, $y=-40\\cdot\\mathbf 1_{3\\times3}$. Without the flip it would be $+40$.'
    expect(check(text, [conv]).verdict).toBe('agrees')
  })

  it('names the slip', () => {
    const { findings } = check('$\\alpha=\\sqrt{d_{out}d_{in}}$', [muon])
    expect(findings[0]?.because).toContain('c is counted twice')
  })

  it('calls another convention amber only when the text says it', () => {
    const matrix = '$y=\\begin{bmatrix}40&40&40\\\\40&40&40\\\\40&40&40\\end{bmatrix}$'
    expect(check(matrix, [conv]).verdict).toBe('disagrees')
    expect(check(`Using cross-correlation, ${matrix}`, [conv]).verdict).toBe('differs-by-convention')
  })

  it.each([
    [
      'the key says',
      'The key says $\\alpha=\\sqrt{d_{out}d_{in}}$, which is too large. In fact $\\alpha=\\sqrt{d_{out}}$.',
    ],
    [
      'an earlier attempt',
      'I first had $\\alpha=\\sqrt{d_{in}}$. The right value is $\\alpha=\\sqrt{d_{out}}$.',
    ],
    ['a supposition', 'If you forget the norm you get $\\alpha=1$, but $\\alpha=\\sqrt{d_{out}}$.'],
    ['a negation', 'So $\\alpha=\\sqrt{d_{out}}$ and not $\\alpha=\\sqrt{d_{in}}$.'],
    ['an answer left in c', 'We get $\\alpha\\le\\frac1{|c|}\\sqrt{\\frac{d_{out}}{d_{in}}}$.'],
    ['renamed sizes', 'Hence $\\alpha=\\sqrt{n_{out}}$.'],
  ])('agrees with %s', (_, text) => {
    expect(check(text, [muon]).verdict).toBe('agrees')
  })

  it('says when what is asked for is not claimed', () => {
    const { verdict, findings } = check('The update must be small enough.', [muon])
    expect(verdict).not.toBe('agrees')
    expect(findings.filter(({ kind }) => kind === 'agrees')).toEqual([])
  })

  it('checks arithmetic without any reference', () => {
    const { verdict, findings } = check('We add: $1+2+3=7$.', [])
    expect(verdict).toBe('disagrees')
    expect(findings[0]?.quote).toBe('1+2+3=7')
    expect(check('We add: $1+2+3=6$.', []).verdict).toBe('unverified')
  })

  it('finds a text that takes itself back again and again', () => {
    const text =
      'It is 3. Wait, that is not right. Let me redo it: 4. Hmm, did I make a mistake? Let me try again.'
    expect(check(text, []).verdict).toBe('spirals')
  })

  it('tells two references apart by the sizes of their answers', () => {
    const { row, references } = solved('hw4-3d-qwen-right')
    expect(check(row.explanation, references).verdict).toBe('agrees')
    const swapped = row.explanation.replace('49&72&59', '49&72&58')
    expect(check(swapped, references).findings[0]?.quote).toContain('49&72&58')
  })

  it.each([
    ['nested braces', `$${'{'.repeat(3000)}${'}'.repeat(3000)}$`],
    ['ten thousand links', `$${Array.from({ length: 10_000 }, () => '1').join('=')}$`],
    ['a tower of powers', '$\\alpha = 9^{9^{9^9}}$'],
    ['open brackets', '['.repeat(6000)],
    ['open formulas', '$'.repeat(6001)],
  ])('answers hostile text: %s', (_, text) => {
    expect(check(text, [muon]).verdict).not.toBe('agrees')
  })
})
