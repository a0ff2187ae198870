import type { CasesRow, Element } from './elements.ts'
import type { Token } from './latex-tokens.ts'
import {
  arrows,
  closers,
  endOf,
  nameAfter,
  openers,
  pastGroup,
  pastSpacing,
  rowed,
  signs,
  spaces,
  splitAt,
  texts,
  tokensOf,
} from './latex-tokens.ts'

class Builder {
  readonly out: Element[] = []
  private readonly source: string
  private start: number | undefined
  private end = 0

  constructor(source: string) {
    this.source = source
  }

  extend(token: Token): void {
    this.start ??= token.from
    this.end = token.to
  }

  flush(): void {
    if (this.start === undefined) return
    const raw = this.source.slice(this.start, this.end)
    const text = raw
      .trim()
      .replace(/(?:\s|\\[,;:!])*(?<!\\left|\\right)[.,;]+$/, '')
      .trimEnd()
    const from = this.start + raw.length - raw.trimStart().length
    this.start = undefined
    if (text.replace(/[\s&]|\\[,;:!> ]/g, '') === '') return
    this.out.push({ kind: 'side', text, format: 'latex', from, to: from + text.length })
  }

  push(element: Element): void {
    this.flush()
    this.out.push(element)
  }
}

const casesOf = (source: string, body: readonly Token[]): CasesRow[] =>
  splitAt(body, '\\\\')
    .filter((row) => row.some((token) => token.text.trim() !== ''))
    .map((row) => {
      const [value = [], ...when] = splitAt(row, '&')
      return { value: build(source, value), when: build(source, when.flat()) }
    })

const lastBefore = (tokens: readonly Token[], at: number): Token | undefined =>
  tokens.slice(Math.max(0, at - 4), at).findLast(({ text }) => text.trim() !== '')

