import { equal } from './equal.ts'
import { different, type Equality, same, undecided } from './equality/verdict.ts'
import { mayHoldForImaginary } from './judging/imaginary-unit.ts'
import { sameTruthTable } from './judging/logic.ts'
import { mayDifferAsIntervals, reachesInfinity } from './judging/pairs.ts'
import { type AnswerFormat, readAnswer } from './judging/read-answer.ts'
import { otherReadings } from './judging/readings.ts'
import { mayDifferAsShapes, withoutShapes } from './judging/shapes.ts'
import { unclearReadings } from './judging/unclear.ts'
import { measured, sameDimension, type Unit } from './judging/units.ts'
import type { SymbolDomain } from './normal-form.ts'
import { ReadError } from './read-error.ts'
import { type Exact, isExpression } from './value.ts'

/**
 * A reference, in plain text or LaTeX or both, and a candidate. `format` is one of `formats` (plain where it is left
 * out; `llm` is a text whose final answer counts), `domain` one of `domains` (real where it is left out).
 */
export type Pair = {
  readonly id: string
  readonly reference?: string | undefined
  readonly referenceLatex?: string | undefined
  readonly candidate: string
  readonly format?: string | undefined
  readonly domain?: string | undefined
}

export type Judgement = {
  readonly id: string
  readonly ok: true
  readonly equal: boolean | null
  readonly by: string
}

export const domains: readonly SymbolDomain[] = ['positive', 'integer', 'real', 'unit']
export const formats: readonly AnswerFormat[] = ['plain', 'latex', 'llm']

type Texts = {
  readonly reference: string | undefined
  readonly referenceLatex: string | undefined
  readonly candidate: string
  readonly format: AnswerFormat
}

/** The word as it is given, or the usual one. Throws ReadError `domain` for any other word. */
const oneOf = <T extends string>(
  field: string,
  given: string | undefined,
  words: readonly T[],
  usual: T,
): T => {
  const found = given === undefined ? usual : words.find((word) => word === given)
  if (found === undefined)
    throw new ReadError('domain', `There is no ${field} \`${given}\`. There are ${words.join(', ')}.`, {
      field,
    })
  return found
}

/** The readings of the reference; a product that the other reading gives as a shape is that shape. */
const readReference = (plain: string | undefined, latex: string | undefined): readonly Exact[] => {
  const readings = [
    plain === undefined ? undefined : readAnswer(plain, 'plain'),
    latex === undefined ? undefined : readAnswer(latex, 'latex'),
  ].filter((reading) => reading !== undefined)
  const arrays = readings.filter((reading) => reading.kind === 'tensor' || reading.kind === 'shape')
  if (arrays.length === 1 && readings.some((reading) => reading.kind === 'product')) return arrays
  return withoutShapes(readings)
}

/** A class is a set of functions: Θ(f) is a part of O(f), and not the same. */
const isOtherClass = (a: Exact, b: Exact): boolean =>
  a.kind === 'class' && b.kind === 'class' && a.symbol !== b.symbol

const scaled = (value: Exact, unit: Unit | undefined): Exact => {
  if (!unit || !isExpression(value)) return value
  const scale = { kind: 'number', value: unit.scale } as const
  if (!unit.isDegree) return { kind: 'product', factors: [scale, value] }
  const halfTurn = { kind: 'product', factors: [{ kind: 'constant', name: 'pi' }, value] } as const
  return { kind: 'product', factors: [{ kind: 'number', value: { n: 1n, d: 180n } }, halfTurn] }
}

/** Undecided where the texts may mean something else by which the verdict would be another. */
const openAs = (
  { equal: verdict }: Equality,
  meant: Exact,
  given: Exact,
  written: { readonly reference: string; readonly candidate: string },
  domain: SymbolDomain,
): Equality | undefined => {
  if (verdict === false)
    return mayHoldForImaginary(meant, given, domain) ? undecided('imaginary unit') : undefined
  if (!verdict) return undefined
  if (mayDifferAsIntervals(meant, given, Object.values(written))) return undecided('vector or interval')
  return mayDifferAsShapes(meant, given, written) ? undecided('shape or product') : undefined
}

