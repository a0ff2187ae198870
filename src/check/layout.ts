import { bareTex } from './bare-tex.ts'

const quoted = /(?:^[ \t]{0,3}>.*(?:\n|$))+/gm
const structure = /^[ \t>]*(?:```|~~~|\$\$|\\\[|\||#|[-*+][ \t]|\d+[.)][ \t])/m

/** In a quotation of several lines only the first one of a paragraph keeps its mark. Same length. */
const withPlainQuotes = (source: string): string =>
  source.replace(quoted, (block) =>
    structure.test(block)
      ? block
      : block.replace(/(?<=^[ \t]{0,3}>.*\S.*\n)[ \t]{0,3}>(?=.*\S)/gm, (mark) => ' '.repeat(mark.length)),
  )

/**
 * Same length, so that offsets stay true: `\(…\)` and `\[…\]` become dollars, and a display formula that does not
 * begin on its own line is laid on one line, as Markdown's math extension asks.
 */
export const laidOut = (source: string): string =>
  withPlainQuotes(source)
    .replace(/^([ \t]*)[•▪◦‣●](?=[ \t])/gm, '$1-')
    .replace(/(?<!\\)\\\((?=[\s\S]*?\\\))/g, '$$ ')
    .replace(/(?<!\\)\\\)/g, ' $$')
    .replace(/(?<!\\)\\\[(?=[\s\S]{0,8000}?\\\])/g, '$$$$')
    .replace(/(?<!\\)\\\](?![\d.]*(?:ex|em|pt))/g, '$$$$')
    .replace(/\$\$[ \t]*[^\s$][^$]*\$\$/g, (formula) => formula.replace(/\n/g, ' '))

/** An asterisk right between two factors multiplies; Markdown would take two of them for emphasis. Same length. */
export const withProducts = (source: string): string =>
  source.replace(
    /(?<=[\d)\]}])\*(?=[\w(\\])|(?<=\w)\*(?=\d)|(?<=(?:^|[\s(=])(?:[\w(]\S{0,60})?\w)\*(?=[\w(\\])|(?<=[\d)\]]|(?<![\w*])[A-Za-z])\*\*(?=[\w(])/g,
    (stars) => '·'.repeat(stars.length),
  )

const fenced = /(\$\$[^$]*\$\$|\$[^$\n]*\$|```[\s\S]*?```|`[^`\n]*`)/

/** In a formula whose dollars are missing, `_` and `*` are no emphasis. Same length. */
export const withPlainScripts = (source: string): string => {
  if (!usesBareTex(source)) return source
  return source
    .split(fenced)
    .map((piece, at) => {
      let out = piece
      for (const { from, to } of at % 2 === 0 ? bareTex(piece, true) : [])
        out = out.slice(0, from) + out.slice(from, to).replace(/[_*]/g, '·') + out.slice(to)
      return out
    })
    .join('')
}

let lastSeen = { source: '', uses: false }
/** Whether a text has commands of TeX outside of its formulas; asked again and again of one text. */
export const usesBareTex = (source: string): boolean => {
  if (lastSeen.source !== source) {
    const pieces = source.split(fenced).filter((_, at) => at % 2 === 0)
    lastSeen = { source, uses: pieces.some((piece) => bareTex(piece).length > 0) }
  }
  return lastSeen.uses
}