/** Behind an operator or a letter a short upright word is a factor: `w - \\eta \\text{dw}`. */
const isFactorAfter = (token: Token | undefined): boolean =>
  token !== undefined &&
  /^(?:[-+*/(]|[A-Za-z]|\\cdot|\\,|\\(?:alpha|beta|gamma|eta|lambda|sigma|mu))$/.test(token.text)
const proseWords: ReadonlySet<string> = new Set(
  'if for and or on in is so when where else with at by then thus hence since as to the all any of not from ns ms s m GB MB TB FLOP bytes tokens bits'.split(
    ' ',
  ),
)

/** `\\overset{why}{=}` is a relation with a remark; an arrow with one leads on. */
const decorations: ReadonlySet<string> = new Set(['\\overset', '\\underset', '\\stackrel'])
const labelledArrows: ReadonlySet<string> = new Set(['\\xrightarrow', '\\xRightarrow', '\\xlongrightarrow'])

/** Handles a token with a meaning of its own at the outer level; gives the next index, or undefined for other tokens. */
const special = (
  _source: string,
  tokens: readonly Token[],
  at: number,
  into: Builder,
): number | undefined => {
  const token = tokens[at]
  if (!token) return undefined
  const sign = token.text === ':' && tokens[at + 1]?.text === '=' ? undefined : signs.get(token.text)
  if (sign) {
    into.push({ kind: 'relation', sign, from: token.from, to: token.to })
    return at + 1
  }
  if (token.text === ':' && tokens[at + 1]?.text === '=') return at + 1
  if (decorations.has(token.text)) {
    const base = pastGroup(tokens, at + 1)
    const past = pastGroup(tokens, base)
    const decorated = signs.get(nameAfter(tokens, base).trim())
    if (!decorated) return undefined
    into.push({ kind: 'relation', sign: decorated, from: token.from, to: token.to })
    return past
  }
  if (labelledArrows.has(token.text)) {
    const bracket =
      tokens[at + 1]?.text === '[' ? tokens.findIndex(({ text }, i) => i > at && text === ']') : at
    into.push({ kind: 'break', by: 'arrow', from: token.from })
    return pastGroup(tokens, bracket + 1)
  }
  if (arrows.has(token.text)) into.push({ kind: 'break', by: 'arrow', from: token.from })
  else if (token.text === ',' || token.text === ';' || token.text === ':')
    into.push({ kind: 'break', by: 'comma', from: token.from })
  else if (spaces.has(token.text)) {
    into.push({ kind: 'break', by: token.text === '\\\\' ? 'row' : 'space', from: token.from })
    if (token.text === '\\hspace') return pastGroup(tokens, at + 1)
    if (token.text === '\\\\') return pastSpacing(tokens, at) + 1
  } else if (texts.has(token.text) && tokens[at + 1]?.text === '{') {
    const end = pastGroup(tokens, at + 1)
    const words = nameAfter(tokens, at + 1)
    // A one-word text is part of a name (`\text{fan}_{in}`) when a script follows it.
    const isName =
      /^[_^]$/.test(tokens[end]?.text ?? '') ||
      (/^[([]$/.test(tokens[end]?.text ?? '') && /^\w+$/.test(words)) ||
      tokens[at - 1]?.text === '_' ||
      (isFactorAfter(lastBefore(tokens, at)) && /^[A-Za-z]{1,3}$/.test(words) && !proseWords.has(words))
    if (isName || words.trim() === '') return undefined
    into.push({ kind: 'words', text: words, from: token.from, to: tokens[end - 1]?.to ?? token.to })
    return end
  } else return undefined
  return at + 1
}

const environment = (source: string, tokens: readonly Token[], at: number, into: Builder): number => {
  const name = nameAfter(tokens, at + 1)
  const bodyFrom = pastGroup(tokens, at + 1)
  const close = endOf(tokens, at)
  const past = close >= tokens.length ? tokens.length : pastGroup(tokens, close + 1)
  const body = tokens.slice(bodyFrom, close)
  const [first, last] = [tokens[at], tokens[past - 1]]
  if (!first || !last) return past
  if (name === 'cases' || name === 'dcases')
    into.push({ kind: 'cases', rows: casesOf(source, body), from: first.from, to: last.to })
  else if (rowed.has(name)) {
    into.flush()
    into.out.push(
      ...build(
        source,
        body.filter((token) => token.text !== '&'),
      ),
    )
  } else for (const token of tokens.slice(at, past)) into.extend(token)
  return past
}

const build = (source: string, tokens: readonly Token[]): Element[] => {
  const into = new Builder(source)
  let depth = 0
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (!token) break
    if (token.text === '\\begin' && depth === 0) {
      at = environment(source, tokens, at, into)
      continue
    }
    if (token.text === '{') {
      const end = pastGroup(tokens, at)
      for (const inner of tokens.slice(at, end)) into.extend(inner)
      at = end
      continue
    }
    if (token.text === '\\boxed' && depth === 0) {
      const end = pastGroup(tokens, at + 1)
      into.flush()
      into.out.push(...build(source, tokens.slice(at + 2, end - 1)))
      at = end
      continue
    }
    // `\left` and `\right` take their delimiter with them, so that `\left.` and `\left|` balance too.
    const sized = token.text === '\\left' || token.text === '\\right'
    if (openers.has(token.text)) depth += 1
    else if (closers.has(token.text)) depth = Math.max(0, depth - 1)
    else if (depth === 0) {
      const next = special(source, tokens, at, into)
      if (next !== undefined) {
        at = next
        continue
      }
    }
    into.extend(token)
    if (sized && tokens[at + 1]) into.extend(tokens[at + 1] as Token)
    at += sized ? 2 : 1
  }
  into.flush()
  return into.out
}

/** The sides, relations and breaks of a LaTeX formula that stands at `from`..`to` of the source. */
export const latexElements = (source: string, from: number, to: number): readonly Element[] =>
  build(source, tokensOf(source, from, to))
