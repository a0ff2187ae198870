import type { Expression } from '../../exact/expression.ts'
import { isExpression, type Piecewise } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { casesWith } from '../compare.ts'
import { namesIt } from '../labels.ts'
import { readPlainly } from '../read-value.ts'
import { unboxed } from '../segments.ts'

/** Longer texts are working or prose. */
const longest = 300

/** Why a sequence is an earlier one moved, and by how much; no word of another change. */
const reasons = new Set(
  `by due to because of using since so hence thus therefore as the a is it its we get have this that i e with from where in and
  property time shift translation invariance invariant equivariance equivariant lti linear system systems convolution
  output result sequence signal delay delayed delays shifted shifts moved samples steps units right later part above
  wegen zeitinvarianz also just simply exactly to only old convolving input gives this of`.split(/\s+/),
)

/** `x_2(n) = x(n − 5)`, `x_2 = x * δ(n − 5)`: what goes in, moved as far. */
const inputMoved =
  /[a-z](?:_?\{?\d\}?)?\s*(?:[([]\s*n\s*[)\]]\s*)?=\s*[a-z]\s*(?:(?:[([]\s*n\s*[)\]]\s*)?(?:\*|\\ast(?![a-z])|∗|⋆)\s*\\?(?:δ|delta)\s*)?[([]([^()[\]]*)[)\]]/gi

const isReason = (text: string, place: string, names: readonly string[], step: string): boolean => {
  const own = text.replace(inputMoved, (whole, at: string) => (compact(at) === compact(place) ? ' ' : whole))
  const signs = own.replaceAll(/[$\\,;:.()\s]|\*\*/g, ' ').trim()
  return signs
    .split(/\s+/)
    .filter((word) => word !== '')
    .every(
      (word) =>
        word === step ||
        names.includes(word) ||
        /^\d[a-z]$/.test(word) ||
        word.split('-').every((part) => reasons.has(part.toLowerCase())),
    )
}

const compact = (text: string): string => text.replaceAll(/\s/g, '').replaceAll('−', '-')

const sequence = /^[A-Za-z]_?\{?\w?\}?(?:\s*[([]\s*[a-z]\s*[)\]])?$/

const indexedAs = (head: string): string => {
  const [, letter = '', index = ''] = /^([A-Za-z])_?\{?(\w?)\}?/.exec(head) ?? []
  return index === '' ? letter : `${letter}_${index}`
}

/** Whether a head is a name of the sequence that is asked for: `y2(n)` is y_2[n]. */
export const namesSequence = (head: string, asked: Asked): boolean =>
  sequence.test(head) && [head, indexedAs(head), `${indexedAs(head)}[n]`].some((one) => namesIt(one, asked))

/** y itself is no later sequence. */
const isHead = (head: string, name: string, asked: Asked): boolean =>
  indexedAs(head) !== name && namesSequence(head, asked)

/** The cases of a value of the solution, by the name that an earlier part gave it. */
const casesOf = (name: string, { reference: { solution, knows = {} } }: Asked): Piecewise | undefined =>
  [...solution.answers, ...(solution.related ?? [])].flatMap((one) =>
    one.name === knows[name] && one.value.kind === 'piecewise' ? [one.value] : [],
  )[0]

/**
 * `y_2(n) = y(n − 5)`, where the set says what y is: the cases of y, moved. A text with anything but the property beside it is
 * left as it is.
 */
export const withEarlierMoved = (written: string, { asked: [asked, ...others] }: AnswerKey): string => {
  if (!asked?.reference.knows || others.length > 0 || written.length > longest) return written
  const text = unboxed(written).replaceAll(/(?<=[A-Za-z])[₀-₉]/g, (digit) => `_${digit.normalize('NFKC')}`)
  for (const name of Object.keys(asked.reference.knows)) {
    const moved = new RegExp(
      `(?:([A-Za-z](?:_?\\{?\\w\\}?)?(?:\\s*[([]\\s*[a-z]\\s*[)\\]])?)\\s*=\\s*)?(?<![\\w_.^/*·-]\\s?)${name}\\s*[([]([^()[\\]]*)[)\\]]`,
      'g',
    )
    const [found, ...more] = [...text.replaceAll('−', '-').matchAll(moved)]
    const [whole = '', head, place = ''] = found ?? []
    const at = readPlainly(place, { symbols: new Set(['n']), arrays: new Set() })
    const cases = casesOf(name, asked)
    if (!found || more.length > 0 || !cases || !at || !isExpression(at)) continue
    if (head !== undefined && !isHead(head, name, asked)) continue
    const step = /(\d+)\s*$/.exec(place)?.[1] ?? ''
    const names = [name, ...(head === undefined ? [] : [head, head.replace(/[([].*$/, '').trim()])]
    const beside = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`
    if (!isReason(beside, place, names, step)) continue
    return `${asked.quantity.symbol} = ${toLatex(casesWith(cases, new Map<string, Expression>([['n', at]])))}`
  }
  return written
}
