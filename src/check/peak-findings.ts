import type { Expression } from '../exact/expression.ts'
import type { Piecewise } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { indexedName } from './names.ts'
import { evaluate } from './numeric.ts'
import { indexOf, pieceAt } from './pieces.ts'
import { symbolNamed } from './settings.ts'
import { overrides } from './settings-in-force.ts'
import { statementFinding } from './statement-finding.ts'
import type { Line, Statement } from './statements.ts'
import { type Analysis, localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** "The maximum is reached at n = 7", "it peaks at n = 7, with …". */
const saysWhere =
  /(?:^|[.,;:(⏎]\s*|\b(?:and|so|then|but)\s+)(?:(?:and|so|then|thus|hence)\s+)*(?:(?:(?:the|its)\s+(?:(?:output|response|sequence|result)(?:['’]s)?\s+)?(?:overall\s+|global\s+)?(?:maximum|peak|largest\s+value)(?:\s+(?:value|of\s+the\s+(?:output|response|sequence|result)))?\s+(?:is\s+)?(?:(?:reached|attained|located|sits|lies|occurs)\s+)?)|(?:(?:it|the\s+(?:output|response|sequence|result))\s+peaks\s+))(?:exactly\s+)?at\s+¤/giu
/** "The peak, which was at n = 6, now sits at n = 11", "the peak moves from n = 6 to n = 11": where it is in the end. */
const saysMoved =
  /\b(?:the|its)\s+(?:maximum|peak|largest\s+value)(?:\s+¤)?(?:\s*,?\s*(?:which\s+)?(?:was|used\s+to\s+be|sat|lay|had\s+been)\s+(?:originally\s+|before\s+)?at\s+¤\s*,?\s*(?:and\s+|it\s+)*(?:(?:is|sits|lies|occurs|appears|comes|stands)\s+now|now\s+(?:is|sits|lies|occurs|appears|comes|stands))\s+at|\s+(?:therefore\s+|thus\s+|simply\s+)?(?:moves?|shifts?|slides?|wanders?|goes|is\s+(?:moved|shifted))\s+[^¤.;:]{0,40}?from\s+¤\s+to)\s+¤/giu
/** Words of another sequence, or of a part of this one. */
const ofAnother =
  /\b(?:inputs?|kernels?|impulse|pulse|overlap\w*|original|un(?:shifted|delayed)|first|second|other|tail|if|were|would|terms?|products?)\b/i

const [firstPoint, lastPoint] = [-8, 40]

/** Where a sequence is largest among its points around the origin; undefined where a value is no number. */
const placesOfMaximum = (
  value: Piecewise,
  parameters: ReadonlyMap<string, Expression>,
): readonly number[] | undefined => {
  const index = indexOf(value)
  const points: { readonly at: number; readonly value: number }[] = []
  for (let at = firstPoint; at <= lastPoint; at++) {
    const here = pieceAt(value, index, at, parameters)
    if (here && freeSymbols(here).size > 0) return undefined
    points.push({ at, value: here ? evaluate(here, new Map()) : 0 })
  }
  const largest = Math.max(...points.map((point) => point.value))
  const places = points.filter((point) => point.value === largest).map(({ at }) => at)
  // At the rim it may go on growing.
  return Number.isFinite(largest) && !places.includes(firstPoint) && !places.includes(lastPoint)
    ? places
    : undefined
}

/** The whole number in `n = 7`, or in `y[7]` with or without its value. */
const placeIn = ({ sides, signs }: Statement, index: string, analysis: Analysis): number | undefined => {
  const [head, value] = sides
  if (head?.kind !== 'side' || signs.some((sign) => sign !== '=')) return undefined
  if (symbolNamed(head) === index) {
    const read = value?.kind === 'side' ? analysis.read(value) : undefined
    return read?.kind === 'number' && read.value.d === 1n ? Number(read.value.n) : undefined
  }
  const [place, another] = indexedName(head.text)?.indices ?? []
  return place !== undefined && another === undefined && /^\d+$/.test(place) ? Number(place) : undefined
}

const numberIn = ({ sides: [side, ...others] }: Statement, { read }: Analysis): number | undefined => {
  const value = side?.kind === 'side' && others.length === 0 ? read(side) : undefined
  return value?.kind === 'number' && value.value.d === 1n ? Number(value.value.n) : undefined
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const asked = vocabulary.known.filter((one) => one.asked && one.quantity.value.kind === 'piecewise')
  const [known] = asked
  if (known?.quantity.value.kind !== 'piecewise' || asked.length > 1 || line.sentence.cell) return []
  const { value } = known.quantity
  if (line.sentence.kind === 'listing') return []
  const said = [...line.flow.matchAll(saysWhere)].map((found) => ({ found, isMoved: false }))
  const isDelayed = vocabulary.known.some(({ quantity: { name } }) => name === 'y_0')
  const moved = [...(isDelayed ? line.flow.matchAll(saysMoved) : [])].map((found) => ({
    found,
    isMoved: true,
  }))
  return [...said, ...moved].flatMap(({ found, isMoved }): Finding[] => {
    const end = found.index + found[0].length - 1
    const statement = line.statements.find(({ at }) => at === end)
    const place =
      statement &&
      (placeIn(statement, indexOf(value), analysis) ?? (isMoved ? numberIn(statement, analysis) : undefined))
    if (!statement || place === undefined || ofAnother.test(line.flow.slice(0, isMoved ? found.index : end)))
      return []
    const stance = analysis.stance(line, statement)
    if (stance === 'mention' || (stance === 'supposed' && !isMoved)) return []
    const local = localSettings(analysis, line, statement)
    if (overrides(local, analysis.definitions, vocabulary).size > 0) return []
    const sequences = [
      value,
      // What has moved is the sequence asked for.
      ...(isMoved ? [] : vocabulary.known.map(({ quantity }) => quantity.value)),
      ...vocabulary.alternatives.flatMap(({ kind: of, answers }) =>
        of === 'convention' ? answers.map((answer) => answer.value) : [],
      ),
    ].filter((one) => one.kind === 'piecewise')
    const all = sequences.map((one) => placesOfMaximum(one, vocabulary.parameters))
    const [own] = all
    if (!own || all.some((places) => places === undefined || places.includes(place))) return []
    return [
      statementFinding(analysis, statement, {
        of: known,
        claimed: `the largest value at ${indexOf(value)} = ${place}`,
        expected: `${indexOf(value)} = ${own.join(', ')}`,
        because: 'That is where the output is largest.',
      }),
    ]
  })
}

/** Where a text says that the sequence asked for is largest. */
export const peakFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
