import { joining } from '../labels.ts'
import type { Pair } from './pair.ts'

/** What goes on with a label, and is no value: "growth of …", "parameters (per filter)", "std² grows", "w -= …", "w - …". */
const goesOn =
  /^(?:of|in|with|for|per|by|to|at|from|and|grows?|scales?|squared)\b|^[²^]|^[-+−*/·:]?=|^[-+−*/·]\s|^(?:<-|←|\\leftarrow|\\gets)|^\([a-z][a-z\s,]+\)/i

/** "Growth in": a label that goes on. */
const unfinished = /(?:^|\s)(?:of|in|with|for|per|by|to|at|from|and|the|an?|is)\s*$/i

/** `undo it with`: a label that a value follows. */
const remedy = /\b(?:undo|undone|compensated?|correct(?:ed)?|rescaled?|fix(?:ed)?)\b.*\b(?:with|by)\s*$/i

/** A word that no value begins with: "x3 is …", "the max layer sends …". */
const isTold = (value: string): boolean => {
  const word = /^[a-z]{3,}(?![a-z_(])/.exec(value)?.[0]
  return word !== undefined && !beginning.has(word)
}
const beginning = new Set(
  'the one two three four five six seven eight nine ten zero half square root inverse sqrt floor ceil linear linearly quadratic quadratically proportional grows theta big'.split(
    ' ',
  ),
)

const sign = /^[$(]*d?[A-Za-z]\W*$/

/** Whether a word is a sign in a formula, as w and dw in "w - η dw". */
const isOperand = (words: readonly string[], at: number): boolean =>
  sign.test(words[at]?.trim() ?? '') &&
  (joining.test(words[at - 1]?.trim() ?? '') || /^[-+−*·]$/.test(words[at + 1]?.trim() ?? ''))

/** The longest run of words at the start that is a label, where no other label stands behind it. */
export const labelAt = (text: string, isLabel: (text: string) => boolean): Pair | undefined => {
  const words = text.split(/(?<=\s)/)
  for (let count = Math.min(words.length - 1, 6); count > 0; count--) {
    const label = words.slice(0, count).join('')
    if ((unfinished.test(label) && !remedy.test(label)) || !isLabel(label)) continue
    const value = text.slice(label.length).replace(/^\s*(?:is|=|:|stays?|remains?)\s+/, '')
    const isWhole =
      !goesOn.test(value) &&
      !isTold(value) &&
      !words.some(
        (word, at) => at >= count && isLabel(word.replace(/[.,;:]+\s*$/, '')) && !isOperand(words, at),
      )
    return isWhole ? { label, value } : undefined
  }
  return undefined
}

/** `which grows like √n`, `linear in n`, `the deviation grows linearly`, and nothing else. */
const growing =
  /^\s*(?:(?:it|which|(?:the\s+)?(std|sd|deviation|standard\s+deviation))\s+)?((?:grows|scales|increases)\s+(?:as|like|linearly|quadratically|proportional(?:ly)?\s+to)\b|linear(?:ly)?\b|quadratic(?:ally)?\b)((?:\s+(?:the\s+)?(?:square\s+)?root\s+of|\s+in|\s+with)?(?:\s*\S{1,40})?)$/i

/** A growth behind the value that it is of, or with its name. */
export const growthIn = (
  piece: string,
  before: Pair | undefined,
  isLabel: (text: string) => boolean,
): Pair | undefined => {
  const [whole, of = before?.label, verb = '', rest = ''] = growing.exec(unset(piece)) ?? []
  const label = of === undefined ? undefined : `growth of ${of}`
  return label && whole !== undefined && isLabel(label) ? { label, value: `${verb}${rest}` } : undefined
}

/** Words set as text, as they are. */
const unset = (text: string): string => text.replaceAll(/\\text\s*\{([^{}]*)\}/g, '$1').replace(/\.\s*$/, '')
