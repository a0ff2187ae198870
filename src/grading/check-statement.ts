import katex from 'katex'

/** What is wrong with the formulas of a statement: each with why. It takes the delimiters that `src/render/prose.ts` takes. */
export const badFormulas = (statement: string): readonly string[] => {
  const { formulas, beside, faults } = readFormulas(withoutCode(statement))
  return [...faults, ...formulas.flatMap(untypeset), ...strayEnvironments(beside)]
}

type Formula = { readonly tex: string; readonly written: string; readonly display: boolean }
type Read = {
  readonly formulas: readonly Formula[]
  /** What stands beside formulas. */
  readonly beside: string
  readonly faults: readonly string[]
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')

/** In code, fenced or inline, nothing is a formula. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\1[^\n]*$|$(?![\s\S]))/gm, blank)
    .replaceAll(/(`+)(?!`)[^`\n]+\1(?!`)/g, blank)

const delimiter = /\\\$|\\[()[\]]|\$+/g
const closers: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]' }

const readFormulas = (text: string): Read => {
  const formulas: Formula[] = []
  const faults: string[] = []
  let beside = ''
  let at = 0
  for (;;) {
    delimiter.lastIndex = at
    const found = delimiter.exec(text)
    if (!found) break
    const [opener] = found
    const from = found.index + opener.length
    beside += text.slice(at, found.index)
    at = from
    if (opener === '\\$') continue
    if (opener === '\\)' || opener === '\\]') {
      faults.push(`the statement closes a formula with ${opener} that is never opened`)
      continue
    }
    const closer = closers[opener] ?? opener
    const end = endOf(text, from, closer)
    if (end === undefined) {
      faults.push(`the statement opens a formula with ${opener} that is never closed`)
      // What follows may be meant as text or as formula.
      return { formulas, beside, faults }
    }
    const tex = text.slice(from, end)
    const written = `${opener}${tex}${closer}`
    if (opener === '\\(' && tex.includes('\n'))
      faults.push(
        `${oneLine(written)} stands on several lines, where \\(…\\) is no formula: write it with $ or on one line`,
      )
    formulas.push({ tex, written, display: opener === '$$' || opener === '\\[' })
    at = end + closer.length
  }
  return { formulas, beside: beside + text.slice(at), faults }
}

/** Where the closing delimiter begins; as many `$` as opened it, none of them escaped. */
const endOf = (text: string, from: number, closer: string): number | undefined => {
  delimiter.lastIndex = from
  for (let found = delimiter.exec(text); found; found = delimiter.exec(text))
    if (found[0] === closer) return found.index
  return undefined
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const untypeset = ({ tex, written, display }: Formula): readonly string[] => {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'error', displayMode: display })
    return []
  } catch (error) {
    return [`${oneLine(written)} does not typeset: ${error instanceof Error ? error.message : error}`]
  }
}

/** `\begin…\end` is typeset in formulas only. */
const strayEnvironments = (beside: string): readonly string[] => {
  const open: string[] = []
  const faults: string[] = []
  for (const [, side, name = ''] of beside.matchAll(/\\(begin|end)\s*\{([^{}\n]*)\}/g)) {
    if (side === 'begin') open.push(name)
    else if (open.at(-1) === name) {
      open.pop()
      faults.push(
        `\\begin{${name}}…\\end{${name}} stands outside a formula, where it is not typeset: put it between $$ and $$`,
      )
    } else faults.push(`the statement has \\end{${name}} without its \\begin{${name}}`)
  }
  return [...faults, ...open.map((name) => `the statement has \\begin{${name}} without its \\end{${name}}`)]
}
