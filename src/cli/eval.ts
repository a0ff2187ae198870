import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { evaluateRows, type Figures, type LabelledRow, type Tally } from '../check/evaluate-rows.ts'
import { ConfigError, readConfig } from '../config.ts'
import type { Exacta } from '../exacta.ts'
import type { Solution } from '../model.ts'
import { start } from '../start.ts'

const reference = z.looseObject({
  command: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
  asks: z.array(z.string()).exactOptional(),
  label: z.string().exactOptional(),
})
const row = z.looseObject({
  id: z.string(),
  topic: z.string().default('none'),
  explanation: z.string(),
  verdict: z.enum(['agree', 'disagree', 'self-contradicts', 'spirals', 'convention-differs', 'omits']),
  references: z.array(reference).nullable().default(null),
})

/** Throws ConfigError that names the first line which is no labelled explanation. */
const parseRows = (text: string): LabelledRow[] =>
  text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      return [row.parse(JSON.parse(line))]
    } catch (cause) {
      const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
      throw new ConfigError(`line ${at + 1} is no labelled explanation: ${why}`, { cause })
    }
  })

const keyOf = (command: string, input: unknown): string => `${command} ${JSON.stringify(input)}`

/** Solves every reference once; what cannot be solved throws when it is asked for. */
const solveAll = async (
  rows: readonly LabelledRow[],
  exacta: Exacta,
): Promise<(command: string, input: unknown) => Solution> => {
  const solved = new Map<string, Solution | Error>()
  for (const { command, input } of rows.flatMap(({ references }) => references ?? [])) {
    const outcome = await exacta
      .solve(command, (input ?? {}) as Record<string, unknown>)
      .catch((error: Error) => error) // checked by the schema above
    solved.set(keyOf(command, input), outcome)
  }
  return (command, input) => {
    const outcome = solved.get(keyOf(command, input))
    if (outcome === undefined || outcome instanceof Error)
      throw outcome ?? new Error(`not solved: ${command}`)
    return outcome
  }
}

/** Prints how the checker does on a file of labelled explanations. */
export const evaluate = async (file: string, json: boolean): Promise<void> => {
  const { exacta, stop } = await start(readConfig(), 1_000_000)
  try {
    const rows = parseRows(await readFile(file, 'utf8'))
    const figures = evaluateRows(rows, await solveAll(rows, exacta))
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : figuresText(figures))
  } finally {
    await stop()
  }
}

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3)).padStart(8)

const tallyLine = (name: string, { rows, recall, falseAlarms, amberAccuracy, coverage }: Tally): string =>
  `${name.slice(0, 34).padEnd(34)}${String(rows).padStart(6)}${[recall, falseAlarms, amberAccuracy, coverage].map(share).join('')}`

const figuresText = ({ all, withReferences, withoutReferences, topics, wrong }: Figures): string =>
  [
    `${'topic'.padEnd(34)}  rows  recall  alarms   amber  covered`,
    ...Object.entries(topics).map(([topic, tally]) => tallyLine(topic, tally)),
    ...wrong.map(({ id, label, verdict }) => `  ${id}: ${label}, given ${verdict}`),
    tallyLine('without a command', withoutReferences),
    tallyLine('with a command', withReferences),
    tallyLine('all', all),
    '',
  ].join('\n')
