import { expect, test } from 'vitest'
import { plainText } from '../../../../src/platforms/slack/incoming.ts'

// The control sequences are those of docs.slack.dev, "Formatting message text" and "Retrieving messages".
test.each([
  ['<@U0EXACTA> /conv x:[1,2]', '/conv x:[1,2]'],
  ['<@U0EXACTA|exacta> a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt;', '&lt;'],
  [
    'see <https://example.org/a|the notes> and <https://example.org/b>',
    'see the notes and https://example.org/b',
  ],
  ['<!here> hello <#C1|general> <!subteam^S1|staff>', 'hello'],
  ['  y = -40\n', 'y = -40'],
])('%j is read as %j', (delivered, expected) => {
  expect(plainText(delivered)).toBe(expected)
})
