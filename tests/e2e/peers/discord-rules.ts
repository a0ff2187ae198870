import * as spec from 'discord-api-spec/zod'
import * as z from 'zod'

/** Bodies are JSON whose shape the schemas decide, not types. */
export type Json = Readonly<Record<string, unknown>>
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

type Rule = {
  readonly name: string
  readonly method: string
  readonly path: RegExp
  readonly query: readonly string[]
  readonly request?: z.core.$ZodType
  readonly answers: Readonly<Record<number, z.core.$ZodType>>
}

const nothing = z.union([z.undefined(), z.null()])
const message = { 200: spec.MessageResponseSchema }
const callback = z.union([
  spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  spec.CreateMessageInteractionCallbackRequestSchema,
  spec.ModalInteractionCallbackRequestSchema,
  spec.UpdateMessageInteractionCallbackRequestSchema,
])

/** The part of https://github.com/discord/discord-api-spec that Exacta uses; any other request is a violation. */
const rules: readonly Rule[] = [
  {
    name: 'get_bot_gateway',
    method: 'GET',
    path: /^\/gateway\/bot$/,
    query: [],
    answers: { 200: spec.GatewayBotResponseSchema },
  },
  {
    name: 'bulk_set_application_commands',
    method: 'PUT',
    path: /^\/applications\/\d+(\/guilds\/\d+)?\/commands$/,
    query: [],
    request: z.array(spec.ApplicationCommandUpdateRequestSchema),
    answers: { 200: z.array(spec.ApplicationCommandResponseSchema) },
  },
  {
    name: 'create_interaction_response',
    method: 'POST',
    path: /^\/interactions\/\d+\/[^/]+\/callback$/,
    query: ['with_response'],
    request: callback,
    answers: { 200: spec.InteractionCallbackResponseSchema, 204: nothing },
  },
  {
    name: 'execute_webhook',
    method: 'POST',
    path: /^\/webhooks\/\d+\/[^/]+$/,
    query: ['wait', 'thread_id', 'with_components'],
    request: spec.IncomingWebhookRequestPartialSchema,
    answers: { ...message, 204: nothing },
  },
  {
    name: 'update_webhook_message',
    method: 'PATCH',
    path: /^\/webhooks\/\d+\/[^/]+\/messages\/(@original|\d+)$/,
    query: ['thread_id', 'with_components'],
    request: spec.IncomingWebhookUpdateRequestPartialSchema,
    answers: message,
  },
  {
    name: 'delete_webhook_message',
    method: 'DELETE',
    path: /^\/webhooks\/\d+\/[^/]+\/messages\/(@original|\d+)$/,
    query: ['thread_id'],
    answers: { 204: nothing },
  },
  {
    name: 'create_dm',
    method: 'POST',
    path: /^\/users\/@me\/channels$/,
    query: [],
    request: spec.CreatePrivateChannelRequestSchema,
    answers: { 200: spec.PrivateChannelResponseSchema },
  },
  {
    name: 'create_message',
    method: 'POST',
    path: /^\/channels\/\d+\/messages$/,
    query: [],
    request: spec.MessageCreateRequestSchema,
    answers: message,
  },
  {
    name: 'update_message',
    method: 'PATCH',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    query: [],
    request: spec.MessageEditRequestPartialSchema,
    answers: message,
  },
  {
    name: 'list_messages',
    method: 'GET',
    path: /^\/channels\/\d+\/messages$/,
    query: ['around', 'before', 'after', 'limit'],
    answers: { 200: z.array(spec.MessageResponseSchema) },
  },
]

export const ruleOf = (method: string, path: string): Rule | undefined =>
  rules.find((rule) => rule.method === method && rule.path.test(path))

/** discord.js puts these into every message body; false is the default that Discord documents for both. */
const needless = ['tts', 'enforce_nonce']

/** Fields that the schema does not know: parsing drops them, since its objects are not strict. */
const dropped = (given: unknown, parsed: unknown, at: string): readonly string[] => {
  if (Array.isArray(given)) return given.flatMap((item, i) => dropped(item, list(parsed)[i], `${at}[${i}]`))
  const known = record(parsed)
  return Object.entries(record(given)).flatMap(([key, value]) => {
    if (key in known) return dropped(value, known[key], `${at}.${key}`)
    const harmless = value === undefined || (value === false && needless.includes(key))
    return harmless ? [] : [`unknown field ${at}.${key}`]
  })
}

/** The schema has the permission bit set as a number; Discord's reference has it as a string, and both are taken. */
const asSpecified = (body: unknown): unknown =>
  Array.isArray(body)
    ? body.map((item) => {
        const { default_member_permissions: bits } = record(item)
        return typeof bits === 'string' && /^\d+$/.test(bits)
          ? { ...record(item), default_member_permissions: Number(bits) }
          : item
      })
    : body

export const requestViolations = (rule: Rule, query: URLSearchParams, body: unknown): readonly string[] => {
  const strange = [...query.keys()]
    .filter((key) => !rule.query.includes(key))
    .map((key) => `unknown query ${key}`)
  if (rule.request === undefined)
    return body === undefined ? strange : [...strange, 'a body where none is expected']
  const given = asSpecified(body)
  const parsed = z.safeParse(rule.request, given)
  if (!parsed.success) return [...strange, z.prettifyError(parsed.error)]
  return [...strange, ...dropped(given, parsed.data, 'body')]
}

/** The answer as the schema admits it, or what is wrong with it. */
export const checkedAnswer = (
  rule: Rule,
  status: number,
  body: unknown,
): { readonly body: unknown; readonly violations: readonly string[] } => {
  const failed = status === 429 ? spec.RatelimitedResponseSchema : spec.ErrorResponseSchema
  const schema = status >= 400 ? failed : rule.answers[status]
  if (schema === undefined) return { body, violations: [`${rule.name} never answers ${status}`] }
  const parsed = z.safeParse(schema, body)
  return parsed.success
    ? { body: parsed.data, violations: [] }
    : { body, violations: [`answer ${status}: ${z.prettifyError(parsed.error)}`] }
}
