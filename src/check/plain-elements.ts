import type { Element } from './elements.ts'
import { latexElements } from './latex-elements.ts'
import { rowLabel } from './markdown.ts'
import { mathematical, sideEnd } from './plain-sides.ts'
import type { IsSymbol, Token } from './plain-tokens.ts'
import { signs, tokensOf, withLabels, withSizes } from './plain-tokens.ts'
import type { Sentence } from './sentences.ts'
import { matrixIn, printedMatrix } from './tables.ts'

/** An element and its place in the sentence's text. */
export type Placed = { readonly element: Element; readonly at: number; readonly end: number }

const sourceOffset = (sentence: Sentence, at: number): number => sentence.offsets[at] ?? 0

/** What the pieces of one sentence are read with. */
type Setting = { readonly sentence: Sentence; readonly source: string; readonly isSymbol: IsSymbol }

const formulaElements = ({ sentence, source, isSymbol }: Setting, mark: string): readonly Element[] => {
  const run = sentence.formulas.get(mark)
  if (!run) return []
  if (run.kind === 'math') return latexElements(source, run.from, run.to)
  const { grid, from, to } = run
  return grid
    ? [{ kind: 'side', text: grid, format: 'plain', from, to }]
    : listingElements(source, from, to, isSymbol)
}

const number = /[-−+]?\d+(?:[./]\d+)?/g

/** Lines of equally many numbers are a matrix, whether bars, brackets or commas stand between them or not. */
const gridOf = (source: string, from: number, to: number): Element | undefined => {
  const text = source.slice(from, to)
  const lines = text
    .split('\n')
    .map((line) => line.replace(rowLabel, ''))
    .filter((line) => /\d/.test(line))
  if (lines.length < 2 || lines.some((line) => /[^-−+\d./,;|[\](){}\s&\\]/.test(line))) return undefined
  const rows = lines.map((line) => line.match(number) ?? [])
  const written = (rows[1]?.length ?? 0) > 1 ? matrixIn(rows) : undefined
  return written === undefined ? undefined : { kind: 'side', text: written, format: 'plain', from, to }
}

const mostJoined = 40

/** The lines of a listing, where an open bracket holds the next lines to its own. */
const balancedLines = (text: string): readonly string[] => {
  const out: string[] = []
  let [open, joined] = [0, 0]
  for (const line of text.split('\n')) {
    if (open > 0 && joined < mostJoined) out.push(`${out.pop() ?? ''}\n${line}`)
    else [open, joined] = [0, out.push(line) - out.length]
    joined += 1
    open += (line.match(/[[(]/g)?.length ?? 0) - (line.match(/[\])]/g)?.length ?? 0)
  }
  return out
}

/** A code span or listing reads as plain text, a line at a time. */
const listingElements = (
  source: string,
  from: number,
  to: number,
  isSymbol: IsSymbol,
): readonly Element[] => {
  const grid = gridOf(source, from, to)
  if (grid) return [grid]
  const out: Element[] = []
  let at = from
  const lines = balancedLines(source.slice(from, to))
  for (const [number, line] of lines.entries()) {
    const offsets = Array.from({ length: line.length + 1 }, (_, i) => at + i)
    const text = line.replace(/[\ue000-\uf8ff]/g, ' ')
    const strong: boolean[] = []
    const inner: Sentence = {
      text,
      offsets,
      strong,
      formulas: new Map(),
      kind: 'listing',
      under: '',
      block: 0,
    }
    out.push(...plainElements(inner, source, isSymbol).map(({ element }) => element), {
      kind: 'break',
      by: number < lines.length - 1 ? 'line' : 'stop',
      from: at,
    })
    at += line.length + 1
  }
  return out
}

const writtenBetween = (tokens: readonly Token[], sentence: Sentence, source: string): string => {
  let [text, last] = ['', tokens[0]?.at ?? 0]
  for (const token of tokens) {
    const run = sentence.formulas.get(token.text)
    text += sentence.text.slice(last, token.at) + (run ? `{${source.slice(run.from, run.to)}}` : token.text)
    last = token.end
  }
  return text
}

const isBareOperator = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => token.kind === 'operator' || token.kind === 'open' || token.kind === 'close')

