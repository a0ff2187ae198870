import { describe, expect, it } from 'vitest'
import { analyse } from '../../../src/check/text-analysis.ts'
import { trendClaims } from '../../../src/check/trend.ts'
import { vocabularyOf } from '../../../src/check/vocabulary.ts'

const trends = (text: string) =>
  trendClaims(analyse(text, vocabularyOf([])).lines, /\bgradients?\b/i).map(
    ({ trend, supposed }) => `${trend}${supposed ? '?' : ''}`,
  )

describe('trendClaims', () => {
  it.each([
    ['The gradients explode.', ['up']],
    ['Without any adjustment, the gradients will vanish.', ['down']],
    ['The gradients neither explode nor vanish.', ['steady']],
    ['As the image grows, the gradients become stable and denoised.', ['steady']],
    ['So we see exploding gradients.', ['up']],
    ['To keep the gradients stable, multiply them by 2.', ['steady?']],
    ['After rescaling the gradients stay constant.', ['steady?']],
    ['The image is larger.', []],
  ])('%s', (text, expected) => {
    expect(trends(text)).toEqual(expected)
  })
})
