import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

const window = '\\lceil i/2\\rceil,\\lceil j/2\\rceil'

describe('where pooling sends a gradient, in words', () => {
  const gradeOf = homework()
  const statusOf = (answer: string): string => gradeOf('7c', answer)

  it.each([
    'max: dy to the argmax, 0 elsewhere; average: each entry gets a quarter of dy',
    'Average: dy/4 to everybody. Max: dy to the winner, 0 to the losers.',
    'avg: dy/4 to each input; max: dy to the argmax only',
    'For max pooling, only the maximum entry of each window receives the upstream gradient, all others receive 0. For average pooling, each of the four entries receives 1/4 of the upstream gradient.',
    'The max layer sends the full dy to the largest input of the window and nothing to the other three, the average layer a quarter of dy to all four.',
    'in max pooling gradient is routed to the maximal element, others get 0. in average pooling gradient is distributed equally, each gets dy/4',
    'max -> dy to the max, 0 to rest; avg -> dy/4 to all',
    'Beim Max-Pooling geht der ganze Gradient an das Maximum, sonst 0; beim Average-Pooling bekommt jeder Eintrag 1/4 dy',
    'dX_max = dY at the position of the maximum, zero otherwise; dX_avg = dY/4',
  ])('takes %s', (answer) => {
    expect(statusOf(answer)).toBe('correct')
    const spoilt = [
      answer.replace(/4(?! entries)|quarter/, '3'),
      answer.replace(/argmax|winner|maxim(um|al)(?=[ ,])|largest|Maximum|(?<=the )max(?=,)/, 'smallest'),
      answer.replaceAll(/(?<![a-z])(max|average|avg)(?![a-z])/gi, (name) =>
        /max/i.test(name) ? 'avg' : 'max',
      ),
      `${answer} of the image`,
    ]
    for (const one of spoilt) {
      expect(one).not.toBe(answer)
      expect(statusOf(one)).not.toBe('correct')
    }
  })

  it.each([
    `max: dx_{ij} = dy_{${window}} if x_{ij} is the max of its window, else 0; avg: dx_{ij} = 1/4 dy_{${window}}`,
    `$dx_{ij}=dy_{${window}}\\mathbf 1[x_{ij}=\\max]$ for max pooling, $dx_{ij}=\\frac14 dy_{${window}}$ for average pooling`,
    `max: $dx_{ij} = \\mathbb{1}\\{x_{ij} = y_{${window}}\\}\\, dy_{${window}}$; average: $dx_{ij} = \\frac{dy_{${window}}}{4}$`,
    'max: dx[i,j] = dy[ceil(i/2), ceil(j/2)] if x[i,j] == y[ceil(i/2), ceil(j/2)] else 0\naverage: dx[i,j] = dy[ceil(i/2), ceil(j/2)]/4',
    'max: dx_{ij}=dy_{pq} if (i,j) is the argmax of window (p,q), otherwise 0; average: dx_{ij}=dy_{pq}/4',
  ])('takes entries as %s', (answer) => {
    expect(statusOf(answer)).toBe('correct')
    const spoilt = [
      answer.replace(/i\/2|window \(p,q\)/, 'i/3'),
      answer.replace(/is the (arg)?max|= ?\\max|==? y/, '> 0 * y'),
      answer.replace(/dy/, '-dy'),
      answer.replaceAll('ij', 'ji').replaceAll('[i,j]', '[j,i]'),
    ]
    for (const one of spoilt) {
      expect(one).not.toBe(answer)
      expect(statusOf(one)).not.toBe('correct')
    }
  })

  it.each([
    ['max: dy to the argmax, 0 elsewhere; average: each gets dy/2', 'partial'],
    ['max: dy to all others, 0 to the max; average: dy/4 each', 'partial'],
    ['max: dy to the argmax, 0 elsewhere', 'partial'],
    // The gradient is spread: over how many, and how much each gets, is not said.
    ['max: dy to the argmax, 0 elsewhere; average: the gradient is given to all entries equally', 'person'],
    ['max: dy to the argmax, 0 elsewhere; average: the gradient is split among all entries', 'person'],
    // Which entries get it is left open.
    ['max: dy; average: dy/4', 'person'],
    ['average: dy/4', 'person'],
    ['max: dy to the max; average: dy/4 each', 'person'],
    ['max: 1 at the argmax, 0 elsewhere; average: 1/4 each', 'person'],
    ['max: dy to the position of the largest gradient, 0 else; average: dy/4 each', 'person'],
    ['max: dy to the max of each row, 0 else; average: dy/4 each', 'person'],
    ['max: dy to the max, 0 to the others; average: dy/4 + dy each', 'person'],
    ['max: dy to the max, 0 to the others; average: dy/4 to each of the 9 entries', 'person'],
    ['max: dy to the max, 0 to the others; average: the average of dy', 'person'],
    ['max: dy to all but the max, 0 to the max; average: dy/4 each', 'person'],
  ])('%s: %s', (answer, status) => expect(statusOf(answer)).toBe(status))
})