/** The text of tokens, with a sign for every letter x that multiplies. */
const withTimes = (tokens: readonly Token[], text: string, at: number, end: number): string => {
  const signs = new Set(tokens.filter(({ text: sign }) => sign === '×').map((token) => token.at))
  return [...text.slice(at, end)]
    .map((character, i) => (/[xX]/.test(character) && signs.has(at + i) ? '×' : character))
    .join('')
}

/** One side from a run of mathematical tokens; formulas in it are joined by operators, or it is only words. */
const sideOf = (tokens: readonly Token[], setting: Setting): Placed[] => {
  const { sentence, source } = setting
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (!first || !last) return []
  const [at, end] = [first.at, last.end]
  const from = sourceOffset(sentence, at)
  const to = sourceOffset(sentence, end - 1) + 1
  const marks = tokens.filter((token) => token.kind === 'mark')
  const only = tokens.length === 1 ? marks[0] : undefined
  if (only) return formulaElements(setting, only.text).map((element) => ({ element, at, end }))
  if (isBareOperator(tokens))
    return [{ element: { kind: 'words', text: sentence.text.slice(at, end), from, to }, at, end }]
  if (marks.length === 0) {
    const written = withTimes(tokens, sentence.text, at, end)
    const text = printedMatrix(written) ?? written
    return [{ element: { kind: 'side', text, format: 'plain', from, to }, at, end }]
  }
  const simple = marks.every((mark) => {
    const inner = formulaElements(setting, mark.text)
    return inner.length === 1 && inner[0]?.kind === 'side'
  })
  const joined = tokens.every(
    (token, i) => token.kind !== 'mark' || (isJoint(tokens[i - 1]) && isJoint(tokens[i + 1])),
  )
  const lastMark = sentence.formulas.get(last.text)
  const firstMark = sentence.formulas.get(first.text)
  if (simple && joined) {
    const text = writtenBetween(tokens, sentence, source)
    const side: Element = {
      kind: 'side',
      text,
      format: 'latex',
      from: firstMark?.from ?? from,
      to: lastMark?.to ?? to,
    }
    return [{ element: side, at, end }]
  }
  return tokens.flatMap((token) => {
    if (token.kind === 'mark')
      return formulaElements(setting, token.text).map((element) => ({
        element,
        at: token.at,
        end: token.end,
      }))
    const words: Element = {
      kind: 'words',
      text: token.text,
      from: sourceOffset(sentence, token.at),
      to: sourceOffset(sentence, token.end - 1) + 1,
    }
    return [{ element: words, at: token.at, end: token.end }]
  })
}

const isJoint = (token: Token | undefined): boolean =>
  token === undefined ||
  (token.kind === 'operator' && !/[%!]/.test(token.text)) ||
  token.kind === 'open' ||
  token.kind === 'close' ||
  token.kind === 'comma'

/** The elements of a sentence: its prose as words, its formulas and plain-text equations as sides and relations. */
export const plainElements = (sentence: Sentence, source: string, isSymbol: IsSymbol): readonly Placed[] => {
  const setting = { sentence, source, isSymbol }
  const tokens = withSizes(withLabels(tokensOf(sentence.text, isSymbol)), sentence.text)
  const out: Placed[] = []
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]
    if (!token) break
    const [at, end] = [token.at, token.end]
    const from = sourceOffset(sentence, at)
    const place = (element: Element): void => void out.push({ element, at, end })
    const sideTo =
      mathematical.has(token.kind) && token.kind !== 'comma' && token.kind !== 'close'
        ? sideEnd(tokens, i, sentence.kind === 'listing')
        : i
    if (sideTo > i) {
      out.push(...sideOf(tokens.slice(i, sideTo), setting))
      i = sideTo
      continue
    }
    const sign = signs.get(token.text)
    if (token.kind === 'relation' && sign)
      place({ kind: 'relation', sign, from, to: from + token.text.length })
    else if (token.kind === 'arrow') place({ kind: 'break', by: 'arrow', from })
    else if (token.kind === 'comma') place({ kind: 'break', by: 'comma', from })
    else if (token.kind === 'word')
      place({ kind: 'words', text: token.text, from, to: from + token.text.length })
    else place({ kind: 'break', by: token.kind === 'open' ? 'bracket' : 'stop', from })
    i += 1
  }
  return out
}
