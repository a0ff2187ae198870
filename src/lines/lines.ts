import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { check } from '../check/check.ts'
import { InputError } from '../errors.ts'
import { judgePair } from '../exact/judge.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exacta } from '../exacta.ts'
import type { Reference } from '../model.ts'
import { solutionJson } from '../serialize.ts'
import {
  checkLine,
  equalLine,
  type LineCommand,
  objectOf,
  readLine,
  referenceLine,
  solveLine,
} from './line-shapes.ts'

/** What a line of a command becomes; `id` and `ok` are added around it. */
type Handler = {
  readonly name: LineCommand
  result(line: Readonly<Record<string, unknown>>): object | Promise<object>
}

/** What the schema would take as it stands: nearly every line. */
const isSolveCase = (
  line: Readonly<Record<string, unknown>>,
): line is { command: string; input: Record<string, unknown> } =>
  typeof line.command === 'string' &&
  typeof line.input === 'object' &&
  line.input !== null &&
  !Array.isArray(line.input)

/** `{"command":"conv","input":{…}}` → answers, conventions, alternatives, steps. */
export const solveHandler = (exacta: Exacta): Handler => ({
  name: 'solve',
  async result(line) {
    const { command, input } = isSolveCase(line) ? line : readLine(solveLine, line)
    return solutionJson(await exacta.solve(command, input))
  },
})

/** `{"references":[…],"explanation":"…"}` → the verdict; one reference may stand at the top level. */
export const checkHandler = (exacta: Exacta): Handler => ({
  name: 'check',
  async result(line) {
    const read = readLine(checkLine, line)
    const asked = read.references ?? [readLine(referenceLine, line)]
    const references = await Promise.all(
      asked.map(async ({ command, label, input, asks }): Promise<Reference> => {
        const solution = await exacta.solve(command, input)
        return {
          command,
          solution,
          ...(label !== undefined && { label }),
          ...(asks && { asks: known(asks, solution) }),
        }
      }),
    )
    return check(read.explanation, references)
  },
})

const known = (asks: readonly string[], { answers }: Reference['solution']): readonly string[] => {
  const names = answers.map(({ name }) => name)
  const missing = asks.find((ask) => !names.includes(ask))
  if (missing !== undefined)
    throw new InputError('domain', `There is no answer \`${missing}\`. There are ${names.join(', ')}.`, {
      field: 'asks',
    })
  return asks
}

/** `{"reference":"…","candidate":"…"}` → whether both are the same mathematical object. */
export const equalHandler: Handler = {
  name: 'equal',
  result(line) {
    try {
      const { equal, by } = judgePair({ ...readLine(equalLine, line), id: '' })
      return { equal, by }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      throw new InputError(error.kind, error.message, { field: error.field }, { cause: error })
    }
  },
}

/** One result for one line, whatever happens. */
const answerLine = async (text: string, { name, result }: Handler): Promise<string> => {
  let identity: object = {}
  try {
    const line = objectOf(text, name)
    if (line.id !== undefined) identity = { id: line.id }
    return JSON.stringify({ ...identity, ok: true, ...(await result(line)) })
  } catch (error) {
    return JSON.stringify({ ...identity, ok: false, error: errorJson(error) })
  }
}

const errorJson = (error: unknown): object => {
  if (error instanceof InputError) {
    const { kind, field, message, example } = error
    return { kind, ...(field && { field }), message, ...(example !== undefined && { example }) }
  }
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}

/** Results for lines, in their order, each with its end; a blank line has none. */
export type AnswerLines = (lines: readonly string[]) => Promise<string>

/** Answers lines here, one after the other. */
export const answerHere =
  (handler: Handler): AnswerLines =>
  async (lines) => {
    let out = ''
    for (const line of lines) if (line.trim() !== '') out += `${await answerLine(line, handler)}\n`
    return out
  }

/** Lines are answered and written in pieces of so many, or of so many characters: one write a line costs more than the answer. */
const piece = { lines: 100, characters: 65_536 }

function* piecesOf(lines: readonly string[]): Generator<readonly string[]> {
  let from = 0
  let length = 0
  for (const [at, line] of lines.entries()) {
    length += line.length
    if (at + 1 - from < piece.lines && length < piece.characters) continue
    yield lines.slice(from, at + 1)
    from = at + 1
    length = 0
  }
  if (from < lines.length) yield lines.slice(from)
}

/**
 * Writes the result of every line of `input`, in order, as fast as `output` takes them. So many pieces of lines are
 * `ahead` of what is written: one where they are answered one after the other, more where they are answered at once.
 */
export const pumpLines = async (
  input: Readable,
  output: Writable,
  answer: AnswerLines,
  ahead = 1,
): Promise<void> => {
  const unwritten: Promise<void>[] = []
  let written = Promise.resolve()
  const put = async (lines: readonly string[]): Promise<void> => {
    while (unwritten.length >= ahead) await unwritten.shift()
    written = Promise.all([answer(lines), written]).then(async ([out]) => {
      if (out !== '' && !output.write(out)) await once(output, 'drain')
    })
    // Whoever waits for it hears of it.
    written.catch(() => undefined)
    unwritten.push(written)
  }
  let rest = ''
  for await (const chunk of input.setEncoding('utf8')) {
    const [first = '', ...others] = String(chunk).split('\n')
    const last = others.pop()
    if (last === undefined) rest += first
    else {
      for (const lines of piecesOf([`${rest}${first}`, ...others])) await put(lines)
      rest = last
    }
  }
  await put([rest])
  await written
}
