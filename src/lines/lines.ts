import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { check } from '../check/check.ts'
import { InputError } from '../errors.ts'
import { judgePair } from '../exact/judge.ts'
import { ReadError } from '../exact/read-error.ts'
import type { Exacta } from '../exacta.ts'
import type { Reference } from '../model.ts'
import { solutionJson } from '../serialize.ts'

/** What one line of input becomes; `id` and `ok` are added around it. */
type Handle = (line: unknown) => object | Promise<object>

const solveCase = z.looseObject({ command: z.string(), input: z.record(z.string(), z.unknown()).default({}) })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the schema would take as it stands: nearly every line. */
const isSolveCase = (line: unknown): line is { command: string; input: Record<string, unknown> } =>
  isObject(line) && typeof line.command === 'string' && isObject(line.input)

/** `{"command":"conv","input":{…}}` → answers, conventions, alternatives, steps. */
export const solveHandler =
  (exacta: Exacta): Handle =>
  async (line) => {
    const { command, input } = isSolveCase(line) ? line : readCase(solveCase, line)
    return solutionJson(await exacta.solve(command, input))
  }

const reference = z.looseObject({
  command: z.string(),
  label: z.string().optional(),
  input: z.record(z.string(), z.unknown()).default({}),
  asks: z.array(z.string()).optional(),
})
const checkCase = z.looseObject({ references: z.array(reference).min(1).optional(), explanation: z.string() })

/** `{"references":[…],"explanation":"…"}` → the verdict; one reference may stand at the top level. */
export const checkHandler =
  (exacta: Exacta): Handle =>
  async (line) => {
    const read = readCase(checkCase, line)
    const asked = read.references ?? [readCase(reference, line)]
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
  }

const known = (asks: readonly string[], { answers }: Reference['solution']): readonly string[] => {
  const names = answers.map(({ name }) => name)
  const missing = asks.find((ask) => !names.includes(ask))
  if (missing !== undefined)
    throw new InputError('domain', `There is no answer \`${missing}\`. There are ${names.join(', ')}.`, {
      field: 'asks',
    })
  return asks
}

const pair = z.looseObject({
  reference: z.string().optional(),
  referenceLatex: z.string().optional(),
  candidate: z.string(),
  format: z.string().optional(),
  domain: z.string().optional(),
})

/** `{"reference":"…","candidate":"…"}` → whether both are the same mathematical object. */
export const equalHandler: Handle = (line) => {
  const read = readCase(pair, line)
  try {
    const { equal, by } = judgePair({ ...read, id: '' })
    return { equal, by }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new InputError(error.kind, error.message, { field: error.field }, { cause: error })
  }
}

const readCase = <S extends z.ZodType>(schema: S, line: unknown): z.output<S> => {
  const read = schema.safeParse(line)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new InputError('syntax', issue?.message ?? 'This line has another shape.', {
    field: issue?.path.join('.') || undefined,
  })
}

/** One result for one line, whatever happens. */
export const answerLine = async (line: string, handle: Handle): Promise<string> => {
  let id: unknown
  try {
    const parsed = parseJson(line)
    id = idOf(parsed)
    return JSON.stringify({ ...identity(id), ok: true, ...(await handle(parsed)) })
  } catch (error) {
    return JSON.stringify({ ...identity(id), ok: false, error: errorJson(error) })
  }
}

const idOf = (line: unknown): unknown =>
  typeof line === 'object' && line !== null && 'id' in line ? line.id : undefined

const identity = (id: unknown): object => (id === undefined ? {} : { id })

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new InputError('syntax', 'This line is not JSON. One JSON object a line.', {}, { cause })
  }
}

const errorJson = (error: unknown): object => {
  if (error instanceof InputError)
    return { kind: error.kind, ...(error.field && { field: error.field }), message: error.message }
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}

/** Results for lines, in their order, each with its end; a blank line has none. */
export type AnswerLines = (lines: readonly string[]) => Promise<string>

/** Answers lines here, one after the other. */
export const answerHere =
  (handle: Handle): AnswerLines =>
  async (lines) => {
    let out = ''
    for (const line of lines) if (line.trim() !== '') out += `${await answerLine(line, handle)}\n`
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
