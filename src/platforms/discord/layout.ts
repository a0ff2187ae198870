import type { Block, Run } from '../../reply.ts'
import { blockMarkdown, runsMarkdown } from './markdown.ts'

/** Embed limits: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const limits = { title: 256, description: 4096, footer: 2048, total: 6000, embeds: 10 } as const

/** Short parts in the style of `run`, cut at spaces, so that a block can be divided between any two of them. */
const pieces = (run: Run): readonly Run[] => {
  const cut = (text: string): readonly string[] => text.match(/\s*\S{1,400}(?:\s(?!\s*$)|\s*$)?|\s+/g) ?? []
  if (typeof run === 'string') return cut(run)
  if ('strong' in run) return cut(run.strong).map((strong) => ({ strong }))
  if ('emphasis' in run) return cut(run.emphasis).map((emphasis) => ({ emphasis }))
  if ('struck' in run) return cut(run.struck).map((struck) => ({ struck }))
  return cut(run.code).map((code) => ({ code }))
}

const sameStyle = (a: Run, b: Run): Run | undefined => {
  if (typeof a === 'string') return typeof b === 'string' ? a + b : undefined
  if (typeof b === 'string') return undefined
  if ('strong' in a) return 'strong' in b ? { strong: a.strong + b.strong } : undefined
  if ('emphasis' in a) return 'emphasis' in b ? { emphasis: a.emphasis + b.emphasis } : undefined
  if ('struck' in a) return 'struck' in b ? { struck: a.struck + b.struck } : undefined
  return 'code' in b ? { code: a.code + b.code } : undefined
}

const joined = (runs: readonly Run[]): readonly Run[] => {
  const all: Run[] = []
  for (const run of runs) {
    const last = all.at(-1)
    const both = last === undefined ? undefined : sameStyle(last, run)
    if (both === undefined) all.push(run)
    else all[all.length - 1] = both
  }
  return all
}

/** A text too long for one embed, as several blocks of at most `size` characters of markdown each. */
const divide = (block: Extract<Block, { runs: readonly Run[] }>, size: number): readonly Block[] => {
  const parts: Run[][] = [[]]
  let used = 0
  for (const piece of block.runs.flatMap(pieces)) {
    const cost = runsMarkdown([piece]).length + 1
    if (used + cost > size) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(piece)
    used += cost
  }
  return parts.map((runs) => ({ kind: block.kind, runs: joined(runs) }))
}

const tooLong = (text: string): Block => ({
  kind: 'text',
  runs: [{ emphasis: `${text.length.toLocaleString('en')} characters: see the attached file.` }],
})

type Laid = { readonly markdown: readonly string[]; readonly complete: boolean }

/** Every block as markdown that fits into one embed; a code block that does not is named and left out. */
const fitted = (blocks: readonly Block[]): { blocks: readonly Block[]; complete: boolean } => {
  const out = blocks.flatMap((block): readonly Block[] => {
    if (blockMarkdown(block).length <= limits.description) return [block]
    return block.kind === 'code' ? [tooLong(block.text)] : divide(block, 3000)
  })
  const complete = blocks.every((b) => b.kind !== 'code' || blockMarkdown(b).length <= limits.description)
  return { blocks: out, complete }
}

/** Descriptions of embeds within `room` characters in all; what does not fit is left out and `complete` is false. */
export const descriptions = (blocks: readonly Block[], room: number): Laid => {
  const { blocks: all, complete } = fitted(blocks)
  const markdown: string[] = []
  let left = room
  for (const [index, block] of all.entries()) {
    const text = blockMarkdown(block)
    const gap = block.kind === 'text' && all[index - 1]?.kind === 'text' ? '\n\n' : '\n'
    const last = markdown.at(-1)
    const fits = last !== undefined && last.length + gap.length + text.length <= limits.description
    left -= text.length + (fits ? gap.length : 0)
    if (left < 0 || (!fits && markdown.length === limits.embeds)) return { markdown, complete: false }
    if (fits) markdown[markdown.length - 1] = last + gap + text
    else markdown.push(text)
  }
  return { markdown, complete }
}
