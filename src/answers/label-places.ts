import type { AnswerKey, Asked } from './answer-key.ts'

/** The labels of a part's solutions that are one sign: `ii`, `2`, `b`. */
const signsOf = (asked: readonly Asked[]): readonly string[] =>
  [...new Set(asked.flatMap(({ labels }) => labels))].filter((label) => /^[a-z\d]+$/.test(label))

/** `[[…]] (i), [[…]] (ii)`: a label that stands behind its value, in front of it. */
const withLabelsInFront = (text: string, signs: readonly string[]): string => {
  const label = `\\((?:${signs.join('|')})\\)`
  const one = `(\\[\\[[^=:()]*?\\]\\]|\\\\begin\\{[a-z]*matrix\\}[^()]*?\\\\end\\{[a-z]*matrix\\})\\s*(${label})`
  if (!new RegExp(`^\\s*${one}(?:\\s*[,;]?\\s*(?:and\\s+)?${one})*\\s*\\.?$`, 'is').test(text)) return text
  return [...text.matchAll(new RegExp(one, 'gis'))].map(([, value, sign]) => `${sign} ${value}`).join('; ')
}

/** Each `(ii)` that names one of the part's solutions begins a piece; `ii)` and `ii:` do behind a bracket. */
export const withLabelsApart = (text: string, { asked }: AnswerKey): string => {
  const signs = signsOf(asked)
  if (signs.length === 0) return text
  return signs.reduce(
    (out, label) =>
      out
        .replaceAll(new RegExp(`\\s\\(${label}\\)\\s*:?`, 'g'), `; (${label}) `)
        .replaceAll(
          new RegExp(`(?<=[\\])}])[\\s,;]+${label}\\s*[):](?=\\s|[[({\\\\$])\\s*:?`, 'g'),
          `; (${label}) `,
        ),
    withLabelsInFront(text, signs),
  )
}

const counted = /^\s*\(?(\d{1,2})[.)]\s/gm

/** Whether lines are numbered as the part's solutions are not: `3) …⏎4) …` beside (i) and (ii). */
const hasOtherNumbers = (text: string, signs: readonly string[]): boolean =>
  [...text.matchAll(counted)].some(([, number = '']) => !signs.includes(number))

/** Whether the label of the first solution stands between two matrices, and may be said of either. */
const isBetween = (text: string, { asked: [first] }: AnswerKey, signs: readonly string[]): boolean => {
  const [whole, sign = ''] =
    new RegExp(`\\]\\]\\s*[,;]?\\s*\\((${signs.join('|')})\\)\\s*:?\\s*\\[\\[`, 'i').exec(text) ?? []
  const before = whole === undefined ? '' : text.slice(0, text.indexOf(whole))
  return (
    whole !== undefined &&
    first?.labels.includes(sign.toLowerCase()) === true &&
    /^\s*\[\[[^=:()]*$/.test(before)
  )
}

/** Whether it is not told by labels which value is which solution's. */
export const hasOtherLabels = (text: string, key: AnswerKey): boolean => {
  const signs = signsOf(key.asked)
  if (signs.length === 0) return false
  return hasOtherNumbers(text, signs) || isBetween(withLabelsInFront(text, signs), key, signs)
}
