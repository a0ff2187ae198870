import { symbolsIn } from '../check/vocabulary.ts'
import type { Exact } from '../exact/value.ts'
import type { Quantity, Reference } from '../model.ts'
import { calledBy, namesInQuestion } from './question-names.ts'
import type { Names } from './read-value.ts'

/** One value that is asked for. */
export type Asked = {
  readonly quantity: Quantity
  readonly reference: Reference
  /** The reference with this value alone asked for. */
  readonly alone: readonly Reference[]
  /** Names in the solution: a value with another name in it is not refuted, since the name may stand for anything. */
  readonly symbols: ReadonlySet<string>
  /** Those of them that are arrays: `dy_{ij}` is an entry. */
  readonly arrays: ReadonlySet<string>
  /** Names that the question has for other things. */
  readonly others: ReadonlySet<string>
  /** What tells its solution from the others of the part, in small letters: `ii`, `2`, `stride 2`. */
  readonly labels: readonly string[]
}

/** What an answer is compared with; nothing is asked where a person must judge. */
export type AnswerKey = {
  readonly asked: readonly Asked[]
  readonly references: readonly Reference[]
  /** Every name in the values that are asked for. */
  readonly names: Names
  readonly accepts: readonly string[]
  /** The part of the set that is answered, `2c`: its own label in front of an answer says nothing. */
  readonly part?: string
  /** Words that may stand beside the values and say nothing of them: `time invariance`. */
  readonly remarks?: readonly string[]
  /** The question, whose words an answer may say once more. */
  readonly statement?: string
}

/** What a problem set says of answers to a part. */
export type PartRules = Pick<AnswerKey, 'accepts' | 'part' | 'remarks' | 'statement'>

/** What answers to solved commands are compared with. */
export const keyOf = (references: readonly Reference[], rules: PartRules): AnswerKey => {
  const inQuestion = namesInQuestion(rules.statement ?? '')
  const asked = references.flatMap((reference) => askedOf(reference, inQuestion))
  const names = {
    symbols: new Set(asked.flatMap((one) => [...one.symbols])),
    arrays: new Set(asked.flatMap((one) => [...one.arrays])),
  }
  return { asked, references, names, ...rules }
}

const askedOf = (reference: Reference, inQuestion: ReadonlySet<string>): Asked[] => {
  const values = valuesOf(reference)
  const arrays = new Set(values.flatMap(arraysIn))
  const symbols = new Set([...values.flatMap((value) => [...symbolsIn(value)]), ...arrays])
  const { solution, asks = [] } = reference
  const labels = labelsOf(reference)
  const wanted = solution.answers.filter(({ name }) => asks.includes(name))
  const own = new Set(wanted.flatMap(({ symbol, aliases = [] }) => [symbol, ...aliases].map(calledBy)))
  const others = new Set([...inQuestion].filter((name) => !own.has(name)))
  return asks.flatMap((name) =>
    solution.answers
      .filter((answer) => answer.name === name)
      .map((quantity) => ({
        quantity,
        reference,
        alone: [{ ...reference, asks: [quantity.name] }],
        symbols,
        arrays,
        others,
        labels,
      })),
  )
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi']

/** `(ii)` is also the second, and (b). */
const labelsOf = ({ label, also = [] }: Reference): readonly string[] => {
  if (label === undefined) return []
  const at = romans.indexOf(label.toLowerCase())
  const counted = at < 0 ? [] : [`${at + 1}`, 'abcdef'.charAt(at)]
  return [label, ...also, ...counted].map((one) => one.toLowerCase())
}

const valuesOf = ({ solution }: Reference): readonly Exact[] => {
  const { answers, related = [], alternatives } = solution
  const rivals = alternatives.flatMap((alternative) => alternative.answers)
  return [...answers, ...related, ...rivals].map(({ value }) => value)
}

/** The names of indexed entries anywhere in a value. */
const arraysIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  const own = 'kind' in value && value.kind === 'indexed' && 'name' in value ? [String(value.name)] : []
  return [...own, ...Object.values(value).flatMap(arraysIn)]
}
