/** A stretch of a text, from one offset up to another. */
export type Stretch = { readonly from: number; readonly to: number }

/** A formula, and the stretch that it takes up with the delimiters that it had. */
export type Formula = Stretch & { readonly outer: Stretch }

const token = /\\[A-Za-z]+|\\[^A-Za-z]|[\p{L}]+|\d+(?:[.,]\d+)*|\n\s*\n|\s+|./gsu
const mathematical = /^[-+−=<>≤≥≈≠≃∼~·×÷∕/^_(){}[\]|,.:;!'&∈→⇒√∞…²³⁰-⁹₀-₉]$/u
/** Commands that lay out words. */
const ofWords =
  /^\\(?:textbf|textit|emph|text|item|section|subsection|paragraph|label|ref|cite|url|href|n|t|r)$/
/** Words in a formula that TeX would want a backslash before, or that carry a script. */
const isName = (word: string, next: string): boolean =>
  word.length === 1 ||
  /^d[A-Za-z]$/.test(word) ||
  '_^'.includes(next) ||
  (word.length < 6 && '(='.includes(next))

/** A longer one is no formula that anybody reads. */
const longest = 1500

const opening = '([{'
const closing = ')]}'

/** Without what belongs to the sentence: spaces, its punctuation, an article, a bracket whose other is elsewhere. */
const trimmed = (text: string, from: number, to: number): Formula => {
  let [start, end] = [from, to]
  let outer: Stretch | undefined
  for (let before = -1; before !== end - start; ) {
    before = end - start
    const inner = text.slice(start, end)
    start += /^(?:[\s,.;:!?…~']|[aAI](?=\s))*/.exec(inner)?.[0].length ?? 0
    end -= /(?:[\s,.;:!?…~']|(?<=\s)[aAI])*$/.exec(text.slice(start, end))?.[0].length ?? 0
    // `[ … ]` and `( … )` are delimiters that have lost their backslashes, or brackets of the sentence.
    if (isBracketed(text.slice(start, end))) {
      if (isDelimited(text.slice(start, end))) outer ??= { from: start, to: end }
      ;[start, end] = [start + 1, end - 1]
    }
    const depth = depthsOf(text.slice(start, end))
    if (depth.open > 0 && opening.includes(text[end - 1] ?? ' ')) end -= 1
    else if (depth.open > 0 && opening.includes(text[start] ?? ' ')) start += 1
    if (depth.lost > 0 && closing.includes(text[start] ?? ' ')) start += 1
    else if (depth.lost > 0 && closing.includes(text[end - 1] ?? ' ')) end -= 1
  }
  return { from: start, to: end, outer: outer ?? { from: start, to: end } }
}

/** Whether the first bracket closes with the last character. */
const isBracketed = (text: string): boolean => {
  if (!/^(?:\(.*\)|\[\s.*\s\])$/s.test(text)) return false
  const inner = depthsOf(text.slice(1, -1))
  return inner.open === 0 && inner.lost === 0
}

/** `( x )`: brackets with spaces inside are what is left of `\\(` and `\\)`. */
const isDelimited = (text: string): boolean => /^[[(]\s.*\s[\])]$/s.test(text)

/** Brackets that stay open, and those that close nothing. */
const depthsOf = (text: string): { readonly open: number; readonly lost: number } => {
  let [open, lost] = [0, 0]
  for (const sign of text.replace(/\\[^A-Za-z]/g, '  ')) {
    if (opening.includes(sign)) open += 1
    else if (closing.includes(sign)) [open, lost] = open > 0 ? [open - 1, lost] : [open, lost + 1]
  }
  return { open, lost }
}

const relation = /^\s*(?:[-+=<>≤≥≈·×/&]|\\(?:le|ge|leq|geq|approx|cdot|times|sim|to|in|quad)(?![A-Za-z]))/
const open = /[-+=<>≤≥≈·×/&]\s*$/

/** Whether a formula ends where a line does: it does not in an environment, nor where either line ends with an operator. */
const endsWithLine = (before: string, after: string): boolean => !relation.test(after) && !open.test(before)

/**
 * Stretches of prose that are formulas in TeX whose dollars are missing: they have a command of mathematics in them, or
 * a script in braces where `areScriptsTex`.
 */
export const bareTex = (text: string, areScriptsTex = false): readonly Formula[] => {
  if (!(areScriptsTex ? /\\[A-Za-z|,;!]|[_^]\{|[[(]\s/ : /\\[A-Za-z|,;!]/).test(text)) return []
  const out: Formula[] = []
  let [start, depth, environments] = [-1, 0, 0]
  let isTex = false
  const close = (to: number): void => {
    // A dollar at its edge is one of a pair that does not match.
    const isDebris = /^\\?\$/.test(text.slice(to, to + 2)) || text[start - 1] === '$'
    const own = start >= 0 ? text.slice(start, to).trim() : ''
    const isFormula = isTex || (areScriptsTex && isDelimited(own) && /[A-Za-z=]/.test(own))
    if (start >= 0 && isFormula && !isDebris && to - start <= longest) {
      const found = trimmed(text, start, to)
      if (found.to > found.from) out.push(found)
    }
    ;[start, depth, environments, isTex] = [-1, 0, 0, false]
  }
  for (const { 0: sign, index } of text.matchAll(token)) {
    const end = index + sign.length
    const isInside = depth > 0 || environments > 0
    const opens = areScriptsTex && !isInside && /^[([]$/.test(sign) && /^\s/.test(text.slice(end))
    if (opens) close(index)
    if (!(isInside ? !/^\n\s*\n$/.test(sign) : isPart(sign, text, index, start))) {
      close(index)
      continue
    }
    if (start < 0) start = index
    if (/^\\(?:[A-Za-z]+|[,;!|])$/.test(sign) && !ofWords.test(sign)) isTex = true
    if (sign === '\\begin') environments += 1
    if (sign === '\\end') environments = Math.max(0, environments - 1)
    if (sign === '{') depth += 1
    if (areScriptsTex && sign === '{' && /[_^]/.test(text[index - 1] ?? '')) isTex = true
    if (sign === '}') depth = Math.max(0, depth - 1)
    const closes =
      areScriptsTex && !isInside && /^[)\]]$/.test(sign) && /\s$/.test(text.slice(0, index).slice(-1))
    if (closes || end > start + longest) close(end)
  }
  close(text.length)
  return out
}

/** Whether a token may stand in a formula that has no braces around it. */
const isPart = (sign: string, text: string, at: number, start: number): boolean => {
  const [before, after] = [text[at - 1] ?? ' ', text.slice(at + sign.length, at + sign.length + 12)]
  if (sign.includes('$') || /^\n\s*\n$/.test(sign)) return false
  if (/^\s+$/.test(sign))
    return !sign.includes('\n') || !endsWithLine(text.slice(Math.max(start, at - 4), at), after)
  // A stop before a space ends a formula; a hyphen after a letter belongs to a word.
  if (/^[.;:!]$/.test(sign)) return !/^(?:\s|$)/.test(after)
  if (start < 0 && /\p{L}/u.test(before) && /^[-\d]/.test(sign)) return false
  // `K^2CF`: letters glued to a formula are factors.
  if (start >= 0 && /^[A-Z]{2,4}$/.test(sign) && /[\d})]/.test(before)) return true
  if (/^\p{L}/u.test(sign)) return isName(sign, after[0] ?? ' ')
  return /^(?:\\|\d)/.test(sign) || mathematical.test(sign)
}
