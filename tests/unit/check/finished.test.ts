import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceEnds } from '../../../src/check/finished.ts'

/** What of a text that is still being written is finished, by CommonMark with tables and mathematics. */
const finished = (text: string): string => text.slice(0, sentenceEnds(text).at(-1) ?? 0)

describe('the finished part of a growing text', () => {
  it.each([
    ['nothing', '', ''],
    ['half a sentence', 'The kernel is fl', ''],
    ['a sentence that nothing follows yet', 'The kernel is flipped.', ''],
    ['a sentence that another follows', 'The kernel is flipped. It sl', 'The kernel is flipped.'],
    ['a number that may go on', 'It is flipped. So y is 3.', 'It is flipped.'],
    ['an abbreviation', 'It is flipped, i.e. turned around ', ''],
    ['a heading, which promises more', 'It slides.\n\n### The idea\n\nThe ker', 'It slides.'],
    ['a heading that may go on', '### The idea', ''],
    ['a heading with a sentence', '### The idea\n\nIt slides. It ', '### The idea\n\nIt slides.'],
    ['a paragraph', 'The kernel is flipped\n\nNow it ', 'The kernel is flipped'],
    ['bold to its end', '**It is flipped.** Now it', '**It is flipped.**'],
    ['bold that is still open', 'It slides. **It is flipped. Now it ', 'It slides.'],
  ])('%s', (_, text, part) => expect(finished(text)).toBe(part))

  it.each([
    ['an inline formula that is open', 'It slides. So $y = 3. And x ', 'It slides.'],
    ['a full stop in a formula', 'It slides. So $a. b$ is ', 'It slides.'],
    ['a formula to its end', 'So $y = 3$. Now ', 'So $y = 3$.'],
    ['LaTeX’s own delimiters, open', 'It slides. So \\(y = 3. And ', 'It slides.'],
    ['LaTeX’s own delimiters, closed', 'So \\(y = 3\\). And ', 'So \\(y = 3\\).'],
    ['a displayed formula that is open', 'It slides. So we get\n$$\ny = 3. And\n', 'It slides.'],
    ['a displayed formula that may be the middle of a sentence', 'It slides. So\n$$y = 3$$\n', 'It slides.'],
    [
      'a displayed formula in the middle of a sentence',
      'It slides. So\n\n$$y = 3$$\n\nwhere y is the ',
      'It slides.',
    ],
    [
      'a displayed formula at the end of one',
      'It slides. So\n\n$$y = 3$$\n\nThe rest ',
      'It slides. So\n\n$$y = 3$$',
    ],
    ['a row of a matrix', 'It slides.\n\n$$\\begin{bmatrix}1 & 2\\\\\n3. ', 'It slides.'],
    ['brackets, open', 'It slides. So\n\\[\ny = 3.\n', 'It slides.'],
  ])('mathematics: %s', (_, text, part) => expect(finished(text)).toBe(part))

  it.each([
    ['open', 'It slides.\n\n```\nFor each row. For each\n', 'It slides.'],
    ['closed, and nothing follows', 'It slides.\n\n```\nFor each row.\n```\n', 'It slides.'],
    ['closed', 'It slides.\n\n```\nFor each row.\n```\n\nNow it ', 'It slides.\n\n```\nFor each row.\n```'],
    ['a code span that is open', 'It slides. Use `conv. Then ', 'It slides.'],
    ['a full stop in a code span', 'Use `a. b` here. Then ', 'Use `a. b` here.'],
  ])('code: %s', (_, text, part) => expect(finished(text)).toBe(part))

  it.each([
    ['its head', 'It slides.\n\n| n | y. |\n', 'It slides.'],
    ['some rows', 'It slides.\n\n| n | y |\n|---|---|\n| 1. | 3. |\n| 2. | ', 'It slides.'],
    [
      'the whole',
      'It slides.\n\n| n | y |\n|---|---|\n| 1 | 3 |\n\nSo ',
      'It slides.\n\n| n | y |\n|---|---|\n| 1 | 3 |',
    ],
  ])('a table: %s', (_, text, part) => expect(finished(text)).toBe(part))

  it.each([
    ['the first item', 'Steps:\n\n- flip the ker', 'Steps:'],
    ['an item that another follows', '- flip it\n- slide ', '- flip it'],
    ['a nested item', '- flip it\n  - in x\n  - in y, the ', '- flip it\n  - in x'],
    [
      'a sentence of a nested item',
      '1. Flip it.\n   - In both axes. Then ',
      '1. Flip it.\n   - In both axes.',
    ],
    ['the list', '- flip it\n  - in x\n\nNow it ', '- flip it\n  - in x'],
    ['a number that is no item’s end', '1. Flip it.\n2. ', ''],
    ['a quoted sentence', '> It slides. It fl', '> It slides.'],
  ])('lists: %s', (_, text, part) => expect(finished(text)).toBe(part))

  it.each([
    ['Chinese', '先翻转卷积核。然后滑动。得到', '先翻转卷积核。然后滑动。'],
    ['the last one, which a bracket may follow', '先翻转卷积核。然后滑动。', '先翻转卷积核。'],
    ['with a formula', '结果是 $y = 3$。所以', '结果是 $y = 3$。'],
    ['Japanese in brackets', '「反転する。」次に', '「反転する。」'],
  ])('without spaces: %s', (_, text, part) => expect(finished(text)).toBe(part))

  it('ends in the text, in order, and takes what nests without end', () => {
    const piece = fc.constantFrom(
      ...['So $y', '$', '$$', '\n', '\n\n', '. ', '`', '```\n', '| a | b |\n|---|---|\n', '- ', '  - ', '> '],
      ...['\\(', '\\)', '\\[', '\\]', '**', '# ', '。', 'It slides. ', '<b>', '[x]: y\n', '\t', '---\n'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const ends = sentenceEnds(text)
        expect(ends).toEqual(ends.toSorted((a, b) => a - b))
        for (const end of ends) expect(end > 0 && end <= text.length).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(sentenceEnds(`${'> '.repeat(5000)}It slides. It `)).toEqual([])
  })
})
