import type { types } from '@slack/bolt'
import type { Action, Attachment, Reply, Tone } from '../../reply.ts'
import { clip, LIMITS } from './limits.ts'
import { createReferences, type References } from './reference.ts'
import { bareText, richText } from './rich-text.ts'

/** `files` holds the attachments and, where the reply is longer than a message, the whole of it as text. */
export type SlackMessage = {
  readonly text: string
  readonly blocks: types.KnownBlock[]
  readonly files: readonly Attachment[]
}

/** Above this length the command is put into one button only; the others find it there by its hash. */
const REPEATED = 300
const FALLBACK = 2000

const SIGNS: Readonly<Record<Tone, string>> = { plain: '', green: '✅', amber: '⚠️', red: '⚠️', grey: '❔' }
const SIGNED = /^\s*[✅⚠❔❌]/u

export const escapeControls = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const titleOf = (reply: Reply): string => {
  const sign = SIGNS[reply.tone]
  const first = reply.blocks[0]
  const signed = SIGNED.test(reply.title) || (first !== undefined && SIGNED.test(bareText(first)))
  return sign === '' || signed ? reply.title : `${sign} ${reply.title}`.trim()
}

const wholeText = (reply: Reply): string =>
  [titleOf(reply), ...reply.blocks.map(bareText)].filter((part) => part !== '').join('\n\n')

/** The text of notifications and screen readers; escaping makes it longer, so it is cut before an entity. */
const fallback = (reply: Reply): string => {
  const escaped = escapeControls(wholeText(reply))
  if (escaped.length <= FALLBACK) return escaped || ' '
  return `${escaped.slice(0, FALLBACK - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, '')}…`
}

const actionId = (action: Action): string =>
  action.kind === 'step'
    ? `exacta.step.${action.step}.${action.reveal ? 'reveal' : 'ask'}`
    : `exacta.${action.kind}`

const buttons = (reply: Reply, references: References): types.ActionsBlock[] => {
  const { source, actions } = reply
  if (source === undefined || actions.length === 0) return []
  const limit = (index: number) => (index === 0 ? LIMITS.buttonValue : REPEATED)
  const elements = actions.slice(0, 25).map(
    (action, index): types.Button => ({
      type: 'button',
      action_id: actionId(action),
      text: { type: 'plain_text', text: clip(action.label, LIMITS.buttonLabel), emoji: false },
      value: references.refer(source, limit(index)),
    }),
  )
  return [{ type: 'actions', elements }]
}

const NOTE = richText({ kind: 'text', runs: [{ emphasis: 'The whole of it is in the file.' }] })

const sizeOf = (blocks: readonly types.KnownBlock[]): number => JSON.stringify(blocks).length

/** As many of the reply's blocks, from the first, as one message holds beside `tail` and the note. */
const fitting = (body: readonly types.RichTextBlock[], tail: readonly types.KnownBlock[], text: string) => {
  let room = LIMITS.message - text.length - sizeOf([...NOTE, ...tail])
  const most = LIMITS.blocks - NOTE.length - tail.length
  const kept: types.RichTextBlock[] = []
  for (const block of body.slice(0, most)) {
    room -= sizeOf([block])
    if (room < 0) break
    kept.push(block)
  }
  return kept
}

/** A reply as one message within Slack's limits. Nothing of its text is read by Slack as markup or as a mention. */
export const slackMessage = (reply: Reply, references: References = createReferences()): SlackMessage => {
  const text = fallback(reply)
  const body = [
    ...richText({ kind: 'text', runs: [{ strong: titleOf(reply) }] }),
    ...reply.blocks.flatMap(richText),
  ]
  const tail = buttons(reply, references)
  const kept = fitting(body, tail, text)
  if (reply.passing) return { text, blocks: [...kept, ...tail], files: [] }
  if (kept.length === body.length) return { text, blocks: [...kept, ...tail], files: reply.files }
  const whole = { name: 'reply.txt', text: wholeText(reply), about: 'The whole reply as text' }
  return { text, blocks: [...kept, ...NOTE, ...tail], files: [whole, ...reply.files] }
}
