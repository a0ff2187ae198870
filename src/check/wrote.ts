import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exact } from '../exact/value.ts'
import { toText, toUnicode } from '../exact/write/write.ts'
import type { Reference, Verdict, Wrote } from '../model.ts'
import { readShape } from './answer.ts'
import { sizesWritten } from './sizes.ts'

/** Longer texts are working or prose, which is judged claim by claim and quoted there. */
const longest = 400
/** A value that takes more than this to show needs no repeating. */
const longestShown = 160

/** Undefined for what is no bare answer. */
export const wrote = (
  text: string,
  { verdict, claims, findings }: Verdict,
  references: readonly Reference[],
): Wrote | undefined => {
  if (text.length > longest || text.trim() === '') return undefined
  try {
    const value = readShape(text, references) ?? readText(text)
    if (value.kind === 'word') return undefined
    const form = verdict === 'agrees' ? formOf(value, references) : undefined
    const shown = shapeOf(text, references) ?? toUnicode(value)
    if (shown.length > longestShown) return undefined
    return {
      kind: 'read',
      text: shown,
      ...(form !== undefined && { form }),
      ...(findings.some(({ because }) => isConvention(because, references)) && { elsewhere: true }),
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const nothing = claims.agree + claims.disagree + claims.unverified === 0
    return nothing && isFormula(text) ? { kind: 'unreadable', text, because: error.message } : undefined
  }
}

/** Sizes side by side, where the solution has a shape: no product. */
const shapeOf = (text: string, references: readonly Reference[]): string | undefined =>
  references.some(({ solution }) =>
    [...solution.answers, ...(solution.related ?? [])].some(({ value }) => value.kind === 'shape'),
  )
    ? sizesWritten(text)?.join(' × ')
    : undefined

const isConvention = (because: string | undefined, references: readonly Reference[]): boolean =>
  references.some(({ solution }) =>
    solution.alternatives.some(({ kind, says }) => kind === 'convention' && says === because),
  )

/** Prose has words; a formula that cannot be read has brackets, signs or digits. */
const isFormula = (text: string): boolean =>
  /[\d()[\]{}^*/+=\\√]/.test(text) && !/[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(text)

/** How the solution writes a value that is equal to this one; undefined where it writes it the same. */
const formOf = (value: Exact, references: readonly Reference[]): string | undefined => {
  const own = references.flatMap(({ solution, asks }) =>
    solution.answers.filter(({ name }) => asks === undefined || asks.includes(name)),
  )
  if (own.length !== 1 || value.kind === 'relation') return undefined
  const [answer] = own
  if (!answer || toText(answer.value) === toText(value)) return undefined
  const form = toUnicode(answer.value)
  return form === toUnicode(value) || form.length > longestShown ? undefined : form
}
