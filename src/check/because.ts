import type { Quantity, Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
import { assess } from './assess.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

export type Reason = { readonly says: string; readonly kind: 'convention' | 'misconception' }

const common = new Set(
  'this that what which when where with without from gets given gives counted taken left every after before same they them than then each only also into over called call true value values answer their there would does have been being'.split(
    ' ',
  ),
)
const isLong = (part: string): boolean => part.length > 8
const stemsOf = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}][\p{L}-]{3,}/gu) ?? [])
      .filter((word) => !common.has(word))
      // "cross-correlation" is said by "correlation" too.
      .flatMap((word) =>
        word.includes('-') ? [word, ...word.split('-').filter(isLong)] : [word.slice(0, 7)],
      ),
  )

const denied = /\b(?:not|no|never|isn't|rather than|instead of|unlike|as opposed to)\s+(?:\w+[\s-]+){0,3}$/i

/** Who takes two conventions for one follows neither. */
const asOne = /\b(?:(?:are|is) (?:therefore |thus |then )?identical|coincide)\b/i

const fromZero = /\b(?:0|zero)-(?:based|indexed)|\b(?:from|at|with) (?:0|zero)\b/i

// "No flip is needed" is a claim, and names no convention.
const denies = (stem: string, text: string): boolean =>
  new RegExp(
    `\\b${stem}\\w*(?:-free\\b|\\s*(?:=\\s*)?(?:false|=\\s*0)\\b|\\s+(?:\\w+\\s+){0,2}(?:excluded|omitted|ignored|dropped|disabled|left out|turned off|switched off)\\b)|\\b(?:excluding|ignoring|omitting|dropping|leaving out)\\s+(?:\\w+\\s+){0,2}${stem}|(?:\\b(?:without|no|not|never|nor|(?:do|does|did|is|are)n't)\\s+(?:\\w+[\\s*]+){0,3}|\\bun)${stem}(?!\\w*\\s+(?:(?:is|are)\\s+)?(?:needed|necessary|required))`,
    'iu',
  ).test(text.replace(/[’‘]/g, "'").replace(/\*/g, ''))

/** Whether a text says that it follows a convention: a word of the convention that the solver's own do not use. */
export const isSaid = (says: string, reference: Reference, lines: readonly Line[]): boolean => {
  const own = stemsOf(
    reference.solution.conventions.map((convention) => convention.says.replace(/\([^)]*\)/g, '')).join(' '),
  )
  // "With the scheme glorot: … (Glorot & Bengio 2010)" names the convention before it explains it.
  const [name = says, ...rest] = says.split(/:(?=\s)/)
  const people = rest.join(' ').match(/\b[A-Z]\p{L}{3,}/gu) ?? []
  // What a convention goes without is said by denying it.
  const lacked = new Set(
    [...name.matchAll(/\b(?:without|no)\s+(?:the\s+|an?\s+)?(\p{L}{4,})/giu)].flatMap(([, word = '']) => [
      ...stemsOf(word),
    ]),
  )
  const stems = [...stemsOf(`${name} ${people.join(' ')}`)].filter(
    (stem) => lacked.has(stem) || !own.has(stem),
  )
  if (fromZero.test(says) && lines.some(({ sentence: { text } }) => fromZero.test(text))) return true
  return lines.some(
    ({ sentence: { text }, flow }) =>
      !asOne.test(text) &&
      stems.some((stem) => {
        if (lacked.has(stem)) return denies(stem, text) || denies(stem, flow)
        const at = text.toLowerCase().search(new RegExp(`(?<![\\p{L}])${stem.replace(/-/g, '[-\\s]?')}`, 'u'))
        return at >= 0 && !denied.test(text.slice(0, at))
      }),
  )
}

/** What an alternative gives for a quantity: by its name, or as the item of that number in a list. */
export const answerOf = (quantity: Quantity, answers: readonly Quantity[]): Quantity | undefined => {
  const named = answers.find(({ name }) => name === quantity.name)
  if (named) return named
  const [, list, number] = /^(.+)_(\d+)$/.exec(quantity.name) ?? []
  const whole = answers.find(({ name }) => name === list)?.value
  const item = whole?.kind === 'list' ? whole.items[Number(number) - 1] : undefined
  return item && { ...quantity, value: item }
}

/** Why a claimed value came out: the named slip or other convention that gives it, of all or of those `among` them. */
export const reasonFor = (
  { claim, target, claimed }: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
  among?: ReadonlySet<string>,
): Reason | undefined => {
  const reference = references[target.reference]
  if (!reference) return undefined
  for (const { kind, says, answers, chosen } of reference.solution.alternatives) {
    if (among && !among.has(says) && !(chosen !== undefined && among.has(chosen))) continue
    const answer = answerOf(target.quantity, answers)
    if (!answer || (answer.value.kind === 'class' && claimed?.kind !== 'class')) continue
    const known: Known = { ...target, quantity: answer, general: [] }
    if (assess({ ...claim, targets: [known] }, analysis, vocabulary)?.judgement !== 'agrees') continue
    // An operator with its operands in a certain order says by itself which convention it follows.
    const isNotation = answer.value.kind === 'call'
    if (chosen !== undefined && isSaid(chosen, reference, analysis.lines))
      return { says: chosen, kind: 'convention' }
    const unsaid = kind === 'convention' && !isNotation && !isSaid(says, reference, analysis.lines)
    return { says, kind: unsaid ? 'misconception' : kind }
  }
  return undefined
}
