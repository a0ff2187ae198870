import { z } from 'zod'
import { UpstreamError } from '../errors.ts'

/** What a model wrote: the prose, and for each quantity asked for the value it says that the prose ends with. */
export type Draft = {
  readonly prose: string
  readonly values: readonly { readonly quantity: string; readonly value: string }[]
}

const draftSchema = z.object({
  prose: z.string(),
  values: z
    .array(z.object({ quantity: z.string(), value: z.string().max(4000) }))
    .max(20)
    .catch([]),
})

/** The structure asked of servers that can give one. */
export const responseFormat = (quantities: readonly string[]) => {
  const value = {
    type: 'object',
    properties: { quantity: { type: 'string', enum: quantities }, value: { type: 'string' } },
    required: ['quantity', 'value'],
    additionalProperties: false,
  }
  const properties = {
    prose: { type: 'string' },
    ...(quantities.length > 0 && { values: { type: 'array', items: value } }),
  }
  const schema = {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }
  return { type: 'json_schema' as const, json_schema: { name: 'explanation', strict: true, schema } }
}

/** Reasoning that some servers leave in front of the answer. */
const reasoning = /^\s*<think>[\s\S]*?<\/think>/

/** The answer without reasoning in front of it; undefined while that is all there is. */
export const bareAnswer = (begun: string): string | undefined => {
  const text = begun.trimStart()
  if (text.startsWith('<think>') ? !text.includes('</think>') : '<think>'.startsWith(text)) return undefined
  return text.replace(reasoning, '').trimStart()
}

/** The answer as a draft: a server that knows no structure gives the prose alone. Throws UpstreamError. */
export const readDraft = (answer: string): Draft => {
  const text = answer.replace(reasoning, '').trim()
  const json = /^(?:```(?:json)?\s*)?(\{[\s\S]*?)(?:\s*```)?$/.exec(text)?.[1]
  const draft = json === undefined ? { prose: text, values: [] } : readJson(json)
  const prose = draft.prose.trim()
  if (prose === '') throw new UpstreamError('refused', 'the model wrote nothing')
  return { ...draft, prose }
}

const readJson = (json: string): Draft => {
  const found = parse(json) ?? parse(repaired(json))
  const read = draftSchema.safeParse(found)
  if (!read.success) throw new UpstreamError('refused', 'the model did not write the JSON it was asked for')
  const { prose, values } = read.data
  return {
    prose: withCommands(prose),
    values: values.map(({ quantity, value }) => ({ quantity, value: withCommands(value) })),
  }
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A backslash that begins no escape of JSON: the model did not write it twice. */
const loneBackslash = /((?:^|[^\\])(?:\\\\)*)\\(?!["\\/bfnrtu])/g

export const repaired = (json: string): string => json.replace(loneBackslash, '$1\\\\')

/** LaTeX written with one backslash in JSON: `\frac` arrives as a form feed and `rac`. */
const swallowed: readonly (readonly [RegExp, string])[] = [
  [/\f/g, '\\f'],
  [/[\b]/g, '\\b'],
  [/\t(?=(?:ext|extbf|imes|heta|au|ilde|o|op|frac|binom|riangle)(?![a-z]))/g, '\\t'],
  [/\r(?=(?:ho|ight|angle|floor|ceil|m)(?![a-z]))/g, '\\r'],
  [/\n(?=(?:abla|eq|otin|mid|ewline)(?![a-z]))/g, '\\n'],
]

export const withCommands = (text: string): string =>
  swallowed.reduce((whole, [found, command]) => whole.replace(found, command), text)
