import { isExpression } from '../exact/value.ts'
import { assess } from './assess.ts'
import type { Claim } from './claims.ts'
import { matchName } from './naming.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** A header in words: `standard deviation`, `std of dw`. */
const spokenIn = (header: string, { phrases }: Vocabulary): readonly Known[] => {
  const words = header.toLowerCase().replace(/\s+of\s+\S+$/, '')
  return [...new Set(phrases.filter((phrase) => phrase.words === words).map(({ known }) => known))]
}

/** Claims of one column of a table, from its first row on. */
const columnsOf = (analysis: Analysis, vocabulary: Vocabulary): readonly (readonly Claim[])[] => {
  const columns = new Map<string, Claim[]>()
  let table = 0
  let last = -1
  for (const line of analysis.lines) {
    const { cell } = line.sentence
    if (!cell) continue
    if (line.number !== last + 1) table += 1
    last = line.number
    const header = cell.header.replace(/[$`*]/g, '').trim()
    const named = matchName(header, vocabulary)?.known ?? spokenIn(header, vocabulary)
    const targets = named.filter(({ asked, quantity }) => asked && isExpression(quantity.value))
    const [statement] = line.statements
    const side = statement?.sides.at(-1)
    if (cell.column === 0 || targets.length === 0 || line.statements.length !== 1 || !statement || !side)
      continue
    const key = `${table} ${cell.column}`
    const claim: Claim = { targets, side, sign: '=', tie: 'named', line, statement }
    columns.set(key, [...(columns.get(key) ?? []), claim])
  }
  return [...columns.values()]
}

/** Whether a row's label has a word of a sentence in it, "SignSGD" of "the sign of a gradient". */
const sharesWord = (label: string, says: string): boolean =>
  (says.toLowerCase().match(/\p{L}{4,}/gu) ?? []).some((word) =>
    label.toLowerCase().includes(word.slice(0, 5)),
  )

/** Whether a value is what the solver gives for another case or by a known slip. */
const isOfOtherCase = (claim: Claim, analysis: Analysis, vocabulary: Vocabulary): boolean =>
  vocabulary.alternatives.some(({ answers, reference, says }) =>
    claim.targets.some((target) => {
      const answer = answers.find(({ name }) => name === target.quantity.name)
      if (!answer || reference !== target.reference) return false
      if (!sharesWord(claim.line.sentence.cell?.row ?? '', says)) return false
      const other = { ...target, quantity: answer, general: [] }
      return assess({ ...claim, targets: [other] }, analysis, vocabulary)?.judgement === 'agrees'
    }),
  )

/**
 * A column headed by a quantity gives it once a row, for one case each: where one row has the answer, the others are about
 * other cases; where none has, those that no other case explains are wrong.
 */
export const columnClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] =>
  columnsOf(analysis, vocabulary).flatMap((column) => {
    const right = column.filter((claim) => assess(claim, analysis, vocabulary)?.judgement === 'agrees')
    if (right.length > 0 || column.length === 1) return right.length > 0 ? right : column
    return column.filter((claim) => !isOfOtherCase(claim, analysis, vocabulary))
  })
