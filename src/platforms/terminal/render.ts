import type { Action, Attachment, Block, Reply, Tone } from '../../reply.ts'
import { harmless, oneLine, type Paint, type Style, wrap } from './wrap.ts'

export type TerminalOptions = {
  readonly color: boolean
  readonly width: number
  /** Numbers the actions, where typing a number presses one. */
  readonly numbered?: boolean
}

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  plain: [0, 0],
  strong: [1, 22],
  emphasis: [3, 23],
  code: [36, 39],
  struck: [9, 29],
}
const toneCodes: Readonly<Record<Tone, number>> = { plain: 39, green: 32, amber: 33, red: 31, grey: 90 }

const coloured: Paint = (text, style) => {
  const [on, off] = codes[style]
  return style === 'plain' ? text : `\u001b[${on}m${text}\u001b[${off}m`
}

/** Without colours, only what changes the meaning is marked. */
const bare: Paint = (text, style) =>
  style === 'struck' ? `~~${text}~~` : style === 'code' ? `\`${text}\`` : text

/** Wide lines tire the eye. */
const widest = 100
/** What still scrolls by in a moment. */
const longestFile = 20_000

const blockLines = (block: Block, width: number, paint: Paint): string[] => {
  if (block.kind === 'code')
    return harmless(block.text)
      .split('\n')
      .map((line) => `  ${line}`.trimEnd())
  if (block.kind === 'quote') return wrap(block.runs, width - 2, paint).map((line) => `│ ${line}`)
  return wrap(block.runs, width, paint)
}

const fileLines = ({ name, about, text = '' }: Attachment): string[] => {
  const whole = harmless(text).trimEnd()
  const shown = whole.length <= longestFile ? whole : `${whole.slice(0, longestFile)} …`
  const rest = whole.length <= longestFile ? '' : `, ${longestFile} of ${whole.length} characters`
  return [`${oneLine(name)} (${oneLine(about)}${rest}):`, ...shown.split('\n')]
}

const actionLine = (actions: readonly Action[]): string =>
  actions.map(({ label }, at) => `[${at + 1}] ${oneLine(label)}`).join('  ')

/** A reply as lines for a terminal. Nothing in it can send a control sequence. */
export const renderTerminal = (reply: Reply, { color, width, numbered = false }: TerminalOptions): string => {
  const paint = color ? coloured : bare
  const inner = Math.max(20, Math.min(width, widest))
  const title = oneLine(reply.title)
  const parts = [
    ...(title === '' ? [] : [[color ? `\u001b[1;${toneCodes[reply.tone]}m${title}\u001b[0m` : title]]),
    ...reply.blocks.map((block) => blockLines(block, inner, paint)),
    ...reply.files.map(fileLines),
    ...(numbered && reply.actions.length > 0
      ? [[color ? `\u001b[2m${actionLine(reply.actions)}\u001b[22m` : actionLine(reply.actions)]]
      : []),
  ]
  return parts.map((lines) => lines.join('\n')).join('\n\n')
}
