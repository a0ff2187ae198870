import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]

describe('explanations of one phrase alone', () => {
  it.each(['let $R=5$ ', 'suppose $R=5$, ', 'suppose the R = 5 layer ', 'let the ', 'larger by $2$ '])(
    'are read to their end, and nothing is found right: %j',
    (phrase) => {
      const text = phrase.repeat(Math.floor(20_000 / phrase.length))
      expect(check(text, field).verdict).not.toBe('agrees')
    },
    60_000,
  )
})
