import { withAccepted } from '../check/accepted.ts'
import { checkAnswer } from '../check/answer.ts'
import { freeSymbols } from '../check/free-symbols.ts'
import { keptBy } from '../exact/kept.ts'
import { isExpression } from '../exact/value.ts'
import type { AnswerKey } from './answer-key.ts'
import { withEarlierMoved } from './cases/by-earlier.ts'
import { withCaseLayouts } from './cases/layouts.ts'
import { withoutListedValues } from './cases/listed-values.ts'
import { withPrograms } from './cases/program.ts'
import { compare } from './compare.ts'
import { framed } from './frames/framed.ts'
import { hasOtherLabels, withLabelsApart } from './label-places.ts'
import { isHedging, isPlain, namesIt } from './labels.ts'
import { withArrays } from './matrices/array-forms.ts'
import { withLoops } from './matrices/array-loops.ts'
import { withLists } from './matrices/by-rows.ts'
import { withCorrelations } from './matrices/correlations.ts'
import { withMatrixBlocks } from './matrices/matrix-blocks.ts'
import { withInputs } from './matrices/of-inputs.ts'
import { lacksMatrix, valueOfEntries } from './matrices/one-for-many.ts'
import { withRowsTogether } from './matrices/row-lists.ts'
import { withoutSizeRemarks } from './matrices/size-remarks.ts'
import { withVectors } from './matrices/vectors.ts'
import { withNamedRows } from './named-rows.ts'
import { isSaidOfOther, saysOther } from './other-things.ts'
import { valuesOf } from './read-values.ts'
import { accepted, type Judged, type Reading, readingOf } from './reading.ts'
import { hasInequality } from './relations.ts'
import { withPoolingPrograms } from './routes/pooling-programs.ts'
import { withRoutes } from './routes/routed-words.ts'
import {
  type Conclusion,
  conclusionOf,
  finestCut,
  lastConclusion,
  lastEquation,
  tidy,
  withPowers,
} from './segments.ts'
import { withShapes } from './shapes.ts'
import { hasStray } from './stray.ts'
import { withoutAsides } from './words/asides.ts'
import { withoutBeside } from './words/beside.ts'
import { withOwnLetters } from './words/defined.ts'
import { withoutCount } from './words/enumerated.ts'
import { wordedGrowth } from './words/growth.ts'
import { inSigns } from './words/plain-words.ts'
import { withoutRemarks } from './words/remarks.ts'
import { withoutQuestion } from './words/restated.ts'
import { withSaidFormulas } from './words/said-formulas.ts'
import { spoken } from './words/spoken.ts'
import { withBoundsTurned } from './words/turned-bounds.ts'
import { isPlainWorking, isUntrue } from './working.ts'

/** What an answer says of each value that is asked for, or why that is for a person to tell. */
export type Judgement =
  | { readonly is: 'decided'; readonly judged: readonly Judged[] }
  /** Right as a text, whose values cannot be told apart. */
  | { readonly is: 'right' }
  | { readonly is: 'empty' }
  /** `read` is true of a row of values that is read whole and could not be decided. */
  | { readonly is: 'open'; readonly because: string; readonly read?: true }

/** Judgements hold the values that they are of. */
const bounds = { most: 1000 }

/** Judges one answer by exact comparison alone; what cannot be read or decided stays open. */
export const judgeAnswer = (key: AnswerKey, written: string): Judgement => {
  const text = withPowers(written.replace(/[ \t]{3,}/g, '  ').replace(/[\s,;]+$/, ''))
  const plain = withoutListedValues(withoutRemarks(text, key), key)
  const judgement = judgeText(key, plain)
  if (judgement.is !== 'decided' || judgement.judged.every(({ outcome }) => outcome.is === 'right'))
    return judgement
  if (doubtful.test(withoutSizeRemarks(text, key))) return open('A sign in it can be read in two ways.')
  return plain === text ? judgement : open('What stands beside its values may be right, and they are not.')
}

/**
 * A last `!` may be a factorial or joy, `%` a remainder, a share, or what begins a comment, and `(2)` or `(3 × 3)` apart from
 * a value a factor, the number of an equation, or a size.
 */
