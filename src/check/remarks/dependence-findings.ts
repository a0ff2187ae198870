import type { Finding } from '../../model.ts'
import { freeSymbols } from '../free-symbols.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isAsserted } from './asserted.ts'
import { clauseStart } from './clause-start.ts'
import { inCase } from './in-case.ts'
import { remarkFinding } from './remark-finding.ts'
import { withoutAdverbs } from './remark-names.ts'
import type { Subject } from './remark-subjects.ts'
import { askedSubjects, subjectsBefore } from './remark-subjects.ts'
import { bothPattern, isSize, sizePattern, symbolMeant, symbolsMeant } from './remark-symbols.ts'

const list = `(?<list>${bothPattern}|${sizePattern}(?:\\s*(?:,\\s*(?:and|or|nor)?|\\band|\\bor|\\bnor|\\b(?:and|or)\\s+on)\\s+${sizePattern}){0,5})(?!\\s*(?:times|of|[·*/])\\b)`
const not = "(?:does|do|did)\\s*(?:not|n\\s*['’]?\\s*t)\\s+(?:at\\s+all\\s+)?"
const alone = '(?:only|solely|exclusively|just|merely)'

type Kind = 'only' | 'not' | 'yes'
const patterns: readonly (readonly [Kind, RegExp])[] = (
  [
    ['only', `\\bdepends?\\s+${alone}\\s+(?:up)?on\\s+${list}`],
    ['only', `\\b${alone}\\s+depends?\\s+(?:up)?on\\s+${list}`],
    ['only', `\\bdepends?\\s+(?:up)?on\\s+${list}\\s+(?:only|alone)\\b`],
    ['not', `\\b${not}(?:depend\\s+(?:up)?on|(?:vary|change|grow|shrink|scale)\\s+with)\\s+${list}`],
    ['not', `\\bindependent(?:ly)?\\s+of\\s+${list}`],
    ['yes', `\\bdepends?\\s+(?:also\\s+|both\\s+)?(?:up)?on\\s+${list}(?!\\s+(?:only|alone|through|via)\\b)`],
  ] satisfies readonly (readonly [Kind, string])[]
).map(([kind, source]) => [kind, new RegExp(source, 'dgi')])

/** "The number of outputs plays no role." */
const noRole = new RegExp(
  `${list}\\s+(?:(?:alone|itself|here)\\s+)?(?:plays?\\s+no\\s+role|${not}matter|(?:has|have)\\s+no\\s+(?:influence|effect))(?=\\s*(?:[.,;:)]|here\\b|at\\s+all\\b|and\\b|$))`,
  'dgi',
)

type Dependence = {
  readonly kind: Kind
  readonly from: number
  readonly to: number
  readonly symbols: readonly string[]
  readonly says: string
  readonly isOfAnswer: boolean
}

const sizes = new RegExp(sizePattern, 'gi')

const dependenceOf = (
  kind: Kind,
  found: RegExpExecArray,
  isOfAnswer: boolean,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Dependence[] => {
  const [from = 0, to = 0] = found.indices?.groups?.list ?? []
  const written = line.flow.slice(from, to)
  const symbols = /^(?:both|the\s+two|two)\b/i.test(written)
    ? (symbolsMeant(written, from, line, analysis, vocabulary) ?? [undefined])
    : [...written.matchAll(sizes)].map((one) =>
        symbolMeant(one[0], from + one.index, line, analysis, vocabulary),
      )
  if (symbols.some((symbol) => symbol === undefined)) return []
  return [
    {
      kind,
      from: found.index,
      to: found.index + found[0].length,
      symbols: symbols.flatMap((symbol) => symbol ?? []),
      says: found[0].replace(/¤/g, '…'),
      isOfAnswer,
    },
  ]
}

const dependencesIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Dependence[] => [
  ...patterns.flatMap(([kind, pattern]) =>
    [...line.flow.matchAll(pattern)].flatMap((found) =>
      dependenceOf(kind, found, false, line, analysis, vocabulary),
    ),
  ),
  ...[...line.flow.matchAll(noRole)].flatMap((found) =>
    dependenceOf('not', found, true, line, analysis, vocabulary),
  ),
]

const isFalse = ({ kind, symbols }: Dependence, { values }: Subject): boolean =>
  values.every((value) => {
    const free = freeSymbols(value)
    if (kind === 'not') return symbols.some((symbol) => free.has(symbol))
    if (kind === 'yes') return symbols.some((symbol) => !free.has(symbol))
    return [...free].some((name) => isSize(name) && !symbols.includes(name))
  })

const copula = /(?:^|\s)(?:which\s+)?(?:is|are|stays?|remains?|becomes?)\s*$/i

const subjectsOf = (
  { from, isOfAnswer, says }: Dependence,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  if (isOfAnswer) return askedSubjects(analysis, vocabulary)
  const start = clauseStart(line.flow, from)
  const stretch = line.flow.slice(start, from)
  const text = withoutAdverbs(withoutAdverbs(stretch).replace(copula, ''))
  // "To make the deviation independent of n" says what is to be.
  const isStated = copula.test(withoutAdverbs(stretch)) || /(?:^|[,(:¤])\s*$/.test(stretch)
  if (says.startsWith('independent') && !isStated) return undefined
  return /\p{L}|¤/u.test(text)
    ? subjectsBefore(text, start, line, analysis, vocabulary)
    : start === 0
      ? askedSubjects(analysis, vocabulary)
      : undefined
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  dependencesIn(line, analysis, vocabulary).flatMap((one): Finding[] => {
    const subjects = subjectsOf(one, line, analysis, vocabulary)
    if (!subjects || subjects.length === 0) return []
    const cased = inCase(subjects, one.symbols, one.from, line, analysis, vocabulary)
    if (!cased.every((subject) => isFalse(one, subject)) || !isAsserted(line, one.from)) return []
    return [
      remarkFinding(analysis, line, subjects[0], {
        claimed: one.says,
        because: 'Its formula has other sizes in it.',
      }),
    ]
  })

/** "Depends on the input width only", "independent of n": what a quantity depends on, against the symbols of its formula. */
export const dependenceFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
