import type { Asker } from './asker.ts'
import { nameWithin } from './check/named-values.ts'
import { type Checker, checkHere } from './checker.ts'
import { toText } from './exact/write/write.ts'
import type { Judged, Task } from './explain/attempt.ts'
import { type Exercise, promptFor, withoutPeople } from './explain/prompt.ts'
import type { SoFar } from './explain/watch.ts'
import type { Flags } from './flags/flags.ts'
import { tellStaff } from './flags/tell-staff.ts'
import type { Log } from './log.ts'
import type { Reference, Verdict } from './model.ts'
import type { Topic } from './subject.ts'

export type ToExplain = {
  readonly exercise: Omit<Exercise, 'asks'>
  readonly topics: readonly Topic[]
  readonly references: readonly Reference[]
  /** As one would ask for it again. */
  readonly source: string
}

type TaskStages = {
  readonly flags?: Flags | undefined
  readonly checker?: Checker | undefined
  readonly log: Log
}

/** What a model is asked, how its text is judged, and where a wrong one goes. */
export const explanationTask = (
  { exercise, topics, references, source }: ToExplain,
  asker: Asker,
  { flags, checker = checkHere, log }: TaskStages,
): Task => {
  const { level } = exercise
  const asks = references.flatMap(({ asks: names = [], label }) =>
    names.map((name) => nameWithin(name, label, references.length > 1)),
  )
  return {
    prompt: (faults) => promptFor({ ...exercise, asks }, faults),
    // A hint is for one person, and whether it gives the result away only the whole of it tells.
    look: level === 'hint' ? undefined : (begun) => lookAt(begun, references, checker),
    async judge({ draft: { prose, values } }) {
      const verdict = await checker.judge(prose, values, references)
      if (!verdict) return unchecked(prose)
      if (level !== 'hint') return { text: prose, verdict }
      return judgedHint(prose, verdict, asks.length, namesResult(prose, exercise.source, references))
    },
    flag: ({ text, verdict, model, prompt }: Judged) =>
      tellStaff(
        flags,
        {
          asker: asker.pseudonym,
          course: asker.course,
          source: withoutPeople(source),
          solutions: topics.map(({ call, label, asks: asked }, at) => ({
            command: call.command,
            input: call.options,
            asks: asked ?? references[at]?.asks ?? [],
            ...(label !== undefined && { label }),
          })),
          level,
          explanation: text,
          verdict: verdict.verdict,
          findings: verdict.findings,
          model,
          prompt,
        },
        log,
      ),
  }
}

const lookAt = async (
  begun: string,
  references: readonly Reference[],
  checker: Checker,
): Promise<SoFar | undefined> => {
  const growing = await checker.grow(begun, references)
  return growing && { text: begun.slice(0, growing.upTo), ...growing.claims }
}

/** What nobody has checked is not verified, and not shown. */
const unchecked = (text: string): JudgedText => ({
  text,
  verdict: { verdict: 'unverified', claims: { agree: 0, disagree: 0, unverified: 0 }, findings: [] },
  unfit: 'The explanation could not be checked.',
  unchecked: true,
})

type JudgedText = Awaited<ReturnType<Task['judge']>>

const judgedHint = (text: string, verdict: Verdict, asked: number, named: boolean): JudgedText => {
  const missing = verdict.findings.filter(({ kind }) => kind === 'incomplete').length
  const findings = verdict.findings.filter(({ kind }) => kind !== 'incomplete')
  const rest = { ...verdict, findings }
  if (findings.some(({ kind }) => kind !== 'unverified'))
    return { text, verdict: rest, unfit: 'The model’s hint disagreed with the solver.' }
  const unverified = findings.length > 0 || verdict.claims.unverified > 0
  const name = unverified || verdict.claims.agree === 0 ? 'unverified' : 'agrees'
  return {
    text,
    verdict: { ...rest, verdict: name },
    ...((named || asked > missing) && { unfit: 'The model’s hint gave the result away.' }),
  }
}

const numbersIn = (text: string): ReadonlySet<string> => new Set(text.match(/\d+(?:\.\d+)?/g) ?? [])

/** Whether a text names a number of an answer, even of a part of it, that the exercise does not give. */
const namesResult = (text: string, source: string, references: readonly Reference[]): boolean => {
  const given = numbersIn(source)
  const asked = references.flatMap(({ solution, asks = [] }) =>
    solution.answers.filter(({ name }) => asks.includes(name)),
  )
  const results = numbersIn(asked.map(({ value }) => toText(value)).join(' '))
  return [...numbersIn(text)].some((number) => results.has(number) && !given.has(number))
}
