import type { ViewOutput } from '@slack/bolt'
import { expect, test } from 'vitest'
import { packMetadata, unpackMetadata } from '../../../../src/platforms/slack/metadata.ts'
import { createReferences } from '../../../../src/platforms/slack/reference.ts'
import { aboutView, checkView, commandView, submitted } from '../../../../src/platforms/slack/view.ts'
import { viewBreaches } from '../../../e2e/peers/slack-limits.ts'
import { CONV } from './stub-exacta.ts'

const view = (given: object) => ({ ...given }) as Readonly<Record<string, unknown>>

test('a form has one input for each field, selects for choices and examples as placeholders', () => {
  const { blocks } = commandView(CONV, '')
  expect(blocks).toMatchObject([
    {
      type: 'input',
      block_id: 'x',
      optional: false,
      element: { type: 'plain_text_input', placeholder: { text: '[[1,2],[3,4]]' } },
      hint: { text: 'the input' },
    },
    { block_id: 'kernel', optional: false },
    {
      block_id: 'mode',
      optional: true,
      element: { type: 'static_select', options: [{ value: 'convolution' }, { value: 'correlation' }] },
    },
  ])
})

test('forms stay within the limits of views, however long the registry writes', () => {
  const long = 'long '.repeat(1000)
  const field = { name: 'x', about: long, example: long, required: true }
  const command = {
    ...CONV,
    name: 'a-command-with-a-long-name',
    fields: [field, { ...field, name: 'y', choices: [long, 'b'] }],
  }
  const metadata = packMetadata({ channel: 'C1', user: 'U1' }, long, createReferences())
  for (const each of [commandView(command, metadata), checkView(metadata), aboutView(metadata, long)])
    expect(viewBreaches(view(each))).toEqual([])
})

test('what was typed or chosen is read by field; what was left empty is missing', () => {
  const state = {
    values: {
      x: { value: { type: 'plain_text_input', value: '[1,2]' } },
      kernel: { value: { type: 'plain_text_input', value: null } },
      mode: {
        value: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'correlation' }, value: 'correlation' },
        },
      },
    },
  }
  // Only the state of the view is read.
  expect(submitted({ state } as unknown as ViewOutput)).toEqual({ x: '[1,2]', mode: 'correlation' })
})

test.each([['short'], ['"quoted"\n'.repeat(400)], ['\u0001'.repeat(900)]])(
  'a view remembers its place and its subject within the 3,000 characters of metadata',
  (about) => {
    const references = createReferences()
    const place = {
      channel: 'C1',
      user: 'U1',
      thread: '1.2',
      responseUrl: `https://hooks.slack.com/${'x'.repeat(150)}`,
    }
    const packed = packMetadata(place, about, references)
    expect(packed.length).toBeLessThanOrEqual(3000)
    expect(unpackMetadata(packed, 'U1', references)).toEqual({ place, about })
  },
)
