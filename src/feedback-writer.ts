import type { Checker } from './checker.ts'
import { promptForAnswer } from './explain/answer-prompt.ts'
import { type AttemptOptions, createAttempt, type Judged, type Task } from './explain/attempt.ts'
import { keyOf } from './explain/cache.ts'
import { withoutPeople } from './explain/prompt.ts'
import { createShare } from './explain/share.ts'
import type { Flags } from './flags/flags.ts'
import { tellStaff } from './flags/tell-staff.ts'
import type { Feedback, FeedbackOrder, FeedbackWriter } from './grading/feedback/feedback.ts'
import type { Reference, Verdict } from './model.ts'
import { isTopic, type Registry } from './registry.ts'
import { mergeSolutions } from './subject.ts'

export type FeedbackStages = AttemptOptions & {
  readonly registry: Registry
  readonly checker: Checker
  readonly flags?: Flags | undefined
  readonly mostTexts?: number | undefined
}

/** A course of 300 has some hundred different wrong answers to a set. */
const usualMost = 1000

/** write → check, as for an explanation: one that disagrees is written anew once, told to the staff, and withheld. */
export const createFeedbackWriter = (stages: FeedbackStages): FeedbackWriter => {
  const { model, ledger, registry, mostTexts = usualMost } = stages
  const share = createShare<Feedback, never>()
  return {
    mostTexts,
    hasBudget: (course) => ledger.hasBudget(course),
    async write(order, signal) {
      const command = registry.get(order.references[0]?.command ?? '')?.command
      if (!command || !isTopic(command)) throw new Error('feedback is about a command that solves')
      const asker = { pseudonym: order.askedBy, course: order.set.course, staff: true }
      const task = feedbackTask(order, command, stages)
      return share.run(
        keyOf(model.name, task.prompt()),
        async (ending) => {
          const { judged } = await createAttempt(task, asker, stages, ending, () => undefined)()
          return feedbackOf(judged)
        },
        { signal },
      )
    },
  }
}

const feedbackTask = (
  { set, part, references, answer, grade, askedBy }: FeedbackOrder,
  topic: Parameters<typeof promptForAnswer>[0]['topic'],
  { checker, flags, log }: FeedbackStages,
): Task => {
  const posed = set.parts.find((one) => one.part === part)
  const source = `${set.name} ${part}`
  const graded = {
    source,
    statement: posed?.statement,
    topic,
    solution: mergeSolutions(references),
    answer,
    judgement: [grade.status === 'partial' ? 'Part of it is right.' : 'It is wrong.', grade.reason],
  }
  return {
    prompt: (faults) => promptForAnswer(graded, faults),
    judge: async ({ draft: { prose } }) => judgedFeedback(prose, await checker.judge(prose, [], references)),
    flag: ({ text, verdict, model, prompt }: Judged) =>
      tellStaff(
        flags,
        {
          asker: askedBy,
          course: set.course,
          source: withoutPeople(source),
          solutions: flaggedSolutions(references, posed?.solutions ?? []),
          level: 'answer',
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

const flaggedSolutions = (
  references: readonly Reference[],
  solutions: readonly { readonly command: string; readonly input: Readonly<Record<string, unknown>> }[],
) =>
  references.map(({ command, asks = [], label }, at) => ({
    command,
    input: solutions[at]?.input ?? {},
    asks,
    ...(label !== undefined && { label }),
  }))

/** Feedback need not state the answer; a text whose check did not end is verified by nobody. */
const judgedFeedback = (text: string, verdict: Verdict | undefined): Omit<Judged, 'model' | 'prompt'> => {
  if (!verdict) return { text, verdict: unverified, unfit: 'it could not be checked', unchecked: true }
  const findings = verdict.findings.filter(({ kind }) => kind !== 'incomplete')
  const { agree, disagree, unverified: open } = verdict.claims
  const worst = findings.find(({ kind }) => kind !== 'unverified')
  const checked = findings.length === 0 && open === 0 && agree > 0
  const name = worst?.kind ?? (checked ? 'agrees' : 'unverified')
  const unfit =
    worst || disagree > 0
      ? (faults[worst?.kind ?? 'disagrees'] ?? 'it disagreed with the solver')
      : judges(text)
        ? 'it spoke of the grade'
        : undefined
  return { text, verdict: { ...verdict, verdict: name, findings }, ...(unfit !== undefined && { unfit }) }
}

const unverified: Verdict = {
  verdict: 'unverified',
  claims: { agree: 0, disagree: 0, unverified: 0 },
  findings: [],
}

const faults: Partial<Readonly<Record<Verdict['verdict'], string>>> = {
  'contradicts-itself': 'it contradicted itself',
  spirals: 'it took back what it said',
  'differs-by-convention': 'it used another convention than the solution',
}

/** What an answer earns is decided already, and not by a model. */
const judges = (text: string): boolean =>
  /\b(?:full|partial|half|no|extra|some|any|zero|\d+)\s+(?:credit|marks?|points?)\b|\b(?:grade|graded|score)\b/i.test(
    text,
  ) ||
  /\byour (?:\w+ ){0,2}?(?:answer|result|solution|value) (?:is|are|was) (?:\w+ ){0,2}?(?:right|correct)(?=\s*(?:[.,;:!]|$|and\b))/i.test(
    text,
  )

const feedbackOf = ({ text, verdict, unfit }: Judged): Feedback => {
  const { agree, disagree, unverified: open } = verdict.claims
  const claims = agree + disagree + open
  if (unfit !== undefined) return { state: 'withheld', says: unfit, claims, unverified: open }
  return {
    state: verdict.verdict === 'agrees' ? 'agrees' : 'unverified',
    says: text,
    claims,
    unverified: open,
  }
}
