import { describe, expect, it } from 'vitest'
import { analyse } from '../../../src/check/text-analysis.ts'
import { vocabularyOf } from '../../../src/check/vocabulary.ts'

/** How the last statement of a text is meant. */
const stance = (text: string): string | undefined => {
  const { lines, stance: meant } = analyse(text, vocabularyOf([]))
  const line = lines.findLast(({ statements }) => statements.length > 0)
  const statement = line?.statements.at(-1)
  return line && statement && meant(line, statement)
}

describe('stanceOf', () => {
  it.each([
    'Therefore $x=1$.',
    'It is not hard to see that $x=1$ holds.',
    'Some say otherwise; the answer is $x=1$.',
    'If $n\\ge7$, then $x=1$.',
    'The handout is wrong, but $x=1$.',
    'They also accept $x=1$.',
    'In the notation of the sheet this reads $x=1$.',
  ])('takes as claimed: %s', (text) => {
    expect(stance(text)).toBe('claim')
  })

  it.each([
    'Without the flip it would be $x=1$.',
    'If you forget the flip you get $x=1$.',
    'The key says $x=1$.',
    'According to the solution sheet, $x=1$.',
    'I first had $x=1$.',
    'It is not $x=1$.',
    'A common mistake is $x=1$.',
    'They wrote $x=1$, which is too large.',
    'Is it $x=1$?',
  ])('takes as mentioned: %s', (text) => {
    expect(stance(text)).toBe('mention')
  })

  it('holds nothing against what is said under a condition in words', () => {
    expect(stance('If the padding is reflected, $x=1$.')).toBe('supposed')
  })
})
