import type { Asked } from '../answers/answer-key.ts'
import { equal } from '../exact/equal.ts'
import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import { toUnicode } from '../exact/write/write.ts'
import type { Exacta } from '../exacta.ts'
import type { Part, ProblemSet } from '../sets/problem-set.ts'
import { badFormulas } from './check-statement.ts'
import { type PartKey, solveSet } from './grade/part-key.ts'
import { keyWitness } from './key-witness.ts'

/** `bad` must be mended; `disputed` is a key that the solver refutes, which a person should see. */
export type SetFinding = {
  readonly part: string
  readonly kind: 'bad' | 'disputed'
  readonly says: string
}

/** Whether every part of a set solves, agrees with its key and typesets. */
export const checkSet = async (
  set: ProblemSet,
  exacta: Pick<Exacta, 'solve'>,
): Promise<readonly SetFinding[]> => {
  const findings: SetFinding[] = []
  for (const part of set.parts) {
    for (const says of badFormulas(part.statement)) findings.push({ part: part.part, kind: 'bad', says })
    try {
      const key = (await solveSet({ ...set, parts: [part] }, exacta)).get(part.part)
      if (key) findings.push(...aboutKey(part, key))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      findings.push({ part: part.part, kind: 'bad', says: `does not solve: ${error.message}` })
    }
  }
  return findings
}

const aboutKey = (part: Part, key: PartKey): readonly SetFinding[] => {
  const bad = (says: string): SetFinding => ({ part: part.part, kind: 'bad', says })
  const wanted = part.solutions.reduce((sum, { asks }) => sum + (asks?.length ?? 1), 0)
  const sentences = key.asked.flatMap(({ reference }) =>
    reference.solution.alternatives.map(({ says }) => says),
  )
  return [
    ...(key.asked.length < wanted
      ? [
          bad(
            `asks for ${part.solutions.flatMap(({ asks = [] }) => asks).join(', ')}, which are not all answers`,
          ),
        ]
      : []),
    ...part.accepts
      .filter((phrase) => !sentences.some((says) => says.toLowerCase().includes(phrase.toLowerCase())))
      .map((phrase) => bad(`accepts “${phrase}”, which names none of the solution’s conventions`)),
    ...Object.entries(part.key ?? {}).flatMap(([name, text]) => {
      const asked = key.asked.find(({ quantity }) => quantity.name === name)
      return asked ? judgeKey(part.part, asked, text) : [bad(`has a key for ${name}, which is not asked for`)]
    }),
  ]
}

const judgeKey = (part: string, asked: Asked, text: string): readonly SetFinding[] => {
  const name = asked.quantity.name
  let value: Exact
  try {
    value = readText(text, { symbols: asked.symbols })
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return [{ part, kind: 'bad', says: `the key ${name} = ${text} cannot be read: ${error.message}` }]
  }
  const own = asked.quantity.value
  const same = equal(own, value, { domain: 'positive' }).equal
  if (same === true) return []
  if (same === null)
    return [{ part, kind: 'bad', says: `it could not be decided whether the key ${name} = ${text} is right` }]
  const { solution } = asked.reference
  const witness = isExpression(value) ? solution.refute?.(name, value) : undefined
  const rival = solution.alternatives.find(({ answers }) =>
    answers.some(
      (one) => one.name === name && equal(one.value, value, { domain: 'positive' }).equal === true,
    ),
  )
  const why = [rival?.says, witness?.says ?? keyWitness(own, value)]
    .filter((says) => says !== undefined)
    .join(' ')
  return [
    {
      part,
      kind: 'disputed',
      says: `the key has ${name} = ${text}, the solver ${toUnicode(own)}. ${why}`.trim(),
    },
  ]
}
