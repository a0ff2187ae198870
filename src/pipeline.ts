import { check } from './check/check.ts'
import { InputError, UpstreamError } from './errors.ts'
import { type Exact, isExpression } from './exact/value.ts'
import type { Exacta } from './exacta.ts'
import type { ModelClient } from './explain/client.ts'
import { derivation } from './explain/derivation.ts'
import { promptFor } from './explain/prompt.ts'
import { type Log, newErrorId } from './log.ts'
import type { Solution, TopicCommand, Verdict } from './model.ts'
import { type Call, findCommand, parseCall, readOptions } from './parse.ts'
import { type Entry, isTopic, type Registry, writeCall } from './registry.ts'
import { renderError } from './render/error-reply.ts'
import { renderCheck, renderDerivation, renderExplanation } from './render/explanation-reply.ts'
import { answerBlock, renderSolution, type Solved } from './render/solution-reply.ts'
import { renderStep } from './render/step-reply.ts'
import type { Reply } from './reply.ts'
import type { Sandbox } from './sandbox.ts'

export type { Exacta } from './exacta.ts'

export type Stages = {
  readonly registry: Registry
  /** Evaluates what must not run in this process. */
  readonly sandbox: Sandbox
  /** Writes prose; without one the solver's own derivation is shown. */
  readonly model?: ModelClient | undefined
  readonly log: Log
  /** The most entries one input array may have. */
  readonly mostEntries?: number
}

/** In a message; scripts may pass more. */
export const chatEntries = 4096

type Topic = { readonly call: Call; readonly entry: Entry; readonly command: TopicCommand }

/**
 * The path of every command, whatever the surface: parse → solve → render, and on request explain → check → render.
 */
export const createExacta = (stages: Stages): Exacta => {
  const { registry, log } = stages
  const guarded = (work: () => Promise<Reply>): Promise<Reply> => work().catch((error) => failed(error, log))

  const answerCall = async (call: Call): Promise<Reply> => {
    const entry = findCommand(call.command, registry)
    if (isTopic(entry.command)) return renderSolution(await solveTopic(topicOf(call, registry), stages))
    return entry.command.run(readOptions(entry, call.options, chatEntries), exacta)
  }

  const exacta: Exacta = {
    commands: [...registry.values()].map(({ info }) => info),
    ask: (text) => guarded(async () => answerCall(parseCall(text, registry))),
    answer: (command, options) => guarded(() => answerCall({ command, options })),
    step: (source, step, reveal) =>
      guarded(async () => renderStep(source, (await solveSource(source, stages)).solution, step, reveal)),
    explain: (source, signal) => guarded(() => explainSource(source, stages, signal)),
    check: (source, text) => guarded(() => checkText(source, text, stages)),
    complete: (command, field, typed) => completions(registry, command, field, typed),
    solve: async (command, input) =>
      (await solveTopic(topicOf({ command, options: input }, registry), stages)).solution,
  }
  return exacta
}

/** One line in the log for what is not the user's doing; nothing of what they typed. */
const failed = (error: unknown, log: Log): Reply => {
  const id = newErrorId()
  if (error instanceof UpstreamError) log.warn({ id, kind: error.kind }, error.message)
  else if (!(error instanceof InputError)) log.error({ id, err: error }, 'a command failed')
  return renderError(error, id)
}

const topicOf = (call: Call, registry: Registry): Topic => {
  const entry = findCommand(call.command, registry)
  if (!isTopic(entry.command))
    throw new InputError(
      'domain',
      `\`/${call.command}\` has no solution of its own. Name a command that solves something.`,
      {
        example: registry.get('conv')?.info.example,
      },
    )
  return { call, entry, command: entry.command }
}

/** parse → solve. */
const solveTopic = async ({ call, entry, command }: Topic, stages: Stages): Promise<Solved> => {
  const input = readOptions(entry, call.options, stages.mostEntries ?? chatEntries)
  const solution = command.solver.sandboxed
    ? await stages.sandbox.solve(call.command, call.options)
    : command.solver.solve(input)
  return {
    command: call.command,
    echo: echoOf(call, input),
    source: writeCall(call.command, call.options),
    solution,
  }
}

const solveSource = (source: string, stages: Stages): Promise<Solved> =>
  solveTopic(topicOf(parseCall(source, stages.registry), stages.registry), stages)

/** What was understood of each option that was given. */
const echoOf = (call: Call, input: Readonly<Record<string, unknown>>): Solved['echo'] =>
  Object.entries(call.options)
    .filter(([name]) => name in input)
    .map(([name, typed]) => {
      const value = input[name]
      const exact = typeof value === 'object' && value !== null && 'kind' in value
      // A field with a kind was read by readJson, which gives exact values only.
      return [name, exact && isShown(value as Exact) ? (value as Exact) : String(typed)] as const
    })

const isShown = (value: Exact): boolean => isExpression(value) || value.kind === 'tensor'

/** solve → explain → check → render; whatever the model does, the exact answer stands. */
const explainSource = async (source: string, stages: Stages, signal?: AbortSignal): Promise<Reply> => {
  const solved = await solveSource(source, stages)
  const { command, solution } = solved
  const { command: topic } = topicOf(parseCall(source, stages.registry), stages.registry)
  const shown = (because: string): Reply =>
    renderDerivation(command, source, because, derivation(topic.solver.idea, solution))
  if (!stages.model) return shown('No model is configured; this is the solver’s own derivation.')
  try {
    const text = await stages.model.write(promptFor(source, topic, solution), signal ? { signal } : {})
    const verdict = check(text, [{ command, solution }])
    return renderExplanation({
      command,
      source,
      text,
      verdict,
      by: stages.model.name,
      answer: answerBlock(solution.answers).text,
    })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    stages.log.warn({ kind: error.kind }, error.message)
    return shown(`The model did not answer (${error.kind}); this is the solver’s own derivation.`)
  }
}

/** solve → check → render. */
const checkText = async (source: string, text: string, stages: Stages): Promise<Reply> => {
  const { command, solution } = await solveSource(source, stages)
  return renderCheck(command, source, verdictOn(text, command, solution))
}

const verdictOn = (text: string, command: string, solution: Solution): Verdict =>
  check(text, [{ command, solution }])

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
