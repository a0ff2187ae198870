import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { sameValue } from './sameness.ts'
import { shown } from './shown.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

/** Words that call two values the same. */
const sameAs =
  /^[\s,(]*(?:or|and|which is)?[\s,]*(?:equivalently|equivalent to|the same as|(?:more )?(?:commonly|usually|often|simply|also) written(?: as)?|also written(?: as)?|in other words)[\s,:]*(?:as|by)?\s*$/i

const symbolsOf = (value: Exact): ReadonlySet<string> | undefined => {
  if (isExpression(value)) return freeSymbols(value)
  return value.kind === 'class' ? freeSymbols(value.of) : undefined
}

/** Whether both are formulas or classes, and the second speaks of nothing that the first does not. */
const areComparable = (a: Exact, b: Exact): boolean => {
  const [left, right] = [symbolsOf(a), symbolsOf(b)]
  if (!left || !right || left.size === 0 || right.size === 0 || isExpression(a) !== isExpression(b))
    return false
  const isWithin = [...right].every((name) => left.has(name))
  return isWithin && (a.kind === 'class' || left.size === right.size)
}

const valueOfSide = (statement: Statement, last: boolean, analysis: Analysis): Exact | undefined => {
  const side = last ? statement.sides.at(-1) : statement.sides.length === 1 ? statement.sides[0] : undefined
  return side?.kind === 'side' ? analysis.read(side) : undefined
}

/** "Pulling the constant out of the power, this is the same as ¤". */
const thisIsSame =
  /^[^¤.;:]{0,80}\b(?:this|that|which|it)\s+(?:is|equals)\s+(?:the\s+same\s+as|equal\s+to|nothing\s+but)\s*$/i

/** The statement that another one says once more: before it in its sentence, or the last of the sentence before. */
const saidBefore = (line: Line, statement: Statement, { lines }: Analysis): Statement | undefined => {
  const own = line.statements.findLast(({ at }) => at < statement.at)
  if (own) return sameAs.test(line.flow.slice(own.end + 1, statement.at)) ? own : undefined
  const before = lines[line.number - 1]
  const isNear = before?.sentence.block === line.sentence.block
  return isNear && thisIsSame.test(line.flow.slice(0, statement.at)) ? before.statements.at(-1) : undefined
}

/** Two values that a text calls equivalent and that are not: a text that contradicts itself. */
export const equivalenceFindings = (analysis: Analysis): readonly Finding[] =>
  analysis.lines.flatMap((line) =>
    line.statements.flatMap((next): Finding[] => {
      const statement = saidBefore(line, next, analysis)
      if (!statement) return []
      const [a, b] = [valueOfSide(statement, true, analysis), valueOfSide(next, false, analysis)]
      if (!a || !b || !areComparable(a, b) || analysis.stance(line, next) !== 'claim') return []
      if (guarded(() => sameValue(a, b), null) !== false) return []
      return [
        {
          kind: 'contradicts-itself',
          quote: analysis.source.slice(statement.from, Math.max(next.to, statement.to)),
          at: statement.from,
          ...(shown(b) === undefined ? {} : { claimed: shown(b) as string }), // just tested
          because: 'These are called the same, and they are not.',
        },
      ]
    }),
  )