const doubtful =
  /!\W*$|%|(?:^\s*|(?<!(?:^|[\s(])[a-z]{2,})[\w)\]}$]\s+)\(\$?\d{1,3}(?:\s*(?:x|×|\\times|by)\s*\d{1,3})?\$?\)(?=\s*(?:[;,.\n[(|]|-?\d|$|and\b|because\b|since\b))/

const judgeText = (key: AnswerKey, written: string): Judgement => {
  if (key.asked.length === 0) return open('A person judges this part.')
  if (written.trim() === '') return { is: 'empty' }
  return judgeFramed(framed(withShapes(written, key), key), key)
}

/** Many frames have one text in them. */
const judgeFramed = keptBy((text: string, key: AnswerKey): Judgement => {
  const said = inOwnWords.reduce((out, rewrite) => rewrite(out, key), text)
  if (hasInequality(key, tidy(said))) return open('It has a relation that gives no value.')
  if (isHedging(said)) return open('A word in it takes something back or leaves it open.')
  if (hasOtherLabels(said, key))
    return open('Its labels leave open which part of the question a value answers.')
  if (isTransposed(text, key)) return open('It has a transpose, of which the solution has none.')
  if (dashed.test(text)) return open('The dash in front may be a minus or the mark of a list.')
  const reading = bestReading(key, said)
  if (reading === 'undecided')
    return { ...open('It could not be decided whether the values are right.'), read: true }
  const judged = reading?.judged
  if (judged && (reading?.settled || leavesNothingToJudge(key, text, judged)))
    return { is: 'decided', judged }
  const whole = withAccepted(checkAnswer(text, key.references), key.accepts)
  if (!judged)
    return whole.verdict === 'agrees' &&
      isOneValue(key) &&
      !namesAnother(key, text) &&
      !finestCut(tidy(text)).some(
        (piece) => isSaidOfOther(piece, key.asked, key.names) || isInOtherLetters(key, piece),
      ) &&
      whole.claims.agree > 0 &&
      whole.claims.unverified === 0 &&
      isPlain(text, key.asked) &&
      !lacksMatrix(key, text) &&
      !hasStray(key, tidy(text))
      ? { is: 'right' }
      : open(whyUnread(key, text))
  // Two judges that contradict one another have decided nothing.
  if (whole.verdict === 'agrees')
    return open('Read as values and read as a text, the answer is judged differently.')
  return { is: 'decided', judged }
}, bounds)

/** Every value is right, or each is there and no word beside them says anything else. */
const leavesNothingToJudge = (key: AnswerKey, text: string, judged: readonly Judged[]): boolean =>
  judged.every(({ outcome }) => outcome.is === 'right') ||
  (judged.every(({ outcome }) => outcome.is !== 'missing') && isPlain(text, key.asked))

/** `dw^T`, where arrays are told by their entries. */
const isTransposed = (text: string, { names: { arrays } }: AnswerKey): boolean =>
  [...arrays].some((name) =>
    new RegExp(
      `(?<![a-z])${name}(?:_\\{?\\w+\\}?)?\\s*\\)?\\s*(?:\\^\\s*\\{?\\s*(?:T|\\\\top|⊤|\\\\intercal)|ᵀ|⊤|\\.T\\b)`,
      'i',
    ).test(text),
  )

/** The checker of texts finds a right value wherever it stands, and tells neither which of several it is nor which case. */
const isOneValue = ({ asked: [one, ...others] }: AnswerKey): boolean =>
  one !== undefined && others.length === 0 && one.quantity.value.kind !== 'piecewise'

/** `c = σ²`, where σ is what the text says. */
const isInOtherLetters = (key: AnswerKey, piece: string): boolean =>
  valuesOf(piece, key).some(
    ({ named, value }) =>
      named &&
      value !== undefined &&
      isExpression(value) &&
      [...freeSymbols(value)].some((name) => !key.names.symbols.has(name) && !key.names.arrays.has(name)),
  )

/** "The variance is …" where the scale is asked for. */
const namesAnother = ({ asked }: AnswerKey, text: string): boolean =>
  saysOther(text.toLowerCase().match(/[a-z]+/g) ?? [], asked)

/** `- 1/d`: one line, whose value no name and no other line tells apart from its negative. */
const dashed = /^\s*[-−–—](?:\s+[^=:\n]+$|(?=\$|\\[([]))/

const whyUnread = (key: AnswerKey, text: string): string => {
  const value = valueOfEntries(key, text)
  return value === undefined
    ? 'The answer could not be read as the values that are asked for.'
    : `It names ${value}, the value of every entry, and not the matrix that is asked for.`
}

const open = (because: string): Extract<Judgement, { is: 'open' }> => ({ is: 'open', because })

type Rewrite = (text: string, key: AnswerKey) => string

/** What an answer says in words and letters of its own, before its words are weighed. */
const inOwnWords: readonly Rewrite[] = [
  withoutQuestion,
  withoutAsides,
  withoutBeside,
  withPrograms,
  withCaseLayouts,
  withoutSizeRemarks,
  withMatrixBlocks,
  withLoops,
  withPoolingPrograms,
  withEarlierMoved,
  withNamedRows,
  withLists,
  withVectors,
  withSaidFormulas,
  withBoundsTurned,
  spoken,
  withOwnLetters,
  withoutCount,
]

/** What its words say of the values, in signs. */
const inWords: readonly Rewrite[] = [
  withCorrelations,
  inSigns,
  withRoutes,
  (text, { asked }) => wordedGrowth(text, asked),
  withLabelsApart,
]

/** Ways to lay out values, each written anew in the one notation that is read. */
const layouts: readonly Rewrite[] = [withArrays, withRowsTogether, withInputs]

/** The way to read the text in which most has a place and all is decided; undefined where it is no row of values. */
const bestReading = (key: AnswerKey, written: string): Reading | 'undecided' | undefined => {
  const worded = inWords.reduce((out, rewrite) => rewrite(out, key), written)
  return readingOfTidy(conclusionOf(layouts.reduce((out, rewrite) => rewrite(out, key), tidy(worded))), key)
}

/** Many layouts come to one text. */
const readingOfTidy = keptBy((tidied: string, key: AnswerKey): Reading | 'undecided' | undefined => {
  const whole = readingOf(key, tidied)
  if (whole !== undefined && whole !== 'undecided') return whole
  const concluded = lastConclusion(tidied)
  const equation = lastEquation(
    tidied,
    (name) => isOneFormula(key) && key.asked.every((asked) => namesIt(name, asked)),
  )
  return (concluded && concludedIn(key, concluded)) ?? (equation && lastIn(key, equation)) ?? whole
}, bounds)

/** Whether one formula is asked for, which one equation gives whole. */
const isOneFormula = (key: AnswerKey): boolean =>
  key.asked.length === 1 && key.asked.every(({ quantity }) => isExpression(quantity.value))

/** What the last equation gives; where another one said it before, only what is right both times. */
const lastIn = (key: AnswerKey, one: Conclusion): Reading | undefined => {
  if (!isPlainWorking(key, one.working)) return undefined
  const reading = concludedIn(key, one)
  const said = finestCut(one.working).flatMap((piece) => valuesOf(piece, key))
  return said.every(({ named }) => !named) || reading?.judged.every(({ outcome }) => outcome.is === 'right')
    ? reading
    : undefined
}

/** What is concluded, where that is the answer; undefined where the working gives one too, or speaks against it. */
const concludedIn = (key: AnswerKey, { working, result }: Conclusion): Reading | undefined => {
  if (saysOtherwise(key, working) || isUntrue(key, working)) return undefined
  // Of two answers, one after the other, neither is the answer.
  const before = readingOf(key, working)
  const isAnswer = before === 'undecided' ? key.asked.length > 1 : before?.settled
  if (isAnswer) return undefined
  const reading = readingOf(key, result)
  // What was worked out is an answer only where it gives all of it, each by its name or alone.
  if (reading === undefined || reading === 'undecided' || !reading.settled) return undefined
  return reading.judged.every(({ outcome }) => outcome.is !== 'missing') ? reading : undefined
}

/** Whether the working gives something that is asked for by its name, and not as it should be. */
const saysOtherwise = (key: AnswerKey, working: string): boolean =>
  finestCut(working).some((piece) => {
    const said = valuesOf(piece, key).filter(({ named }) => named)
    return said.some(({ of, value, text }) =>
      of.some((asked) => !value || accepted(key, compare(asked, value, text)).is !== 'right'),
    )
  })
