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
