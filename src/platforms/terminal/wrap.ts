import type { Run } from '../../reply.ts'

export type Style = 'plain' | 'strong' | 'emphasis' | 'code' | 'struck'
export type Paint = (text: string, style: Style) => string

/**
 * Without what could steer a terminal: control characters other than tab and newline, and the marks that turn the
 * direction of text around.
 */
export const harmless = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, '  ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

export const oneLine = (text: string): string => harmless(text).replace(/\s*\n\s*/g, ' ')

type Word = { readonly text: string; readonly style: Style; readonly spaced: boolean }

const styled = (run: Run): readonly [string, Style] => {
  if (typeof run === 'string') return [run, 'plain']
  if ('strong' in run) return [run.strong, 'strong']
  if ('emphasis' in run) return [run.emphasis, 'emphasis']
  return 'struck' in run ? [run.struck, 'struck'] : [run.code, 'code']
}

/** Lines as written, each as words; `spaced` tells a word from a piece that sticks to the one before. */
const wordsOf = (runs: readonly Run[]): readonly (readonly Word[])[] => {
  const lines: Word[][] = [[]]
  let spaced = false
  for (const run of runs) {
    const [text, style] = styled(run)
    for (const piece of harmless(text).split(/(\n| +)/)) {
      if (piece === '\n') {
        lines.push([])
        spaced = false
      } else if (/^ +$/.test(piece)) spaced = true
      else if (piece !== '') {
        lines.at(-1)?.push({ text: piece, style, spaced })
        spaced = false
      }
    }
  }
  return lines
}

/** Columns a text takes: characters, without those that combine with the one before. */
export const columnsOf = (text: string): number => [...text.replace(/\p{M}/gu, '')].length

const paintLine = (words: readonly Word[], paint: Paint): string => {
  let out = ''
  let held = ''
  for (const [at, word] of words.entries()) {
    const gap = word.spaced && at > 0 ? ' ' : ''
    const before = words[at - 1]
    if (before && before.style === word.style) held += gap + word.text
    else {
      if (before) out += paint(held, before.style) + gap
      held = word.text
    }
  }
  const last = words.at(-1)
  return last ? out + paint(held, last.style) : out
}

const wrapWords = (words: readonly Word[], width: number): readonly (readonly Word[])[] => {
  const lines: Word[][] = [[]]
  let used = 0
  for (const [at, word] of words.entries()) {
    // A piece that sticks to the word before goes with it, as a comma after code does.
    let length = columnsOf(word.text)
    for (let next = at + 1; words[next]?.spaced === false; next++)
      length += columnsOf(words[next]?.text ?? '')
    if (word.spaced && used > 0 && used + 1 + length > width) {
      lines.push([])
      used = 0
    }
    used += columnsOf(word.text) + (word.spaced && used > 0 ? 1 : 0)
    lines.at(-1)?.push(word)
  }
  return lines
}

/** Runs as lines of at most `width` columns, where words allow it. */
export const wrap = (runs: readonly Run[], width: number, paint: Paint): string[] =>
  wordsOf(runs).flatMap((words) => wrapWords(words, width).map((line) => paintLine(line, paint)))