describe('where pooling sends a gradient, as programs and cases have it', () => {
  const gradeOf = homework()
  const statusOf = (answer: string): string => gradeOf('7c', answer)

  it.each([
    'max: dx_ij = dy_{ceil(i/2),ceil(j/2)} if x_ij is the maximum of its window, else 0; mean: every one of the 4 inputs gets 1/4 dy',
    'max: dx[i,j] = dy[i//2, j//2] * (x[i,j] == max of its 2x2 window) (0-based)\navg: dx[i,j] = 0.25 * dy[i//2, j//2] (0-based)',
    '# max\ndx[i,j] = dy[i//2,j//2] if x[i,j] == x_window.max() else 0\n# average\ndx[i,j] = dy[i//2,j//2] / 4',
    'max: dx = dy at the position of the max, 0 at the other 3\naverage: dx = np.kron(dy, np.ones((2,2)))/4',
    'max: dy to the argmax, 0 elsewhere; average: np.repeat(np.repeat(dy, 2, axis=0), 2, axis=1)/4',
    `max: $dx_{ij}=\\begin{cases}dy_{\\lceil i/2\\rceil\\lceil j/2\\rceil}&x_{ij}\\text{ is the max of its window}\\\\0&\\text{otherwise}\\end{cases}$\nmean: $dx_{ij} = \\dfrac{dy_{${window}}}{4}$`,
    'MaxPool: $dx_{ij} = dy_{pq}\\text{ if }(i,j)=\\arg\\max\\text{ of window }(p,q),\\ 0\\text{ otherwise}$\nAvgPool: a quarter of the upstream gradient to every entry of the window',
    '| pooling | gradient |\n|---|---|\n| MaxPool | the whole upstream gradient passes to the maximum entry, the other three get 0 |\n| AvgPool | dx[i,j] = dy[i//2, j//2] / 4 (0-based) |',
  ])('takes %s', (answer) => {
    expect(statusOf(answer)).toBe('correct')
    const spoilt = [
      answer.replaceAll(/\/ ?4|1\/4|0\.25|quarter|\}\{4\}/g, (share) => (share === '}{4}' ? '}{2}' : 'half')),
      answer.replaceAll(/i\/\/2|i\/2|\(2,2\)|window \(p,q\)|, 2, axis=0/g, '3'),
      answer.replace(/(?<=: |\n)dx|dy/, '-dy'),
      answer.replace(/argmax|arg\\max|maximum|max(?= of|,)|\.max\(\)/, 'min'),
      answer.replaceAll(/(?<![a-z])(max|average|avg|mean)(?=pool:|pool |:|\n)/gi, (name) =>
        /max/i.test(name) ? 'avg' : 'max',
      ),
      answer.replace(/\b0\b(?!-based)(?=[ &;\n]|\\text)/, '1'),
    ]
    for (const one of spoilt.filter((text) => text !== answer))
      expect([one, statusOf(one)]).not.toEqual([one, 'correct'])
  })

  it.each([
    // Counted from 1, ⌊i/2⌋ is another window.
    'max: dy to the argmax, 0 elsewhere; average: dx[i,j] = dy[i//2, j//2]/4 (1-based)',
    `max: dy to the argmax, 0 elsewhere; average: dx_{ij} = dy_{\\lfloor i/2\\rfloor,\\lfloor j/2\\rfloor}/4`,
    'max: dy to the argmax, 0 elsewhere; average: dx[i,j] = dy[j//2, i//2]/4',
    'max: dy to the argmax, 0 elsewhere; average: dx[i,j] = dy[i//3, j//3]/4',
    'max: dy to the argmax, 0 elsewhere; average: np.kron(dy, np.ones((3,3)))/4',
    'max: dy to the argmax, 0 elsewhere; average: np.kron(np.ones((2,2)), dy)/4',
    'max: np.kron(dy, np.ones((2,2))); average: np.kron(dy, np.ones((2,2)))/4',
    'max: dx[i,j] = dy[i//2, j//2] * (x[i,j] != max of its window); average: dy/4 to each',
    'max: dx[i,j] = dy[i//2, j//2] * (x[i,j] == min of its window); average: dy/4 to each',
    'max: dx[i,j] = dy[i//2, j//2] + (x[i,j] == max of its window); average: dy/4 to each',
    'max: dy to the argmax, 0 elsewhere; average: every one of the 3 inputs gets 1/4 dy',
  ])('does not take %s', (answer) => expect(statusOf(answer)).not.toBe('correct'))
})
