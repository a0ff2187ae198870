const rule = /^\s*\|?[\s:|-]*-[\s:|-]*$/

/** The line of dashes under the headings of a Markdown table. */
export const isRule = (line: string): boolean => rule.test(line)

/** The cells of a row between bars. */
export const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim())
