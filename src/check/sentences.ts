import type { Block, Cell, Run } from './markdown.ts'
import { isDisplayed } from './markdown.ts'

/** The place of a formula in a sentence's text: one private-use character, so that words around it stay words. */
const firstMark = 0xe000
const lastMark = 0xf8ff

export const isMark = (character: string): boolean => {
  const code = character.charCodeAt(0)
  return code >= firstMark && code <= lastMark
}

export type Sentence = {
  readonly text: string
  /** Source offset of every character of `text`, and one past the end. */
  readonly offsets: readonly number[]
  readonly strong: readonly boolean[]
  readonly formulas: ReadonlyMap<string, Run>
  readonly kind: Block['kind']
  readonly cell?: Cell
  /** Text of the blocks that lead to this one: the heading above, the line before a list. */
  readonly under: string
  /** Number of the block this sentence is part of. */
  readonly block: number
}

type Draft = { text: string; offsets: number[]; strong: boolean[]; formulas: Map<string, Run> }
const draft = (): Draft => ({ text: '', offsets: [], strong: [], formulas: new Map() })

const appendRun = (to: Draft, run: Run, source: string): void => {
  if (run.kind !== 'text') {
    const mark = String.fromCharCode(firstMark + (to.formulas.size % (lastMark - firstMark)))
    to.text += mark
    to.offsets.push(run.from)
    to.strong.push(run.strong)
    to.formulas.set(mark, run)
    // A display formula that ends with a full stop ends its sentence.
    if (isDisplayed(run, source) && /[.]\s*$/.test(source.slice(run.from, run.to))) {
      to.text += '.'
      to.offsets.push(run.to)
      to.strong.push(false)
    }
    return
  }
  for (let at = run.from; at < run.to; at++) {
    const character = source[at] ?? ''
    to.text += isMark(character) ? ' ' : character
    to.offsets.push(at)
    to.strong.push(run.strong)
  }
}

const abbreviation = /(?:\b(?:i\.e|e\.g|etc|vs|cf|resp|approx|eq|eqs|fig|no|dr|st)|\b[A-Z])\.$/i

/** Ends of sentences: a full stop, question or exclamation mark before a space and no abbreviation's stop. */
export const breaksOf = (text: string): number[] => {
  const out: number[] = []
  for (const found of text.matchAll(/[.?!]+(?=[)"'*”’]*(?:\s|$))/g)) {
    const end = found.index + found[0].length
    if (found[0] === '.' && abbreviation.test(text.slice(Math.max(0, end - 8), end))) continue
    const numbered = /(?:^|\n)\s*\d+\.$/.test(text.slice(0, end))
    if (!numbered && found[0] !== '...') out.push(end)
  }
  // Lines that begin with a label of their own ("POOL2 #1: …") are sentences of their own.
  for (const { index } of text.matchAll(/\n(?=\s*[A-Z][\w#()./-]*(?: [\w#()./-]+){0,3}\s?:\s)/g))
    out.push(index + 1)
  return [...new Set(out)].sort((a, b) => a - b)
}

const cut = (whole: Draft, from: number, to: number): Draft => ({
  text: whole.text.slice(from, to),
  offsets: whole.offsets.slice(from, to),
  strong: whole.strong.slice(from, to),
  formulas: whole.formulas,
})

export const goesOn =
  /^\s*(?:where|which|and|so|for|with|because|since|then|or|as|when|if|but|while|thus|hence|is|are|gives)\b/

const prose: ReadonlySet<Block['kind']> = new Set(['paragraph', 'item', 'display'])

/** A display formula belongs to the paragraph before it, and one after it that goes on in lower case to both. */
const joins = (block: Block, next: Block | undefined, source: string): boolean => {
  if (!next || !prose.has(block.kind) || !prose.has(next.kind)) return false
  if (next.kind === 'display') return true
  const [first] = next.runs
  return (
    block.kind === 'display' &&
    next.kind !== 'item' &&
    first?.kind === 'text' &&
    goesOn.test(source.slice(first.from, first.to))
  )
}

/** The sentences of a text, with formulas marked, in order. */
export const sentencesOf = (blocks: readonly Block[], source: string): readonly Sentence[] => {
  const out: Sentence[] = []
  let under = ''
  let lead = ''
  let whole = draft()
  for (const [number, block] of blocks.entries()) {
    for (const run of block.runs) appendRun(whole, run, source)
    if (joins(block, blocks[number + 1], source)) {
      whole.text += ' '
      whole.offsets.push(whole.offsets.at(-1) ?? 0)
      whole.strong.push(false)
      continue
    }
    const text = whole.text
    if (block.kind === 'heading') under = text
    const context = block.kind === 'item' || block.kind === 'cell' ? `${under} ${lead}` : under
    let from = 0
    for (const to of [...breaksOf(text), text.length]) {
      if (text.slice(from, to).trim() !== '') {
        const part = cut(whole, from, to)
        out.push({
          ...part,
          kind: block.kind,
          under: context,
          block: number,
          ...(block.cell ? { cell: block.cell } : {}),
        })
      }
      from = to
    }
    if (block.kind === 'paragraph') lead = text.slice(-160)
    whole = draft()
  }
  return out
}
