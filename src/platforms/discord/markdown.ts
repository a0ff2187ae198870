import type { Block, Run } from '../../reply.ts'

const gap = '\u200b'

/** Discord turns a backslash before any punctuation into that punctuation, so every marker it knows is prefixed. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\*_~`|[\]<]/g, '\\$&')
    .replace(/@(?=everyone|here)/gi, `@${gap}`)
    .replace(/^([ \t]*)(#+(?=\s|$)|>|-(?=[\s#-]|$))/gm, '$1\\$2')
    .replace(/^([ \t]*\d+)([.)])(?=\s|$)/gm, '$1\\$2')

/** Nothing inside a fence or a code span can be escaped: adjacent backticks are kept apart instead. */
const separateBackticks = (text: string): string => text.replace(/`(?=`)/g, `\`${gap}`)

export const fence = (text: string): string => `\`\`\`\n${separateBackticks(text)}\n\`\`\``

const codeSpan = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' ')
  if (line === '') return ''
  if (!line.includes('`')) return `\`${line}\``
  return `\`\` ${separateBackticks(line)} \`\``
}

/** A marker holds only next to a visible character, so spaces stay outside. */
const wrap = (marker: string, text: string): string => {
  const inner = text.trim()
  if (inner === '') return text
  const at = text.indexOf(inner)
  return `${text.slice(0, at)}${marker}${escapeText(inner)}${marker}${text.slice(at + inner.length)}`
}

const runMarkdown = (run: Run): string => {
  if (typeof run === 'string') return escapeText(run)
  if ('strong' in run) return wrap('**', run.strong)
  if ('emphasis' in run) return wrap('*', run.emphasis)
  if ('struck' in run) return wrap('~~', run.struck)
  return codeSpan(run.code)
}

export const runsMarkdown = (runs: readonly Run[]): string =>
  runs.reduce<string>((line, run) => {
    const next = runMarkdown(run)
    const clash = typeof run !== 'string' && /[*~`]$/.test(line) && /^[*~`]/.test(next)
    return line + (clash ? gap : '') + next
  }, '')

export const blockMarkdown = (block: Block): string => {
  if (block.kind === 'code') return fence(block.text)
  const text = runsMarkdown(block.runs)
  return block.kind === 'text' ? text : text.replace(/^/gm, '> ')
}

const runText = (run: Run): string => {
  if (typeof run === 'string') return run
  if ('strong' in run) return run.strong
  if ('emphasis' in run) return run.emphasis
  return 'struck' in run ? `~~${run.struck}~~` : run.code
}

/** The same block for a text file, where nothing needs escaping. */
export const blockText = (block: Block): string => {
  if (block.kind === 'code') return block.text
  const text = block.runs.map(runText).join('')
  return block.kind === 'text' ? text : text.replace(/^/gm, '> ')
}
