import type { Exact } from '../value.ts'
import { syntax } from './token.ts'

const leadIn =
  /^(?:(?:so|thus|hence|therefore|finally)[,\s]+)?(?:the\s+|my\s+|our\s+)?(?:final\s+|correct\s+|exact\s+)?(?:answer|result|value|solution)(?:\s+is|\s*:|\s*=|(?=\s*(?:\$|\\\[|\\\()))\s*:?\s*/i
const verdict =
  /^(?:(?:(?:the|this)\s+(?:statement|claim|answer|assertion|proposition)|this|it|that)\s+is\s+)?(not\s+)?(true|false|yes|no|correct|incorrect)[.!]?$/i
const words = /^(?:undefined|not determined|no solution|does not exist|none)[.!]?$/i

/** `true`, `The statement is true.`, `not true`. */
export const truth = (text: string): Exact | undefined => {
  const found = verdict.exec(text.trim().replace(/^\\text\{([^{}]*)\}$/, '$1'))
  if (!found) return undefined
  const positive = /^(?:true|yes|correct)$/i.test(found[2] ?? '')
  return { kind: 'truth', value: found[1] === undefined ? positive : !positive }
}

/** An answer that is a word: "undefined", "not determined". */
export const word = (text: string): Exact | undefined => {
  const bare = text.trim()
  return words.test(bare) ? { kind: 'word', word: bare.replace(/[.!]$/, '').toLowerCase() } : undefined
}

/** Boxes that only a comma or "and" parts hold one answer together; otherwise the last one counts. */
const boxed = (text: string): string | undefined => {
  if (!text.includes('\\boxed{')) return undefined
  const starts = [...text.matchAll(/\\boxed\{/g)].map((found) => found.index)
  const contents = starts.map((start) => ({ start, inner: boxAt(text, start) }))
  let joined: string | undefined
  let end = 0
  for (const { start, inner } of contents) {
    if (inner === undefined || start < end) continue
    const between = text.slice(end, start).replace(/\\(?:q?quad|text|[,;:! ])|and|[\s{}$,;]|\\[()[\]]/g, '')
    joined = joined !== undefined && between === '' ? `${joined}, ${inner}` : inner
    end = start + 8 + inner.length
  }
  // A percent sign behind the box belongs to the number inside.
  return joined !== undefined && /^[$\s]*(?:\\?%|pct|percent)/.test(text.slice(end)) ? `${joined}\\%` : joined
}

/** What stands in the box that starts at a position. */
const boxAt = (text: string, start: number): string | undefined => {
  let open = 0
  for (let at = start + 6; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '{') open += 1
    else if (character === '}' && --open === 0) return text.slice(start + 7, at)
  }
  return undefined
}

const wrappers: readonly RegExp[] = [
  /^\$\$([\s\S]*)\$\$$/,
  /^\$([^$]*)\$$/,
  /^\\\[([\s\S]*)\\\]$/,
  /^\\\(([\s\S]*)\\\)$/,
]

/** What stands between dollar signs or their like. */
const wrapped = (text: string): string | undefined => {
  if (!text.startsWith('$') && !text.startsWith('\\')) return undefined
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(text)?.[1]
    if (inner !== undefined) return inner
  }
  return undefined
}

const nonsense =
  /\\(?:text\w*|math[a-z]+|operatorname\*?|begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+|[_^]\s*\{[^{}]*\}|[_^]\w+/g
const english =
  /(?:^|\s)(?:the|is|are|was|which|that|this|so|we|with|of|to|it|then|hence|thus|because|since|where|value|answer|find|let)(?=\s|$)/i

/** English around a formula must not be read as products of letters. Throws ReadError. */
export const refuseProse = (text: string): void => {
  const bare = text.replace(nonsense, ' ').replace(/\b(?:and|or)\b/g, ' ')
  if (english.test(bare) || /[A-Za-z]{2,}\s+[A-Za-z]{3,}/.test(bare) || /[a-z]{6,}/.test(bare))
    throw syntax('This is a sentence, not a formula.')
}

export type Unwrapped = { readonly text: string; readonly isLatex: boolean }

const hasCommand = /\\[a-zA-Z{}|,;:!%]/

/** Takes off what stands around an answer: "The answer is", emphasis, dollar signs, a box, a full stop. */
export const unwrap = (text: string): Unwrapped => {
  let bare = text.trim()
  let isLatex = false
  for (let changed = true; changed; ) {
    const before = bare
    bare = bare.replace(leadIn, '').trim()
    if (/[^.\d\s]\.$|\d\.$|\$\.$/.test(bare)) bare = bare.slice(0, -1).trim()
    bare = (/^\*\*([^*]+)\*\*$/.exec(bare)?.[1] ?? /^`([^`]+)`$/.exec(bare)?.[1] ?? bare).trim()
    const inner = boxed(bare)
    const math = inner ?? wrapped(bare)
    if (math !== undefined) {
      bare = math.trim()
      isLatex = true
    }
    changed = bare !== before
  }
  // `$x$ = 3` and `x = $3$` are one formula with its dollar signs inside.
  if (bare.includes('$')) {
    refuseProse(bare.replace(/\$[^$]*\$/g, ' '))
    return { text: bare.replaceAll('$', ' '), isLatex: true }
  }
  return { text: bare, isLatex: isLatex || hasCommand.test(bare) }
}
