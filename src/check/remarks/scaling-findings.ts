import type { Finding } from '../../model.ts'
import { freeSymbols } from '../free-symbols.ts'
import { evaluate } from '../numeric.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isAsserted } from './asserted.ts'
import { clauseStart } from './clause-start.ts'
import type { Multiplied } from './growth-of.ts'
import { inCase } from './in-case.ts'
import { remarkFinding } from './remark-finding.ts'
import { withoutAdverbs } from './remark-names.ts'
import type { Subject } from './remark-subjects.ts'
import { askedSubjects, subjectsAfter, subjectsBefore } from './remark-subjects.ts'
import type { Cause } from './scaling-causes.ts'
import { causesIn } from './scaling-causes.ts'
import type { Effect } from './scaling-effects.ts'
import { effectsIn } from './scaling-effects.ts'

const hedge =
  /\b(?:about|roughly|approximately|nearly|almost|around|over|more|less|some|basically|essentially|order)\b|≈/i
const exactly = /\b(?:exactly|precisely)\b/i
const boundary = /[.;:?⏎]|\b(?:while|whereas|but)\b/i

/** By how much "doubles" may be off where nothing says that it is rough, and where something does. */
const [ofWords, ofRough] = [0.05, 0.3]

const isWrong = (said: number, truth: Multiplied | undefined, words: string): boolean => {
  if (!truth || !Number.isFinite(truth.by) || truth.by === 0) return false
  const off = Math.abs(Math.log(said / truth.by))
  if (exactly.test(words)) return off > 1e-9 || !truth.isExact
  return off > (hedge.test(words) ? ofRough : ofWords)
}

type Place = { readonly line: Line; readonly analysis: Analysis; readonly vocabulary: Vocabulary }

/** The subject before an effect, or the object that it has instead. */
const subjectsOf = (
  effect: Effect,
  start: number,
  { line, analysis, vocabulary }: Place,
): readonly Subject[] | undefined => {
  if (effect.object) {
    const [from, to] = effect.object
    return subjectsBefore(line.flow.slice(from, to), from, line, analysis, vocabulary)
  }
  const stretch = line.flow.slice(start, effect.from)
  // "A layer with twice the outputs costs four times as much."
  if (/^(?:costs?|takes?)\b/i.test(effect.says) && withoutAdverbs(stretch).trim() === '')
    return askedSubjects(analysis, vocabulary)
  return /^\W*(?:(?:also|then|thus|therefore|hence|only|just|even|merely|simply|and|alone|would|will|roughly|about|nearly|almost|exactly)\b\W*)*$/i.test(
    stretch.replace(/¤/g, 'x'),
  )
    ? subjectsAfter(line.flow, effect.to, line, analysis, vocabulary)
    : subjectsBefore(stretch, start, line, analysis, vocabulary)
}

/** Where the clause ends that a place is in. */
const endOf = (flow: string, from: number): number => {
  const found = boundary.exec(flow.slice(from))
  return found ? from + found.index : flow.length
}

/** "The cost quadruples when d_out doubles": the effect right before its cause. */
const effectsBefore = (cause: Cause, start: number, { line, analysis }: Place): readonly Effect[] =>
  effectsIn(line, start, cause.from, analysis).filter(({ to }) =>
    /^\s*,?\s*$/.test(line.flow.slice(to, cause.from)),
  )

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const place = { line, analysis, vocabulary }
  const causes = causesIn(line, analysis, vocabulary)
  let last: readonly Subject[] | undefined
  return causes.flatMap((cause, number): Finding[] => {
    const next = causes.find(({ from }, other) => other > number && from >= cause.to)
    const end = Math.min(next?.from ?? line.flow.length, endOf(line.flow, cause.to))
    const after = effectsIn(line, cause.to, end, analysis)
    const since = causes.findLast(({ to }, other) => other < number && to <= cause.from)?.to ?? 0
    const start = clauseStart(line.flow, cause.from, '.;:?⏎')
    const before = after.length > 0 ? [] : effectsBefore(cause, Math.max(since, start), place)
    // What the cause supposes is no condition on the effect.
    const supposed = `${line.flow.slice(0, cause.from)}${' '.repeat(cause.to - cause.from)}${line.flow.slice(cause.to)}`
    return [
      ...after.map((effect) => [effect, cause.to] as const),
      ...before.map((effect) => [effect, Math.max(since, start)] as const),
    ].flatMap(([effect, from]): Finding[] => {
      const subjects = effect.isElliptic ? last : subjectsOf(effect, from, place)
      last = subjects ?? last
      if (!subjects || freeSymbols(effect.by).size > 0) return []
      const said = evaluate(effect.by, new Map())
      const words = line.flow.slice(Math.max(from, effect.from - 24), effect.to)
      const isFalse = (subject: Subject): boolean =>
        subject.values.every((value) => isWrong(said, cause.multiplies(value), words))
      const flow = supposed.replace(/\bwould\b/g, '     ')
      if (
        !inCase(subjects, cause.symbols, cause.from, line, analysis, vocabulary).every(isFalse) ||
        !isAsserted({ ...line, flow }, effect.from)
      )
        return []
      const [subject] = subjects
      const truth = subject?.values[0] && cause.multiplies(subject.values[0])
      return [
        remarkFinding(analysis, line, subject, {
          claimed: `${cause.says}: ${effect.says}`,
          because: 'It is multiplied by another number.',
          ...(truth ? { expected: `× ${Number(truth.by.toPrecision(6))}` } : {}),
        }),
      ]
    })
  })
}

/** "Doubling d_in quadruples the runtime": what becomes of a quantity when a symbol of it grows, against its formula. */
export const scalingFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
