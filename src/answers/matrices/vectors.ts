import type { AnswerKey } from '../answer-key.ts'

const entry = String.raw`[-−+]?\s?(?:\d+(?:\.\d+)?|\.\d+|\\[td]?frac(?:\{\d+\}\{\d+\}|\d\d))(?:\s?\/\s?\d+)?`
const entries = String.raw`(\s*${entry}(?:\s?[,;]\s?(?:\\[ ,;:]\s?)?${entry}){1,50}\s*)`
/** `<0, 1>`, `⟨0, 1⟩`, `\langle 0, 1 \rangle` and `{0, 1}`: brackets that have another meaning elsewhere. */
const vectors: readonly RegExp[] = [
  new RegExp(`(?<![\\w)\\]}<] ?)<${entries}>(?! ?[\\w([{>])`, 'g'),
  new RegExp(`⟨${entries}⟩`, 'g'),
  new RegExp(`(?:\\\\left\\s?)?\\\\langle(?![a-z])${entries}(?:\\\\right\\s?)?\\\\rangle(?![a-z])`, 'g'),
  new RegExp(`(?:\\\\left\\s?)?\\\\\\{${entries}(?:\\\\right\\s?)?\\\\\\}`, 'g'),
  new RegExp(`(?<![\\w^_\\\\)\\]}] ?)\\{${entries}\\}(?! ?[\\w([{^_])`, 'g'),
]

/** Where all that is asked for are vectors, their entries between brackets of other kinds as `[0, 1]`. */
export const withVectors = (text: string, { asked }: AnswerKey): string => {
  if (!/[<⟨{]|\\langle/.test(text)) return text
  const isOfVectors = asked.every(
    ({ quantity: { value } }) => value.kind === 'tensor' && value.shape.length === 1,
  )
  return isOfVectors && asked.length > 0
    ? vectors.reduce((out, pattern) => out.replaceAll(pattern, '[$1]'), text)
    : text
}
