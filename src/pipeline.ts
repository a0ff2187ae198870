import type { PartRules } from './answers/answer-key.ts'
import { anyone } from './asker.ts'
import { refutations } from './check/refutations.ts'
import { type Checker, checkHere } from './checker.ts'
import { createDisputes, type Disputes, isOfKey } from './disputes.ts'
import { InputError, UpstreamError } from './errors.ts'
import { type Exact, isExpression } from './exact/value.ts'
import type { Classes, Desk, Exacta, ExplainRequest, Request } from './exacta.ts'
import type { Explainer } from './explain/explainer.ts'
import { explainReply } from './explain-reply.ts'
import { createDesk } from './flags/desk.ts'
import type { Flags } from './flags/flags.ts'
import { type Log, newErrorId } from './log.ts'
import type { Reference, Solution, Verdict } from './model.ts'
import { type Call, findCommand, parseCall, withFiles } from './parse.ts'
import { isTopic, type Registry } from './registry.ts'
import type { Dispute } from './render/dispute.ts'
import { renderError } from './render/error-reply.ts'
import { renderCheck } from './render/explanation-reply.ts'
import type { Pictures } from './render/picture/pictures.ts'
import { renderProblem } from './render/problem-reply.ts'
import { renderSolution, type Solved } from './render/solution-reply.ts'
import { renderStep } from './render/step-reply.ts'
import type { Reply } from './reply.ts'
import type { Sandbox } from './sandbox.ts'
import type { ProblemSets } from './sets/load-sets.ts'
import {
  inputOf,
  mergeSolutions,
  problemOf,
  type Subject,
  subjectOf,
  type Topic,
  topicOf,
} from './subject.ts'

export type Stages = {
  readonly registry: Registry
  readonly sets: ProblemSets
  /** Evaluates what must not run in this process. */
  readonly sandbox: Sandbox
  /** Writes prose; without one the solver's own derivation is shown. */
  readonly explainer?: Explainer | undefined
  /** Checks what it writes; in this thread where nothing is said. */
  readonly checker?: Checker | undefined
  /** Keeps what was found wrong for the staff. */
  readonly flags?: Flags | undefined
  /** Grades whole classes; without a store it cannot. */
  readonly classes?: Classes | undefined
  /** Whether a text that stays wrong is withheld, or shown beneath its flag with what is wrong struck through. */
  readonly withholdsWrong?: boolean | undefined
  /** Draws what replies ask for; without it they are text alone. */
  readonly pictures?: Pictures | undefined
  readonly log: Log
  readonly now: () => Date
  /** The most entries one input array may have. */
  readonly mostEntries: number
}

/** In a message; scripts may pass more. */
export const chatEntries = 4096

/** The path of every command, whatever the surface: parse → solve → render; on request explain → check → render. */
export const createExacta = (stages: Stages): Exacta => {
  const { registry, sets } = stages
  const guarded = (work: () => Promise<Reply>): Promise<Reply> =>
    work().catch((error) => failed(error, stages.log))
  const read = (source: string): Subject => subjectOf(source, registry, sets)

  const answerCall = async (call: Call, request: Request): Promise<Reply> => {
    const { command, info } = findCommand(call.command, registry)
    if (isTopic(command)) return renderSolution(await solve(topicOf(call, registry), stages))
    if ('staff' in command) mustBeStaff(info.name, request)
    const input = readAction(await withFiles(call, info, request), registry)
    return 'staff' in command ? command.run(input, desk, request) : command.run(input, exacta, request)
  }

  const desk: Desk = { ...createDesk(stages.flags), classes: stages.classes ?? noClasses }
  const disputes = createDisputes({ solve: (command, input) => exacta.solve(command, input) })
  const exacta: Exacta = {
    commands: [...registry.values()].map(({ info }) => info),
    ask: (text, request = {}) => guarded(async () => answerCall(parseCall(text, registry), request)),
    answer: (command, options, request = {}) => guarded(() => answerCall({ command, options }, request)),
    step: (source, step, reveal) => guarded(() => stepReply(read(source), step, reveal, stages)),
    explain: (source, request = {}) => guarded(async () => explainOpen(read(source), stages, request)),
    check: (source, text, request) =>
      guarded(() => checkReply(read(source), text, { ...stages, disputes }, request)),
    problem: (source, request) =>
      guarded(() => problemReply(problemOf(source, registry, sets), { ...stages, disputes }, request)),
    draw: async (request) => stages.pictures?.draw(request),
    complete: (command, field, typed) => completions(registry, command, field, typed),
    solve: async (command, input) => {
      const topic = topicOf({ command, options: input }, registry)
      return solutionOf(topic, inputOf(topic, stages.mostEntries), stages)
    },
  }
  return exacta
}

