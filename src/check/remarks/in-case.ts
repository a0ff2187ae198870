import { resolve } from '../free-symbols.ts'
import { definitionsOf } from '../settings.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { clauseStart } from './clause-start.ts'
import type { Subject } from './remark-subjects.ts'
import { isSize } from './remark-symbols.ts'

/** Subjects with the sizes that the sentence of a remark sets, but for those that the remark is about. */
export const inCase = (
  subjects: readonly Subject[],
  but: readonly string[],
  at: number,
  line: Line,
  { read }: Analysis,
  { renamed }: Vocabulary,
): readonly Subject[] => {
  const start = clauseStart(line.flow, at, '.⏎')
  const set = new Map(
    line.statements
      .filter((statement) => statement.at >= start)
      .flatMap((statement) => definitionsOf(statement, read))
      .map(({ symbol, value }) => [renamed.get(symbol) ?? symbol, value] as const)
      .filter(([symbol]) => isSize(symbol) && !but.includes(symbol)),
  )
  return set.size === 0
    ? subjects
    : subjects.map((one) => ({ ...one, values: one.values.map((value) => resolve(value, set)) }))
}
