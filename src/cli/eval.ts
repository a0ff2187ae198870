import { z } from 'zod'
import { evaluateRows, type Figures, type LabelledRow, type Tally } from '../check/evaluate-rows.ts'
import { readConfig } from '../config.ts'
import { InputError } from '../errors.ts'
import type { Exacta } from '../exacta.ts'
import { needed, objectOf, readLine, referenceLine, text } from '../lines/line-shapes.ts'
import type { Solution } from '../model.ts'
import { start } from '../start.ts'
import { readNamed } from './named-file.ts'

const verdicts = ['agree', 'disagree', 'self-contradicts', 'spirals', 'convention-differs', 'omits'] as const
const row = z.looseObject({
  id: text('a text that names the row, such as "a1"'),
  topic: text('a text, such as "convolution"').default('none'),
  explanation: text('the text to be checked'),
  verdict: z.enum(verdicts, { error: needed(`one of ${verdicts.join(', ')}`) }),
  references: z
    .array(referenceLine, { error: needed('a list such as [{"command":"mup","input":{}}]') })
    .nullable()
    .default(null),
})

/** Throws InputError that names the first line which is no labelled explanation. */
const parseRows = (file: string, content: string): LabelledRow[] =>
  content.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      return [readLine(row, objectOf(line, 'eval'))]
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause
      throw new InputError('syntax', `${file}, line ${at + 1}: ${cause.message}`, {}, { cause })
    }
  })

const keyOf = (command: string, input: unknown): string => `${command} ${JSON.stringify(input)}`

type Outcome = (command: string, input: unknown) => Solution | Error

/** Solves every reference once. */
const solveAll = async (rows: readonly LabelledRow[], exacta: Exacta): Promise<Outcome> => {
  const solved = new Map<string, Solution | Error>()
  for (const { command, input } of rows.flatMap(({ references }) => references ?? [])) {
    const key = keyOf(command, input)
    if (solved.has(key)) continue
    const outcome = await exacta
      .solve(command, (input ?? {}) as Record<string, unknown>)
      .catch((error: Error) => error) // checked by the schema above
    solved.set(key, outcome)
  }
  return (command, input) => solved.get(keyOf(command, input)) ?? new Error(`not solved: ${command}`)
}

/** A row that cannot be judged: the first of its references that does not solve, and why. */
type UnsolvedRow = { readonly id: string; readonly command: string; readonly message: string }

const unsolvedOf = ({ id, references }: LabelledRow, outcome: Outcome): UnsolvedRow | undefined => {
  for (const { command, input } of references ?? []) {
    const solution = outcome(command, input)
    if (solution instanceof Error) return { id, command, message: messageOf(solution) }
  }
  return undefined
}

const messageOf = (error: Error): string =>
  error instanceof InputError && error.field !== undefined
    ? `${error.field}: ${error.message}`
    : error.message

const orThrow = (outcome: Solution | Error): Solution => {
  if (outcome instanceof Error) throw outcome
  return outcome
}

/** Prints how the checker does on a file of labelled explanations; exit code 1 where a row's reference does not solve. */
export const evaluate = async (file: string, json: boolean): Promise<void> => {
  const rows = parseRows(file, await readNamed(file))
  const { exacta, stop } = await start(readConfig(), 1_000_000)
  try {
    const outcome = await solveAll(rows, exacta)
    const judged = rows.filter((row) => unsolvedOf(row, outcome) === undefined)
    const unsolved = rows.flatMap((row) => unsolvedOf(row, outcome) ?? [])
    const figures = evaluateRows(judged, (command, input) => orThrow(outcome(command, input)))
    for (const { id, command, message } of unsolved)
      process.stderr.write(`error: ${id}: the reference /${command} does not solve: ${message}\n`)
    process.stdout.write(
      json ? `${JSON.stringify({ ...figures, unsolved })}\n` : figuresText(figures, unsolved),
    )
    if (unsolved.length > 0) process.exitCode = 1
  } finally {
    await stop()
  }
}

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3)).padStart(8)

const tallyLine = (name: string, { rows, recall, falseAlarms, amberAccuracy, coverage }: Tally): string =>
  `${name.slice(0, 34).padEnd(34)}${String(rows).padStart(6)}${[recall, falseAlarms, amberAccuracy, coverage].map(share).join('')}`

const figuresText = (
  { all, withReferences, withoutReferences, topics, wrong }: Figures,
  unsolved: readonly UnsolvedRow[],
): string =>
  [
    `${'topic'.padEnd(34)}  rows  recall  alarms   amber  covered`,
    ...Object.entries(topics).map(([topic, tally]) => tallyLine(topic, tally)),
    ...wrong.map(({ id, label, verdict }) => `  ${id}: ${label}, given ${verdict}`),
    tallyLine('without a command', withoutReferences),
    tallyLine('with a command', withReferences),
    tallyLine('all', all),
    ...(unsolved.length === 0
      ? []
      : [`${'not solved, and counted nowhere'.padEnd(34)}${String(unsolved.length).padStart(6)}`]),
    '',
  ].join('\n')
