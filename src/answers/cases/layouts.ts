import { splitOutside } from '../../exact/split-outside.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { cellsOf, isRule } from '../table-rows.ts'
import { namesSequence } from './by-earlier.ts'
import { withEnvironments } from './environments.ts'
import { withSpokenCases } from './spoken-cases.ts'

/** Longer texts are working or prose. */
const longest = 3000

const relation = '(?:<|>|≤|≥|\\\\leq?(?![a-z])|\\\\geq?(?![a-z])|\\\\l?dots|…|\\.\\.)'
const condition = new RegExp(`^\\$?\\s*(?:(?:for|if|when|für)\\s+)?[^:]{0,30}?${relation}[^:;]{1,40}$`)
const remaining = /^(?:otherwise|else(?:where)?|sonst|other\s+\$?n\$?)$/i
const isCondition = (text: string): boolean => condition.test(text) || remaining.test(text)

const isIndex = (text: string): boolean =>
  /^\$?[a-z]\$?$/.test(text) || /^(?:range|condition|case|when)$/i.test(text)
const bare = (text: string): string => text.replaceAll('$', '').trim()

/** A table whose first column are conditions, `n | y` over `n < 0 | 0`, as lines `n < 0: y = 0`. */
const withoutTable = (text: string, asked: Asked): string => {
  if (!text.includes('|')) return text
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !isRule(line))
  const from = lines.findIndex((line) => line.includes('|'))
  const [[index = '', name = '', ...more] = [], ...rows] = lines.slice(from).map(cellsOf)
  if (more.length > 0 || rows.length < 2 || !isIndex(index)) return text
  if (!namesSequence(bare(name), asked) && !/^values?$/i.test(name)) return text
  const said = rows.map(([when = '', value, ...others]) => {
    if (value === undefined || value === '' || others.length > 0 || !isCondition(when)) return undefined
    return remaining.test(when) ? `otherwise ${value}` : `${when}: ${value}`
  })
  return said.includes(undefined) ? text : [...lines.slice(0, from), ...said].join('\n')
}

const arrow = /(?:->|→|⟶|↦|=>|⇒|\\(?:to|mapsto|rightarrow|Rightarrow|implies)(?![a-z]))/y
const counting = /(?:^|[\s;,])\(?[1-9][.)]\s+/g

/** `1) n < 0 -> 0  2) …`, `n < 0 → 0; …`: as lines `n < 0: 0`. */
const withoutArrows = (text: string): string => {
  if (!/->|→|⟶|↦|=>|⇒|\\(?:to|mapsto|[rR]ightarrow|implies)(?![a-z])/.test(text)) return text
  const said = splitOutside(text.replaceAll(counting, '\n'), /[;\n]/y).map((piece) => {
    const [when, value, more] = splitOutside(piece.replace(/^[-•*]\s+/, '').replace(/,$/, ''), arrow)
    if (when === undefined || value === undefined || more !== undefined || !isCondition(when))
      return undefined
    return remaining.test(when) ? `otherwise ${value}` : `${when}: ${value}`
  })
  return said.length < 2 || said.includes(undefined) ? text : said.join('\n')
}

/** What people call a stretch of a sequence; none of it changes what is said of that. */
const called =
  /^(?:the|rising|growing|increasing|charging|ramp|up|down|decaying|falling|decreasing|discharging|steady|state|transient|tail|middle|first|second|third|last|start|end|beginning|part|phase|piece|section|segment|region|range|case|stage|interval|overlap|full|partial|no|complete|zero|[1-9a-c]|i{1,3})$/i
const titled = /^(\s*(?:[-•*]\s+)?)(\*{0,2})([A-Za-z0-9 -]{1,40}?)\s*\(([^()\n]{3,40})\)\2\s*:\*{0,2}\s*/

/** `rising part (0 ≤ n < 7): y(n) = …` as `0 ≤ n < 7: y(n) = …`. */
const withoutTitles = (text: string): string =>
  text.includes('):') || text.includes(')**:')
    ? text
        .split('\n')
        .map((line) =>
          line.replace(titled, (whole, lead: string, _stars: string, title: string, when: string) =>
            isCondition(when) && title.split(/[\s-]+/).every((word) => called.test(word))
              ? `${lead}${when}: `
              : whole,
          ),
        )
        .join('\n')
    : text

/** Wide blanks of LaTeX, and sentences that begin with a condition, part cases as a semicolon does. */
const withSemicolons = (text: string): string =>
  text
    .replaceAll(/[,;]?(?:\s|\\[ ,;:])*\\q?quad(?![a-z])/g, '; ')
    .replaceAll(/(?<=[\d\w)}$])\.\s+(?=(?:for|if|when|otherwise|else(?:where)?|für)\s)/gi, '; ')

const letterOfCases = /(?<![A-Za-z\\])([a-z])\s*(?:[<>≤≥]|\\[lg]eq?(?![a-z]))/
const stretch = /\(\s*(-?\d+)\s*(?:\.\.+|…)\s*(-?\d+)\s*\)/g

/** `(5..11)` beside other conditions, and `for negative n`. */
const withStretches = (text: string): string => {
  const letter = letterOfCases.exec(text)?.[1]
  const plain = text.replaceAll(/\bfor\s+negative\s+\$?([a-z])\$?(?![\w])/gi, 'for $1 < 0')
  return letter === undefined ? plain : plain.replaceAll(stretch, `($1 <= ${letter} <= $2)`)
}

/** `0 for n < 0 / … for n ≥ 7`: cases between strokes, each with its condition. */
const withoutStrokes = (text: string): string => {
  const pieces = text.split(/\s\/\s/)
  return pieces.length > 1 && pieces.every((piece) => /\s(?:for|if|when)\s+\S/.test(piece))
    ? pieces.join('; ')
    : text
}

/** Definitions by cases in tables, arrays, numbered lines and sentences, each as lines with a condition and a value. */
export const withCaseLayouts = (text: string, { asked: [asked, ...others] }: AnswerKey): string => {
  if (!asked || others.length > 0 || asked.quantity.value.kind !== 'piecewise' || text.length > longest)
    return text
  const plain = withStretches(withoutStrokes(withEnvironments(text)))
  const lined = withoutArrows(withoutTable(plain, asked))
  return withSpokenCases(withSemicolons(withoutTitles(lined)))
}