/** parse → solve. */
const solve = async (topic: Topic, stages: Stages): Promise<Solved> => {
  const { call, source } = topic
  const input = inputOf(topic, stages.mostEntries)
  const solution = await solutionOf(topic, input, stages)
  return { command: call.command, echo: echoOf(call, input), source, solution }
}

type Input = ReturnType<typeof inputOf>
const solutionOf = (
  { call, command }: Topic,
  input: Input,
  { sandbox }: Stages,
): Promise<Solution> | Solution =>
  command.solver.sandboxed ? sandbox.solve(call.command, call.options) : command.solver.solve(input)

/** An explanation must state the main answers; a person's own text may be about any of them. */
type Asking = 'main answers' | 'any answer'

const solveAll = ({ topics }: Subject, stages: Stages): Promise<Solved[]> =>
  Promise.all(topics.map((topic) => solve(topic, stages)))

/** Every solution of a subject, as references for the checker. */
const asked = ({ topics }: Subject, solved: readonly Solved[], asking: Asking): Reference[] =>
  topics.flatMap((topic, at): Reference[] => {
    const { command, solution } = solved[at] ?? {}
    if (command === undefined || !solution) return []
    const main = topic.command.asks ?? solution.answers.slice(0, 1).map(({ name }) => name)
    const asks = topic.asks ?? (asking === 'main answers' ? main : undefined)
    const { label, also, knows } = topic
    const names = { ...(label && { label }), ...(also && { also }), ...(knows && { knows }) }
    return [{ command, solution, ...(asks && { asks }), ...names }]
  })

const references = async (subject: Subject, stages: Stages): Promise<Reference[]> =>
  asked(subject, await solveAll(subject, stages), 'any answer')

const stepReply = async (subject: Subject, step: number, reveal: boolean, stages: Stages): Promise<Reply> => {
  mustBeOpen(subject, stages)
  return renderStep(subject.source, mergeSolutions(await references(subject, stages)), step, reveal)
}

const nothingKept = async (): Promise<never> => {
  throw new InputError(
    'domain',
    'Classes are not graded here: neither DATABASE_URL nor a data folder is set.',
  )
}
const noClasses: Classes = { grade: nothingKept, status: nothingKept, cancel: nothingKept }

/** The one place that lets people to what is for staff, whatever surface and whichever way they come by. */
const mustBeStaff = (command: string, { asker = anyone }: Request): void => {
  if (!asker.staff) throw new InputError('domain', `\`/${command}\` is for the staff of the course.`)
}

/** solve → explain → check → render. */
const explainOpen = async (subject: Subject, stages: Stages, request: ExplainRequest): Promise<Reply> => {
  mustBeOpen(subject, stages)
  const solved = await solveAll(subject, stages)
  return explainReply(
    { subject, solved, references: asked(subject, solved, 'main answers') },
    stages,
    request,
  )
}

type Disputing = Stages & { readonly disputes: Disputes }

/** solve → check → render. */
const checkReply = async (
  subject: Subject,
  text: string,
  stages: Disputing,
  { asker = anyone }: Request = {},
): Promise<Reply> => {
  const open = asker.staff || isOpen(subject, stages)
  if (!open && !isChecked(subject, stages)) mustBeOpen(subject, stages)
  if (subject.topics.length === 0)
    throw new InputError('domain', 'A person judges this part; it cannot be checked here.')
  const solved = await references(subject, stages)
  const { accepts = [], part, remarks, statement } = subject.problem?.part ?? {}
  const rules: PartRules = {
    accepts,
    ...(part !== undefined && { part }),
    ...(statement !== undefined && { statement }),
    ...(remarks && { remarks }),
  }
  const found = await (stages.checker ?? checkHere).answer(text, solved, rules)
  if (!found)
    throw new InputError('too-large', 'This text could not be checked in time; a shorter one can be.', {
      field: 'answer',
    })
  const witnesses = refutations(found.verdict, solved)
  return renderCheck({
    name: subject.name,
    source: subject.source,
    verdict: found.verdict,
    witnesses,
    wrote: found.wrote,
    dispute: await disputeOf(subject, found.verdict, { open, isShown: witnesses.length > 0 }, stages),
    open,
    // Steps are shown to nobody before the release: a button knows not who presses it.
    hints: isOpen(subject, stages),
  })
}

