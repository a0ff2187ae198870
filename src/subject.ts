import { InputError } from './errors.ts'
import type { Quantity, Solution, TopicCommand } from './model.ts'
import { type Call, findCommand, nearestCommand, parseCall, readOptions } from './parse.ts'
import { type Entry, isTopic, type Registry, writeCall } from './registry.ts'
import { findProblem, type Problem, type ProblemSets } from './sets/load-sets.ts'

/** A call of a command that solves something. */
export type Topic = {
  readonly call: Call
  readonly entry: Entry
  readonly command: TopicCommand
  readonly source: string
  readonly label?: string
  readonly also?: readonly string[]
  readonly knows?: Readonly<Record<string, string>>
  readonly asks?: readonly string[]
}

/** What a reply is about: one command, or a part of a problem set, which may need several. */
export type Subject = {
  /** `/conv`, or `hw4 3c`. */
  readonly name: string
  readonly source: string
  readonly topics: readonly Topic[]
  readonly problem?: Problem
}

/** Throws InputError for a command that has no solution of its own. */
export const topicOf = (call: Call, registry: Registry): Topic => {
  const entry = findCommand(call.command, registry)
  const { command } = entry
  if (isTopic(command))
    return {
      call,
      entry,
      command,
      // Scripts that want thousands of answers never ask for it.
      get source() {
        return writeCall(call.command, call.options)
      },
    }
  throw new InputError(
    'domain',
    `\`/${call.command}\` has no solution of its own. Name a command that solves something.`,
    {
      example: registry.get('conv')?.info.example,
    },
  )
}

/** `hw5 3c`, `3c`, `hw4`: no command begins with a digit or is followed by a part. */
const looksLikePart = (text: string): boolean =>
  /^\s*(?:[\w./-]+\s+)?\d+\s*[.(]?\s*[a-z]?\s*\)?\s*$/i.test(text)

const firstWord = (text: string): string => /^\s*([\w-]*)/.exec(text)?.[1]?.toLowerCase() ?? ''

/** `hw9`, `hw9 2`: nothing that is or looks like a command. */
const namesNoCommand = (text: string, registry: Registry): boolean => {
  const word = firstWord(text)
  return !registry.has(word) && (looksLikePart(text) || nearestCommand(word, registry) === undefined)
}

const noSet = (sets: ProblemSets): InputError => {
  const [first] = sets
  const names = sets.map(({ name }) => `\`${name}\``).join(', ')
  return new InputError(
    'syntax',
    first ? `Name a set and a part. The sets are ${names}.` : 'There are no problem sets here.',
    first ? { field: 'of', example: `${first.name} ${first.parts[0]?.part}` } : {},
  )
}

/** Throws InputError where `text` is neither a command nor a part of a set. */
export const subjectOf = (text: string, registry: Registry, sets: ProblemSets): Subject => {
  const found = text.trimStart().startsWith('/') ? undefined : findProblem(text, sets)
  if (!found) {
    if (!text.trimStart().startsWith('/') && namesNoCommand(text, registry)) throw noSet(sets)
    const topic = topicOf(parseCall(text, registry), registry)
    return { name: `/${topic.call.command}`, source: topic.source, topics: [topic] }
  }
  const { set, part } = found
  if (!part)
    throw new InputError(
      'domain',
      `\`${set.name}\` has no such part. It has ${set.parts.map((p) => p.part).join(', ')}.`,
      {
        field: 'of',
        example: `${set.name} ${set.parts[0]?.part}`,
      },
    )
  const name = `${set.name} ${part.part}`
  const topics = part.solutions.map(({ command, input, asks, label, also, knows }) => ({
    ...topicOf({ command, options: input }, registry),
    ...(label !== undefined && { label }),
    ...(also && { also }),
    ...(knows && { knows }),
    ...(asks && { asks }),
  }))
  return { name, source: name, problem: { set, part }, topics }
}

/** Throws InputError that names the sets where `text` is no part of one. */
export const problemOf = (text: string, registry: Registry, sets: ProblemSets): Subject => {
  if (!findProblem(text, sets)) throw noSet(sets)
  return subjectOf(text, registry, sets)
}

/** Reads a topic's options against its schema. */
export const inputOf = (
  { entry, call }: Pick<Topic, 'entry' | 'call'>,
  mostEntries: number,
): Record<string, unknown> => readOptions(entry, call.options, mostEntries)

/** The solutions of one subject as one, for steps, prompts and derivations; all in them carries the label it has in its set. */
export const mergeSolutions = (
  parts: readonly { label?: string | undefined; solution: Solution }[],
): Solution => {
  const [only] = parts
  if (only && parts.length === 1) return only.solution
  const unique = new Map(
    parts.flatMap(({ solution }) => solution.conventions.map((c) => [c.says, c] as const)),
  )
  return {
    answers: parts.flatMap(({ label, solution }) => solution.answers.map(labelledBy(label))),
    steps: parts.flatMap(({ label, solution }) =>
      solution.steps.map(({ yields, ...step }) => ({
        ...step,
        says: `(${label}) ${step.says}`,
        ...(yields && { yields: yields.map(labelledBy(label)) }),
      })),
    ),
    conventions: [...unique.values()],
    alternatives: parts.flatMap(({ label, solution }) =>
      solution.alternatives.map((alternative) => ({
        ...alternative,
        says: `(${label}) ${alternative.says}`,
        answers: alternative.answers.map(labelledBy(label)),
      })),
    ),
  }
}

const labelledBy =
  (label: string | undefined) =>
  (quantity: Quantity): Quantity => ({
    ...quantity,
    name: `${quantity.name} (${label})`,
    symbol: `${quantity.symbol}_{\\text{(${label})}}`,
  })
