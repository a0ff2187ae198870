import type { Picture } from '../../picture.ts'

/** How a terminal takes pictures inline, if it does. */
export type InlineProtocol = 'kitty' | 'iterm2' | 'none'

/** What terminals say of themselves in variables that they set. */
export type TerminalNames = {
  readonly term?: string | undefined
  readonly program?: string | undefined
  readonly kittyWindow?: string | undefined
}

export const protocolOf = ({ term = '', program = '', kittyWindow }: TerminalNames): InlineProtocol => {
  // Inside tmux and screen the codes would not reach the terminal.
  if (/^(tmux|screen)/.test(term)) return 'none'
  if (kittyWindow !== undefined || /kitty|ghostty/i.test(`${term} ${program}`)) return 'kitty'
  return /^(iTerm\.app|WezTerm|mintty)$/.test(program) ? 'iterm2' : 'none'
}

/** The most characters of base64 in one command: https://sw.kovidgoyal.net/kitty/graphics-protocol/ */
const kittyChunk = 4096
/** Cells across, about as wide as the picture is in CSS pixels. */
const columns = 50

/** Escape codes that show a PNG where the cursor is. */
export const inlinePicture = ({ bytes }: Picture, protocol: Exclude<InlineProtocol, 'none'>): string => {
  const data = Buffer.from(bytes).toString('base64')
  // https://iterm2.com/documentation-images.html
  if (protocol === 'iterm2')
    return `\u001b]1337;File=inline=1;size=${bytes.length};width=${columns}:${data}\u0007\n`
  const count = Math.ceil(data.length / kittyChunk)
  const commands = Array.from({ length: count }, (_, at) => {
    const chunk = data.slice(at * kittyChunk, (at + 1) * kittyChunk)
    const first = at === 0 ? `a=T,f=100,q=2,c=${columns},` : ''
    return `\u001b_G${first}m=${at < count - 1 ? 1 : 0};${chunk}\u001b\\`
  })
  return `${commands.join('')}\n`
}