/**
 * Before the release nobody but the staff is told of a key that they did not give as their answer. `isShown` where an
 * instance that refutes the answer stands in the reply already.
 */
const disputeOf = async (
  { problem }: Subject,
  verdict: Verdict,
  { open, isShown }: { readonly open: boolean; readonly isShown: boolean },
  { disputes }: Disputing,
): Promise<Dispute | undefined> => {
  const answered = problem !== undefined && isOfKey(problem.part, verdict)
  if (!problem || !(open || answered)) return undefined
  const says = await disputes(problem)
  return says.length > 0 ? { says: open && !(answered && isShown) ? says : [], answered } : undefined
}

const problemReply = async (
  subject: Subject,
  stages: Disputing,
  { asker = anyone }: Request = {},
): Promise<Reply> => {
  const { problem, source } = subject
  if (!problem) throw new Error(`${source} is no part of a set`)
  const { set, part } = problem
  const open = isOpen(subject, stages)
  const says = open || asker.staff ? await stages.disputes(problem) : []
  return renderProblem({
    ...part,
    source,
    title: set.title,
    solvable: part.solutions.length > 0,
    open,
    checked: isChecked(subject, stages),
    ...(says.length > 0 && { dispute: { says } }),
  })
}

const isOpen = ({ problem }: Subject, { now }: Stages): boolean =>
  problem?.set.release === undefined || problem.set.release <= now()

/** Whether students' answers are checked now. */
const isChecked = (subject: Subject, stages: Stages): boolean =>
  isOpen(subject, stages) || subject.problem?.set.checks !== false

const mustBeOpen = (subject: Subject, stages: Stages): void => {
  if (isOpen(subject, stages)) return
  const when = subject.problem?.set.release?.toISOString().replace('T', ' ').slice(0, 16)
  throw new InputError(
    'domain',
    `The solutions of this set are released on ${when} UTC. Until then ${
      isChecked(subject, stages) ? 'you can check your answer' : 'no answer is checked'
    }.`,
  )
}

const readAction = (call: Call, registry: Registry): Record<string, unknown> =>
  inputOf({ call, entry: findCommand(call.command, registry) }, chatEntries)

/** What was understood of each option that was given. */
const echoOf = (call: Call, input: Readonly<Record<string, unknown>>): Solved['echo'] =>
  Object.entries(call.options)
    .filter(([name]) => name in input)
    .map(([name, typed]) => {
      const value = input[name]
      const exact = typeof value === 'object' && value !== null && 'kind' in value
      // A field with a kind was read by readJson, which gives exact values only.
      return [name, exact && isShown(value as Exact) ? (value as Exact) : asTyped(typed)] as const
    })

const isShown = (value: Exact): boolean => isExpression(value) || value.kind === 'tensor'
const asTyped = (typed: unknown): string =>
  typeof typed === 'object' ? JSON.stringify(typed) : String(typed)

/** One line in the log for what is not the user's doing; nothing of what they typed. */
const failed = (error: unknown, log: Log): Reply => {
  const id = newErrorId()
  if (error instanceof UpstreamError) log.warn({ id, kind: error.kind }, error.message)
  else if (!(error instanceof InputError)) log.error({ id, err: error }, 'a command failed')
  return renderError(error, id)
}

const completions = (
  registry: Registry,
  command: string,
  field: string,
  typed: string,
): readonly string[] => {
  const info = registry.get(command)?.info.fields.find(({ name }) => name === field)
  const offered = info?.choices ?? info?.suggestions ?? (info ? [info.example] : [])
  const begun = typed.trim().toLowerCase()
  return offered.filter((value) => value.toLowerCase().startsWith(begun)).slice(0, 25)
}
