import type { types } from '@slack/bolt'
import type { Block, Run } from '../../reply.ts'
import { LIMITS } from './limits.ts'

type Piece = types.RichTextSection | types.RichTextQuote | types.RichTextPreformatted
type Style = NonNullable<types.RichTextText['style']>

const textOf = (run: Run): string => {
  if (typeof run === 'string') return run
  if ('strong' in run) return run.strong
  if ('emphasis' in run) return run.emphasis
  return 'code' in run ? run.code : run.struck
}

const styleOf = (run: Run): Style | undefined => {
  if (typeof run === 'string') return undefined
  if ('strong' in run) return { bold: true }
  if ('emphasis' in run) return { italic: true }
  return 'code' in run ? { code: true } : { strike: true }
}

/** Cuts `text` after the last `boundary` within `limit`, or at the limit where there is none. */
const cut = (text: string, limit: number, boundary: string): readonly [string, string] => {
  if (text.length <= limit) return [text, '']
  const at = text.lastIndexOf(boundary, limit - 1)
  const end = at > 0 ? at + 1 : limit - (/[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? 1 : 0)
  return [text.slice(0, end), text.slice(end)]
}

/** Text elements are shown literally: Slack reads neither mrkdwn nor `<!channel>` nor `:emoji:` in them. */
const element = (text: string, style: Style | undefined): types.RichTextText =>
  style ? { type: 'text', text, style } : { type: 'text', text }

/** The runs in groups of at most `LIMITS.text` characters, cut at spaces. */
const grouped = (runs: readonly Run[]): readonly (readonly types.RichTextText[])[] => {
  const groups: types.RichTextText[][] = [[]]
  let room: number = LIMITS.text
  for (const run of runs) {
    let rest = textOf(run)
    while (rest !== '') {
      const [head, tail] = cut(rest, room, ' ')
      // One character above U+FFFF does not fit where one unit is left; Slack refuses an empty element.
      if (head !== '') groups.at(-1)?.push(element(head, styleOf(run)))
      rest = tail
      room -= head.length
      if (rest !== '' || room === 0) {
        groups.push([])
        room = LIMITS.text
      }
    }
  }
  return groups.filter((group) => group.length > 0)
}

/** Code in parts of at most `LIMITS.text` characters, cut at line ends, each part preformatted again. */
const parts = (code: string): readonly string[] => {
  const [head, tail] = cut(code, LIMITS.text, '\n')
  const part = head.replace(/\n+$/, '') || ' '
  return tail === '' ? [part] : [part, ...parts(tail)]
}

const pieces = (block: Block): readonly Piece[] => {
  if (block.kind === 'code') {
    return parts(block.text).map((part) => ({
      type: 'rich_text_preformatted',
      elements: [element(part, undefined)],
    }))
  }
  const type = block.kind === 'quote' ? 'rich_text_quote' : 'rich_text_section'
  return grouped(block.runs).map((group) => ({ type, elements: [...group] }))
}

/** One block of a reply as Slack blocks, none above the text limit. */
export const richText = (block: Block): readonly types.RichTextBlock[] =>
  pieces(block).map((piece) => ({ type: 'rich_text', elements: [piece] }))

/** The same block without any markup. */
export const bareText = (block: Block): string =>
  block.kind === 'code' ? block.text : block.runs.map(textOf).join('')
