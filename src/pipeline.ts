import { checkAnswer } from './check/answer.ts'
import { check } from './check/check.ts'
import { refutations } from './check/refutations.ts'
import { InputError, UpstreamError } from './errors.ts'
import { type Exact, isExpression } from './exact/value.ts'
import type { Exacta } from './exacta.ts'
import type { ModelClient } from './explain/client.ts'
import { derivation } from './explain/derivation.ts'
import { promptFor } from './explain/prompt.ts'
import { type Log, newErrorId } from './log.ts'
import type { Reference } from './model.ts'
import { type Call, findCommand, parseCall } from './parse.ts'
import { isTopic, type Registry } from './registry.ts'
import { renderError } from './render/error-reply.ts'
import { renderCheck, renderDerivation, renderExplanation } from './render/explanation-reply.ts'
import type { Pictures } from './render/picture/pictures.ts'
import { renderProblem } from './render/problem-reply.ts'
import { answerBlock, renderSolution, type Solved } from './render/solution-reply.ts'
import { renderStep } from './render/step-reply.ts'
import type { Reply } from './reply.ts'
import type { Sandbox } from './sandbox.ts'
import type { ProblemSets } from './sets/load-sets.ts'
import { inputOf, mergeSolutions, type Subject, subjectOf, type Topic, topicOf } from './subject.ts'

export type { Exacta } from './exacta.ts'

export type Stages = {
  readonly registry: Registry
  readonly sets: ProblemSets
  /** Evaluates what must not run in this process. */
  readonly sandbox: Sandbox
  /** Writes prose; without one the solver's own derivation is shown. */
  readonly model?: ModelClient | undefined
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

  const answerCall = async (call: Call): Promise<Reply> => {
    const entry = findCommand(call.command, registry)
    if (isTopic(entry.command)) return renderSolution(await solve(topicOf(call, registry), stages))
    return entry.command.run(readAction(call, registry), exacta)
  }

  const exacta: Exacta = {
    commands: [...registry.values()].map(({ info }) => info),
    ask: (text) => guarded(async () => answerCall(parseCall(text, registry))),
    answer: (command, options) => guarded(() => answerCall({ command, options })),
    step: (source, step, reveal) => guarded(() => stepReply(read(source), step, reveal, stages)),
    explain: (source, signal) => guarded(() => explainReply(read(source), stages, signal)),
    check: (source, text) => guarded(() => checkReply(read(source), text, stages)),
    problem: (source) => guarded(async () => problemReply(read(source), stages)),
    draw: async (request) => stages.pictures?.draw(request),
    complete: (command, field, typed) => completions(registry, command, field, typed),
    solve: async (command, input) =>
      (await solve(topicOf({ command, options: input }, registry), stages)).solution,
  }
  return exacta
}

/** parse → solve. */
const solve = async (topic: Topic, { sandbox, mostEntries }: Stages): Promise<Solved> => {
  const { call, command, source } = topic
  const input = inputOf(topic, mostEntries)
  const solution = command.solver.sandboxed
    ? await sandbox.solve(call.command, call.options)
    : command.solver.solve(input)
  return { command: call.command, echo: echoOf(call, input), source, solution }
}

/** An explanation must state the main answers; a person's own text may be about any of them. */
type Asking = 'main answers' | 'any answer'

/** Every solution a subject needs, as references for the checker. */
const references = ({ topics }: Subject, stages: Stages, asking: Asking): Promise<Reference[]> =>
  Promise.all(
    topics.map(async (topic): Promise<Reference> => {
      const { command, solution } = await solve(topic, stages)
      const main = topic.command.asks ?? solution.answers.slice(0, 1).map(({ name }) => name)
      const asks = topic.asks ?? (asking === 'main answers' ? main : undefined)
      return { command, solution, ...(asks && { asks }), ...(topic.label && { label: topic.label }) }
    }),
  )

const stepReply = async (subject: Subject, step: number, reveal: boolean, stages: Stages): Promise<Reply> => {
  mustBeOpen(subject, stages)
  return renderStep(
    subject.source,
    mergeSolutions(await references(subject, stages, 'any answer')),
    step,
    reveal,
  )
}

/** solve → explain → check → render; whatever the model does, the exact answer stands. */
const explainReply = async (subject: Subject, stages: Stages, signal?: AbortSignal): Promise<Reply> => {
  mustBeOpen(subject, stages)
  const { name, source, topics } = subject
  const [topic] = topics
  if (!topic) throw new InputError('domain', 'A person judges this part; there is no solution to explain.')
  const solved = await references(subject, stages, 'main answers')
  const solution = mergeSolutions(solved)
  const ownWords = (because: string): Reply =>
    renderDerivation(name, source, because, derivation(topic.command.solver.idea, solution))
  if (!stages.model) return ownWords('No model is configured; this is the solver’s own derivation.')
  try {
    const text = await stages.model.write(
      promptFor(source, topic.command, solution),
      signal ? { signal } : {},
    )
    const answer = answerBlock(solution.answers).text
    const verdict = check(text, solved)
    const witnesses = refutations(verdict, solved)
    return renderExplanation({ name, source, text, verdict, witnesses, by: stages.model.name, answer })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    stages.log.warn({ kind: error.kind }, error.message)
    return ownWords(`The model did not answer (${error.kind}); this is the solver’s own derivation.`)
  }
}

/** solve → check → render. */
const checkReply = async (subject: Subject, text: string, stages: Stages): Promise<Reply> => {
  if (subject.problem && !subject.problem.set.checks) mustBeOpen(subject, stages)
  if (subject.topics.length === 0)
    throw new InputError('domain', 'A person judges this part; it cannot be checked here.')
  const solved = await references(subject, stages, 'any answer')
  const verdict = checkAnswer(text, solved)
  return renderCheck({
    name: subject.name,
    source: subject.source,
    verdict,
    witnesses: refutations(verdict, solved),
    open: isOpen(subject, stages),
  })
}

const problemReply = (subject: Subject, stages: Stages): Reply => {
  const { problem, source } = subject
  if (!problem)
    throw new InputError('syntax', 'Name a set and a part.', { field: 'of', example: '/problem hw4 3c' })
  const { set, part } = problem
  return renderProblem({
    ...part,
    source,
    title: set.title,
    solvable: part.solutions.length > 0,
    open: isOpen(subject, stages),
  })
}

const isOpen = ({ problem }: Subject, { now }: Stages): boolean =>
  problem?.set.release === undefined || problem.set.release <= now()

const mustBeOpen = (subject: Subject, stages: Stages): void => {
  if (isOpen(subject, stages)) return
  const when = subject.problem?.set.release?.toISOString().replace('T', ' ').slice(0, 16)
  throw new InputError(
    'domain',
    `The solutions of this set are released on ${when} UTC. Until then you can check your answer.`,
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