type Units = { readonly reference?: Unit | undefined; readonly candidate?: Unit | undefined }

/** Judges the texts as they are read, their values times the units given. */
const judgeTexts = (texts: Texts, domain: SymbolDomain, units: Units = {}): Equality => {
  const { reference, referenceLatex, candidate, format } = texts
  const readings = readReference(reference, referenceLatex)
  if (readings.length === 0) return undecided('unreadable reference')
  const value = readAnswer(candidate, format)
  if (value === undefined) return judgeUnclear(texts, domain, units) ?? undecided('unreadable candidate')
  const written = { reference: reference ?? referenceLatex ?? '', candidate }
  const judgements = readings.map((reading) => {
    const [meant, given] = otherReadings(reading, value, written) ?? [reading, value]
    if (isOtherClass(meant, given)) return different('letter of the class')
    if (reachesInfinity(meant) !== reachesInfinity(given)) return different('ends')
    const [left, right] = [scaled(meant, units.reference), scaled(given, units.candidate)]
    const judgement = equal(left, right, { domain, anyOrder: true })
    return openAs(judgement, meant, given, written, domain) ?? judgement
  })
  const decided = judgements.filter((judgement) => judgement.equal !== null)
  const [first] = decided
  if (!first) return judgements[0] ?? undecided('nothing')
  return decided.some((judgement) => judgement.equal !== first.equal)
    ? undecided('the readings of the reference differ')
    : first
}

/** A candidate that can be read in two ways, where both lead to one judgement. */
const judgeUnclear = (texts: Texts, domain: SymbolDomain, units: Units): Equality | undefined => {
  const both = texts.format === 'plain' ? unclearReadings(texts.candidate) : undefined
  const [first, second] = both?.map((candidate) => judgeTexts({ ...texts, candidate }, domain, units)) ?? []
  return first && first.equal === second?.equal ? first : undefined
}

/** Values with units: of another dimension they differ, and a unit on one side only is left out. */
const judgeMeasured = (texts: Texts, domain: SymbolDomain): Equality | undefined => {
  const [plain, latex] = [texts.reference, texts.referenceLatex].map((text) =>
    text === undefined ? undefined : measured(text),
  )
  const given = texts.format === 'llm' ? undefined : measured(texts.candidate)
  const meant = plain ?? latex
  if (!meant && !given) return undefined
  const bare: Texts = {
    ...texts,
    reference: plain?.text ?? texts.reference,
    referenceLatex: latex?.text ?? texts.referenceLatex,
    candidate: given?.text ?? texts.candidate,
  }
  if (meant && given) {
    if (!sameDimension(meant.unit, given.unit)) return different('units')
    return judgeTexts(bare, domain, { reference: meant.unit, candidate: given.unit })
  }
  const asWritten = judgeTexts(texts, domain)
  if (asWritten.equal) return asWritten
  // A degree is the number π/180; other units have no size of their own.
  const angle = judgeTexts(bare, domain, { reference: meant?.unit, candidate: given?.unit })
  return (meant ?? given)?.unit.isDegree && angle.equal ? angle : judgeTexts(bare, domain)
}

const judgeLogic = ({ reference, referenceLatex, candidate }: Texts): Equality | undefined => {
  const table = sameTruthTable(reference ?? referenceLatex ?? '', candidate)
  if (table === undefined) return undefined
  return table ? same('truth table') : different('truth table')
}

/**
 * Judges whether the candidate is the reference. Both readings of a reference that are there must lead to one
 * judgement; what cannot be read is undecided. Throws ReadError `domain` for a format or domain that there is not.
 */
export const judgePair = ({ id, domain: named, ...texts }: Pair): Judgement => {
  const domain = oneOf('domain', named, domains, 'real')
  const all: Texts = {
    reference: texts.reference,
    referenceLatex: texts.referenceLatex,
    candidate: texts.candidate,
    format: oneOf('format', texts.format, formats, 'plain'),
  }
  const { equal: verdict, by } = judgeLogic(all) ?? judgeMeasured(all, domain) ?? judgeTexts(all, domain)
  return { id, ok: true, equal: verdict, by }
}
