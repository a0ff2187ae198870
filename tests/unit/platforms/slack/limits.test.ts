import { expect, test } from 'vitest'
import { clip } from '../../../../src/platforms/slack/limits.ts'
import { messageBreaches } from '../../../e2e/peers/slack-limits.ts'

test('a text is cut at the limit with an ellipsis, never within a character', () => {
  expect(clip('abcd', 4)).toBe('abcd')
  expect(clip('abcde', 4)).toBe('abc…')
  expect(clip('ab𝑥de', 4)).toBe('ab…')
})

// The table that tests hold every message against must itself find what Slack refuses.
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
const button = (action_id: string, label: string, value: string) => ({
  type: 'button',
  action_id,
  value,
  text: { type: 'plain_text', text: label },
})
test.each([
  ['many blocks', { text: 'a', blocks: Array.from({ length: 51 }, () => rich('a')) }],
  ['a long text', { text: 'a', blocks: [rich('a'.repeat(3001))] }],
  ['a long message', { text: 'a', blocks: Array.from({ length: 5 }, () => rich('a'.repeat(2900))) }],
  ['an empty element', { text: 'a', blocks: [rich('')] }],
  ['a mention in the fallback', { text: '<!channel>', blocks: [] }],
  [
    'a mention element',
    { text: 'a', blocks: [{ type: 'rich_text', elements: [{ type: 'user', user_id: 'U1' }] }] },
  ],
  ['markup', { text: 'a', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*a*' } }] }],
  [
    'a long value',
    { text: 'a', blocks: [{ type: 'actions', elements: [button('a', 'a', 'v'.repeat(2001))] }] },
  ],
  [
    'a long label',
    { text: 'a', blocks: [{ type: 'actions', elements: [button('a', 'l'.repeat(76), 'v')] }] },
  ],
  [
    'one id twice',
    { text: 'a', blocks: [{ type: 'actions', elements: [button('a', 'a', 'v'), button('a', 'b', 'v')] }] },
  ],
  ['nothing', { text: ' ', blocks: [] }],
])('the table finds %s', (_, message) => {
  expect(messageBreaches(message)).not.toEqual([])
})

test('the table finds nothing wrong with a right message', () => {
  const blocks = [rich('a'.repeat(3000)), { type: 'actions', elements: [button('a', 'a', 'v')] }]
  expect(messageBreaches({ text: 'a &lt; b', blocks })).toEqual([])
})
