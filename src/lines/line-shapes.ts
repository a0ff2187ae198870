import { z } from 'zod'
import { InputError } from '../errors.ts'

const longestShown = 40

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'a list'
  if (typeof value === 'object') return 'an object'
  const shown = JSON.stringify(value)
  return shown.length <= longestShown ? shown : `a ${typeof value}`
}

/** What is wrong with a field's value, and what would be right; the field's name stands before it. */
export const needed =
  (about: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    `is ${input === undefined ? 'missing' : kindOf(input)}; it should be ${about}.`

/** A text of a line, whose error says what it is. */
export const text = (about: string) => z.string({ error: needed(about) }).describe(about)

const optionalText = (about: string) => text(about).optional().describe(about)

const id = z.unknown().optional().describe('anything; it stands in the result as well')
const command = 'the name of a command, such as "conv"'
const input = 'an object with the options of the command, such as {"x":[1,2,3],"kernel":[1,-1]}'
const asks = 'a list with the names of the answers that are asked for, such as ["alpha"]; without it, all are'
const label = 'what tells several references apart, such as "ii"'
const references =
  'a list of objects with `command`, `input` and `asks`, such as [{"command":"mup","input":{}}]'

const caseFields = {
  command: text(command),
  input: z
    .record(z.string(), z.unknown(), { error: needed(input) })
    .default({})
    .describe(input),
}

export const solveLine = z.looseObject({ id, ...caseFields })

const referenceFields = {
  ...caseFields,
  asks: z
    .array(text(asks), { error: needed(asks) })
    .exactOptional()
    .describe(asks),
  label: text(label).exactOptional().describe(label),
}
export const referenceLine = z.looseObject(referenceFields, {
  error: needed('an object such as {"command":"mup","input":{},"asks":["alpha"]}'),
})

export const checkLine = z.looseObject({
  id,
  explanation: text('the text to be checked, with formulas in LaTeX, such as "So $\\\\alpha = 1/d$."'),
  references: z
    .array(referenceLine, { error: needed(references) })
    .min(1, { error: needed(references) })
    .optional()
    .describe(`${references}; or one reference in the fields below`),
})

const reference = 'what is right, in plain text, such as "1/sqrt(d_in)"'

export const equalLine = z
  .looseObject({
    id,
    reference: optionalText(reference),
    referenceLatex: optionalText('what is right, in LaTeX; it may stand beside `reference`, or for it'),
    candidate: text('what is compared with the reference, such as "d_{in}^{-1/2}"'),
    format: optionalText('how the candidate is written: "plain", "latex", or "llm" for a text'),
    domain: optionalText('what symbols are: "real", "positive", "integer" or "unit"'),
  })
  .refine((line) => line.reference !== undefined || line.referenceLatex !== undefined, {
    path: ['reference'],
    error: needed(reference)({}),
  })

export type LineCommand = 'solve' | 'check' | 'equal'

/** A right line of each command, and of a file for `eval`. */
const examples: Readonly<Record<LineCommand | 'eval', string>> = {
  solve: '{"id":"a1","command":"conv","input":{"x":[1,2,3],"kernel":[1,-1]}}',
  check:
    '{"id":"b1","references":[{"command":"mup","input":{"update":"muon"},"asks":["alpha"]}],"explanation":"So $\\\\alpha = 1/d$."}',
  equal: '{"id":"e1","reference":"1/sqrt(d_in)","candidate":"d_{in}^{-1/2}","format":"latex"}',
  eval: '{"id":"a1","verdict":"agree","explanation":"The sum is 5.","references":[{"command":"calc","input":{"expression":"2+3"}}]}',
}

const fieldsOf: Readonly<Record<LineCommand, Readonly<Record<string, z.ZodType>>>> = {
  solve: solveLine.shape,
  check: { ...checkLine.shape, ...referenceFields, command: optionalText(command) },
  equal: equalLine.shape,
}

/** The line as its schema has it. Throws InputError that names the first field which is not right, and says what would be. */
export const readLine = <S extends z.ZodType>(schema: S, line: unknown): z.output<S> => {
  const read = schema.safeParse(line)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new InputError('syntax', `\`${field}\` ${issue?.message}`, { field })
}

/** Without the byte order mark that some editors put before a file. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text)

/** The object that stands on a line. Throws InputError that shows a right line of the command. */
export const objectOf = (text: string, name: keyof typeof examples): Readonly<Record<string, unknown>> => {
  const refuse = (says: string, options?: ErrorOptions): never => {
    throw new InputError(
      'syntax',
      `This line is ${says}. One JSON object a line, such as ${examples[name]}.`,
      {},
      options,
    )
  }
  let line: unknown
  try {
    line = JSON.parse(withoutMark(text))
  } catch (cause) {
    refuse('not JSON', { cause })
  }
  return isObject(line) ? line : refuse('no JSON object')
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a line of the command may say, for its help. */
export const lineHelp = (name: LineCommand): string => {
  const fields = Object.entries(fieldsOf[name]).map(([field, schema]) => {
    const optional = z.object({ field: schema }).safeParse({}).success ? 'optional; ' : ''
    return `  ${field.padEnd(16)}${optional}${schema.description}`
  })
  return `
Fields of a line:
${fields.join('\n')}

Example:
  ${examples[name]}`
}
