import { describe, expect, it } from 'vitest'
import { homework } from '../grading/homework.ts'

// scipy.signal.convolve2d of the 5 × 5 ramp, padded by 1, and every second row and column of it.
const first = [
  '-19 -28 -32 -36 -29',
  ...Array.from({ length: 3 }, () => '-30 -40 -40 -40 -30'),
  '49 68 72 76 59',
]
const second = ['-19 -32 -29', '-30 -40 -30', '49 72 59']
const lines = (rows: readonly string[]): string => rows.join('\n')
const slashed = (rows: readonly string[]): string => rows.join(' / ')
const listed = (rows: readonly string[]): string =>
  `[${rows.map((row) => `[${row.replaceAll(' ', ', ')}]`).join(', ')}]`
const table = (rows: readonly string[]): string =>
  [
    `|${'   |'.repeat(rows[0]?.split(' ').length ?? 0)}`,
    `|${'---|'.repeat(rows[0]?.split(' ').length ?? 0)}`,
    ...rows.map((row) => `| ${row.replaceAll(' ', ' | ')} |`),
  ].join('\n')
const latex = (rows: readonly string[]): string =>
  `$\\begin{pmatrix}\n${rows.map((row) => row.replaceAll(' ', ' & ')).join(' \\\\ ')} \\end{pmatrix}$`
const inR = (rows: readonly string[], options: string): string =>
  `matrix(c(${rows.join(' ').replaceAll(' ', ', ')}), ${options})`
const columns = (rows: readonly string[]): readonly string[] => {
  const cells = rows.map((row) => row.split(' '))
  return (cells[0] ?? []).map((_, at) => cells.map((row) => row[at] ?? '').join(' '))
}

describe('matrices behind headings', () => {
  const statusOf = homework()

  it.each([
    `(i) stride 1\n${lines(first)}\n\n(ii) stride 2\n${lines(second)}`,
    `Stride 1, pad 1\n${lines(first).replaceAll(' ', '\t')}\n\nStride 2, pad 1 ${latex(second)}`,
    `For stride 1 the output is\n${latex(first)}\n\nFor stride 2 it is ${slashed(second)}`,
    `i)\n${lines(first)}\n\nii)\n${latex(second)}`,
    `s=1:\n${table(first)}\n\ns=2: $\\boxed{${latex(second).replaceAll('$', '')}}$`,
    `i. Matrix(${listed(first)})\n\nii. np.array(${listed(second)})`,
    `(i) y = ${inR(first, 'nrow=5, byrow=TRUE')}\n(ii) y = ${inR(columns(second), 'ncol = 3')}`,
    `(i) ${inR(first, '5, 5, T')}\n(ii) ${inR(columns(second), 'nrow=3, byrow=FALSE')}`,
    `(i)\nnp.array([[${first[0]?.replaceAll(' ', ',')}]] + [[${first[1]?.replaceAll(' ', ',')}]]*3 + [[${first[4]?.replaceAll(' ', ',')}]])\n(ii)\n${listed(second)}`,
    `(i) first row ${first[0]}, then three rows ${first[1]}, last row ${first[4]}\n(ii) ${slashed(second)}`,
    `(i) row 1: ${first[0]}, rows 2-4: ${first[1]}, row 5: ${first[4]}\n(ii) ${lines(second)}`,
    `i: ${slashed(first)}\nii: every second row and column of that: ${slashed(second)}`,
  ])('reads %s', (answer) => {
    expect(statusOf('3d', answer)).toBe('correct')
    expect(statusOf('3d', answer.replace('49', '48'))).not.toBe('correct')
    expect(statusOf('3d', answer.replace(/-28/, '28'))).not.toBe('correct')
    expect(statusOf('3d', `${answer}, halved`)).not.toBe('correct')
  })

  it.each([
    // By columns, where R is not told otherwise.
    ['partial', `(i) ${inR(first, 'nrow=5, byrow=TRUE')}\n(ii) ${inR(second, 'nrow=3')}`],
    ['person', `(i) stride 2\n${lines(first)}\n\n(ii) stride 1\n${lines(second)}`],
    ['person', `Stride 1, pad 2\n${lines(first)}\n\nStride 2, pad 2\n${lines(second)}`],
    ['person', `stride 10\n${lines(first)}\n\nstride 2\n${lines(second)}`],
    [
      'person',
      `(i) first row ${first[0]}, then two rows ${first[1]}, last row ${first[4]}\n(ii) ${slashed(second)}`,
    ],
    ['person', `(i) stride 1 kernel\n${lines(first)}\n\n(ii) stride 2\n${lines(second)}`],
  ])('is %s: %s', (status, answer) => expect(statusOf('3d', answer)).toBe(status))

  it.each([
    '[[-40]*3]*3',
    '[[-40]*3 for _ in range(3)]',
    'np.array([-40]*9).reshape(3, 3)',
    'matrix(-40, nrow=3, ncol=3)',
    'output:\nmatrix(-40, 3, 3)',
    'rbind(c(-40, -40, -40), c(-40, -40, -40), c(-40, -40, -40))',
    'Flip the kernel, then slide it:\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
    'The 3x3 output is\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
    `x * h =\n${table(['-40 -40 -40', '-40 -40 -40', '-40 -40 -40'])}`,
    'three rows of -40 -40 -40',
    '$-40\\cdot\\mathbf{1}_{3\\times3}$',
  ])('reads %s', (answer) => {
    expect(statusOf('3c', answer)).toBe('correct')
    expect(statusOf('3c', answer.replaceAll('-40', '-20'))).toBe('wrong')
    for (const head of ['kernel', 'x', 'input', 'not', 'twice the output', 'output^2'])
      expect(statusOf('3c', `${head} = ${answer}`)).not.toBe('correct')
  })

  it.each([
    'h =\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
    'x = matrix(-40, 3, 3)',
    'matrix(-40, 3, 3)[1,]',
    'matrix(-40, 3, 3).T',
    'Do not flip the kernel, then slide it:\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
    'The 5x5 output is\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
    '[[-40]*3]*3 transposed',
    // As a program a list of four rows, as mathematics a multiple.
    '[[-40]*3]*4',
  ])('leaves %s', (answer) => expect(statusOf('3c', answer)).toBe('person'))

  it.each(['[', '[1,', '1 ', '\n', '(i) ', '[[1]]', '/ 1 ', 'for ', 'row 1: 1 2\n', '| 1 '])(
    'ends at once where %j goes on',
    (piece) => {
      const from = performance.now()
      statusOf('3d', `(i) ${piece.repeat(4900 / piece.length)}`)
      expect(performance.now() - from).toBeLessThan(1500)
    },
  )
})
