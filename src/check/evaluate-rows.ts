import type { Reference, Solution, Verdict, VerdictName } from '../model.ts'
import { check } from './check.ts'

/** One labelled explanation; `references` is null or missing where no command can solve what it is about. */
export type LabelledRow = {
  readonly id: string
  readonly topic: string
  readonly explanation: string
  readonly verdict: 'agree' | 'disagree' | 'self-contradicts' | 'spirals' | 'convention-differs' | 'omits'
  readonly references?:
    | readonly {
        readonly command: string
        readonly input: unknown
        readonly asks?: readonly string[]
        readonly label?: string
      }[]
    | null
}

export type Tally = {
  readonly rows: number
  /** Shares; null where no row of the kind is there. */
  readonly recall: number | null
  readonly falseAlarms: number | null
  readonly amberAccuracy: number | null
  readonly coverage: number | null
}

export type WrongRow = {
  readonly id: string
  readonly topic: string
  readonly label: LabelledRow['verdict']
  readonly verdict: VerdictName
}

export type Figures = {
  readonly all: Tally
  /** Rows whose references could be solved, and rows that had to be checked without. */
  readonly withReferences: Tally
  readonly withoutReferences: Tally
  readonly topics: Readonly<Record<string, Tally>>
  readonly wrong: readonly WrongRow[]
}

export type Solve = (command: string, input: unknown) => Solution

type Checked = { readonly row: LabelledRow; readonly verdict: VerdictName; readonly referenced: boolean }

const red: ReadonlySet<VerdictName> = new Set(['disagrees', 'contradicts-itself', 'spirals'])
const amber: ReadonlySet<VerdictName> = new Set(['differs-by-convention', 'incomplete'])
const wrongLabels: ReadonlySet<string> = new Set(['disagree', 'self-contradicts', 'spirals'])
const amberLabels: ReadonlySet<string> = new Set(['convention-differs', 'omits'])

const share = (rows: readonly Checked[], holds: (verdict: VerdictName) => boolean): number | null =>
  rows.length === 0 ? null : rows.filter(({ verdict }) => holds(verdict)).length / rows.length

const tally = (rows: readonly Checked[]): Tally => {
  const labelled = (labels: ReadonlySet<string>): Checked[] =>
    rows.filter(({ row }) => labels.has(row.verdict))
  const right = labelled(new Set(['agree']))
  return {
    rows: rows.length,
    recall: share(labelled(wrongLabels), (verdict) => red.has(verdict)),
    falseAlarms: share(right, (verdict) => red.has(verdict) || amber.has(verdict)),
    amberAccuracy: share(labelled(amberLabels), (verdict) => amber.has(verdict)),
    coverage: share(right, (verdict) => verdict === 'agrees'),
  }
}

const isWrong = ({ row, verdict, referenced }: Checked): boolean => {
  if (wrongLabels.has(row.verdict)) return !red.has(verdict)
  if (amberLabels.has(row.verdict)) return !amber.has(verdict)
  return referenced ? verdict !== 'agrees' : red.has(verdict) || amber.has(verdict)
}

/** The references of a row solved; undefined where a command is missing or refuses the input. */
export const referencesOf = (row: LabelledRow, solve: Solve): readonly Reference[] | undefined => {
  if (!row.references || row.references.length === 0) return undefined
  const out: Reference[] = []
  for (const { command, input, asks, label } of row.references) {
    try {
      out.push({
        command,
        solution: solve(command, input),
        ...(asks ? { asks } : {}),
        ...(label ? { label } : {}),
      })
    } catch {
      return undefined
    }
  }
  return out
}

/** The checker's figures on labelled explanations, per topic and in all, with every row that went wrong. */
export const evaluateRows = (rows: readonly LabelledRow[], solve: Solve): Figures => {
  const checked = rows.map((row): Checked => {
    const references = referencesOf(row, solve)
    const { verdict }: Verdict = check(row.explanation, references ?? [])
    return { row, verdict, referenced: references !== undefined }
  })
  const topics = [...new Set(rows.map(({ topic }) => topic))].sort()
  return {
    all: tally(checked),
    withReferences: tally(checked.filter(({ referenced }) => referenced)),
    withoutReferences: tally(checked.filter(({ referenced }) => !referenced)),
    topics: Object.fromEntries(
      topics.map((topic) => [topic, tally(checked.filter(({ row }) => row.topic === topic))]),
    ),
    wrong: checked
      .filter(isWrong)
      .map(({ row, verdict }) => ({ id: row.id, topic: row.topic, label: row.verdict, verdict })),
  }
}
