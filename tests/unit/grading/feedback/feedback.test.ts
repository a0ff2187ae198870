import { describe, expect, it } from 'vitest'
import { anonymous, type Feedback, shownFeedback } from '../../../../src/grading/feedback/feedback.ts'

const feedback = (extra: Partial<Feedback>): Feedback => ({
  state: 'agrees',
  says: 'Take the root.',
  claims: 3,
  unverified: 0,
  ...extra,
})

describe('feedback as it is shown', () => {
  it.each([
    [{}, 'Take the root.'],
    [
      { state: 'unverified', unverified: 1 },
      'Not checked in full: 1 of 3 claims could not be. Take the root.',
    ],
    [{ state: 'unverified' }, 'Not checked in full. Take the root.'],
    [{ state: 'unverified', claims: 0 }, 'Not checked: nothing in it could be. Take the root.'],
    [
      { state: 'withheld', says: 'it disagreed with the solver' },
      'feedback withheld: it disagreed with the solver',
    ],
  ] as const)('marks what was not checked: %o', (extra, shown) => {
    expect(shownFeedback(feedback(extra))).toBe(shown)
  })
})

describe('an answer without its writer', () => {
  const identity = { student: 's000017', name: 'Lovelace, Ada', email: 'ada@uni.example' }
  it.each([
    ['Ada Lovelace:  1/sqrt(d_in)', ': 1/sqrt(d_in)'],
    ['c = 1/sqrt(d_in) (s000017)', 'c = 1/sqrt(d_in) ()'],
    ['Lovelace, Ada: 1', ': 1'],
    ['ada lovelace: 1 (S000017)', ': 1 ()'],
    ['1\n/ 2', '1 / 2'],
  ])('%s', (answer, left) => {
    expect(anonymous(answer, identity)).toBe(left)
  })
  it('leaves mathematics as it is, whatever somebody is called', () => {
    expect(anonymous('max(s1, 12345)', { student: '12345', name: 'Max', login: 's1' })).toBe('max(s1, 12345)')
  })
})
