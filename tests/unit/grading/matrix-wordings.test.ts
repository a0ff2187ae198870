import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// scipy.signal.convolve2d of the 5 × 5 ramp, padded by 1, and every second row and column of it.
const padded =
  '[[-19,-28,-32,-36,-29],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[49,68,72,76,59]]'
const strided = '[[-19,-32,-29],[-30,-40,-30],[49,72,59]]'
const braced = (matrix: string): string => matrix.replaceAll('[', '{').replaceAll(']', '}')
const rowsOf = (matrix: string): string => matrix.slice(1, -1)

describe('matrices as people put them', () => {
  const statusOf = homework()

  it.each([
    'All 9 entries of the 3×3 output are −40',
    '-40 in all nine entries (3x3)',
    'every one of the 3x3 entries is -40',
    'The output is 3x3 and constant, y[i,j] = -40',
    'full 3x3: -40 everywhere',
    'y[i][j] = -40 for i, j = 0..2',
    'y_{ij} = -40 for all i,j = 1, 2, 3',
    'y[i,j] = -40 for 1 <= i,j <= 3',
    '$-40 \\cdot \\mathbf{1}_{3\\times 3}$',
    'y = -40 J with J the 3x3 all-ones matrix',
    '-40 * J with J = ones(3,3)',
    'np.ones((3,3)) * -40',
    'np.ones((3,3))*(-40)',
    '-40*np.ones((3,3), dtype=int)',
    'np.full(shape=(3,3), fill_value=-40)',
    'torch.full((3, 3), -40.)',
    'np.zeros((3,3)) - 40',
    '-(40*np.ones((3,3)))',
    'np.full((3,3),-40).tolist()',
    '[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]',
    '[-40 -40 -40\n-40 -40 -40\n-40 -40 -40]',
    '(-40 -40 -40; -40 -40 -40; -40 -40 -40)',
    '-40 & -40 & -40 \\\\ -40 & -40 & -40 \\\\ -40 & -40 & -40',
    'first row: -40 -40 -40, second row: -40 -40 -40, third row: -40 -40 -40',
    'shape (3, 3): [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]',
    'Size: 3 x 3\n-40 -40 -40\n-40 -40 -40\n-40 -40 -40',
  ])('reads %s', (answer) => {
    expect(statusOf('3c', answer)).toBe('correct')
    expect(statusOf('3c', answer.replaceAll('40', '10'))).toBe('wrong')
    expect(statusOf('3c', answer.replace('40', '41'))).not.toBe('correct')
  })

  it.each([
    'All 25 entries of the 5×5 output are −40',
    'full 5x5: -40 everywhere',
    'y[i][j] = -40 for i, j = 0..4',
    '-40·1_{5×5}',
    'y = -40 J with J the 2x2 all-ones matrix',
    'np.zeros((5,5)) - 40',
    '[-40,-40,-40],[-40,-40,-40]',
    'shape (2, 3): [[-40,-40,-40],[-40,-40,-40]]',
  ])('tells that the size is another one: %s', (answer) => expect(statusOf('3c', answer)).toBe('wrong'))

  it.each([
    ['8 - 48*np.ones((3,3))', 'correct'],
    ['np.full((3,3),8) - np.full((3,3),48)', 'correct'],
    ['-4e1*np.ones((3,3))', 'correct'],
    ['2 - 40*np.ones((3,3))', 'wrong'],
    ['np.full((3,3), -40) + 1', 'wrong'],
    ['-40*np.ones((3,3))*2', 'wrong'],
    // Whether two matrices are multiplied entry by entry depends on the program.
    ['np.full((3,3), -20) * np.full((3,3), 2)', 'person'],
    ['-40*np.ones(3)', 'person'],
    ['np.full((3,3), -40)[0]', 'person'],
    ['(1) -40*np.ones((3,3))', 'person'],
  ])('calculates with filled matrices: %s is %s', (answer, status) =>
    expect(statusOf('3c', answer)).toBe(status),
  )

  it.each([
    'all 8 entries of the 3x3 output are -40',
    'all corner entries of the 3x3 output are -40',
    'all entries of the 3x3 kernel are -40',
    'all 3x3 entries of y are of size -40',
    'the 3x3 matrix has one entry, all of -40',
    'all entries of the 3x3 output are -40, the middle is 0',
    'y[i][j] = -40 for i, j = 2..4',
    'h[i][j] = -40 for i, j = 0..2',
    'h = -40·1_{3×3}',
    'input = np.full((3,3), -40)',
    'image: np.full((3,3), -40)',
    'the input is [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]',
    'shape (5, 5): [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]',
    'columns: [-40,-40,-40],[-40,-40,-40],[-40,-40,-40]',
    'first row: -40 -40 -40, second row: -40 -40 -40, fourth row: -40 -40 -40',
  ])('leaves what says something else: %s', (answer) => expect(statusOf('3c', answer)).toBe('person'))

  it.each([
    `a) ${braced(padded)} b) ${braced(strided)}`,
    `i: ${padded} ii: ${strided}`,
    `i: ${padded} ii: every second row and column: ${strided}`,
    `${padded} (i), ${strided} (ii)`,
    `${strided} (ii)\n${padded} (i)`,
    `(i) ${rowsOf(padded)}; (ii) ${rowsOf(strided)}`,
    `1) ${padded}\n2) ${strided}`,
  ])('tells labels from one another: %s', (answer) => {
    expect(statusOf('3d', answer)).toBe('correct')
    expect(statusOf('3d', answer.replace(/59(?=\D*$)/, '58'))).not.toBe('correct')
  })

  it.each([
    `b) ${braced(padded)} a) ${braced(strided)}`,
    `${padded} (ii) ${strided} (i)`,
    `${strided} (i), ${padded} (ii)`,
    `${strided} (i) ${padded}`,
    `(i) every second row and column: ${padded} (ii) ${strided}`,
    `3) ${padded}\n4) ${strided}`,
    `(i) ${rowsOf(strided)}; (ii) ${rowsOf(padded)}`,
  ])('takes no value for that of another label: %s', (answer) =>
    expect(statusOf('3d', answer)).toBe('person'),
  )
})
