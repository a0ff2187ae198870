import { InteractionType } from 'discord.js'
import type { Call, DiscordProxy } from './discord-proxy.ts'
import { type Json, list, record } from './discord-rules.ts'

/** How a peer delivers an interaction to the bot. */
export type Deliver = (interaction: {
  readonly type: InteractionType
  readonly data: Json
  readonly user?: string
  readonly channel?: string
  /** The message whose button was pressed. */
  readonly message?: Json
}) => Promise<{ readonly id: string; readonly token: string }>

export type Shown = {
  readonly id: string
  /** Titles and descriptions of all embeds. */
  readonly text: string
  readonly colour: number | undefined
  /** Buttons: custom ids by label. */
  readonly buttons: Readonly<Record<string, string>>
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly hidden: boolean
  readonly message: Json
}

export type Exchange = {
  readonly token: string
  /** The callback, whatever its type. */
  readonly acknowledged: Promise<Call>
  /** The message that carries the answer, hence after an edit or as a follow-up. */
  readonly shown: Promise<Shown>
  /** The modal or the choices that answer the interaction. */
  readonly data: Promise<Json>
}

export type Place = { readonly user?: string; readonly channel?: string }

/** A file as Discord describes it; `size` is what it says. */
export type AttachedFile = {
  readonly filename: string
  readonly size: number
  readonly url: string
  readonly content_type?: string
}
type Option = string | AttachedFile

export type Actions = {
  command(name: string, options?: Readonly<Record<string, Option>>, place?: Place): Promise<Exchange>
  complete(name: string, option: string, typed: string): Promise<readonly string[]>
  press(shown: Pick<Shown, 'message' | 'buttons'>, label: string, place?: Place): Promise<Exchange>
  submit(modal: Json, values: Readonly<Record<string, string>>, message?: Json): Promise<Exchange>
  /** The context command on a message. */
  onMessage(name: string, message: Json, place?: Place): Promise<Exchange>
}

export const showMessage = (message: Json, uploads: Shown['files'] = []): Shown => {
  const embeds = list(message.embeds).map(record)
  const buttons = list(message.components).flatMap((row) => list(record(row).components).map(record))
  return {
    id: String(message.id),
    text: embeds.flatMap((embed) => [embed.title ?? '', embed.description ?? '']).join('\n'),
    colour: Number(embeds[0]?.color),
    buttons: Object.fromEntries(buttons.map((button) => [String(button.label), String(button.custom_id)])),
    files: uploads,
    hidden: (Number(message.flags ?? 0) & 64) !== 0,
    message,
  }
}

const isCallback = ({ request }: Call): boolean => request.path.endsWith('/callback')

/** What is shown until the answer is there. */
const isProgress = ({ answer }: Call): boolean =>
  list(record(answer.body).embeds).some((embed) =>
    /^(?:Explaining|Grading) /.test(String(record(embed).title)),
  )

const carriesAnswer = (call: Call): boolean => isAnswer(call) && !isProgress(call)

const isAnswer = ({ request, answer }: Call): boolean =>
  answer.status === 200 &&
  (request.method === 'PATCH' || (request.method === 'POST' && !request.path.endsWith('/callback')))

export const discordActions = (proxy: DiscordProxy, deliver: Deliver): Actions => {
  const exchange = async (...interaction: Parameters<Deliver>): Promise<Exchange> => {
    const { token } = await deliver(...interaction)
    const acknowledged = proxy.call(token, isCallback)
    return {
      token,
      acknowledged,
      shown: proxy
        .call(token, carriesAnswer)
        .then(({ answer, uploads }) => showMessage(record(answer.body), uploads)),
      data: acknowledged.then(({ request }) => record(record(request.body).data)),
    }
  }
  const at = ({ user, channel }: Place) => ({ ...(user ? { user } : {}), ...(channel ? { channel } : {}) })
  return {
    command: (name, options = {}, place = {}) => {
      const attachments: Record<string, Json> = {}
      const given = Object.entries(options).map(([option, value], at) => {
        if (typeof value === 'string') return { name: option, type: 3, value }
        const id = String(700 + at)
        attachments[id] = { id, proxy_url: value.url, ...value }
        return { name: option, type: 11, value: id }
      })
      const data = {
        id: '1',
        name,
        type: 1,
        ...(given.length > 0 && { options: given }),
        ...(Object.keys(attachments).length > 0 && { resolved: { attachments } }),
      }
      return exchange({ type: InteractionType.ApplicationCommand, data, ...at(place) })
    },
    complete: async (name, option, typed) => {
      const options = [{ name: option, type: 3, value: typed, focused: true }]
      const data = { id: '1', name, type: 1, options }
      const answered = await exchange({ type: InteractionType.ApplicationCommandAutocomplete, data })
      return list((await answered.data).choices).map((choice) => String(record(choice).value))
    },
    press: ({ message, buttons }, label, place = {}) => {
      const custom_id = buttons[label]
      if (custom_id === undefined)
        throw new Error(`no button ${label} among ${Object.keys(buttons).join(', ')}`)
      const data = { custom_id, component_type: 2 }
      return exchange({ type: InteractionType.MessageComponent, data, message, ...at(place) })
    },
    submit: (modal, values, message) => {
      const components = Object.entries(values).map(([custom_id, value], index) => {
        const component = { type: 4, id: 2 * index + 2, custom_id, value }
        return { type: 18, id: 2 * index + 1, component }
      })
      const data = { custom_id: modal.custom_id, components }
      return exchange({ type: InteractionType.ModalSubmit, data, ...(message ? { message } : {}) })
    },
    onMessage: (name, message, place = {}) => {
      const id = String(message.id)
      const data = { id: '1', name, type: 3, target_id: id, resolved: { messages: { [id]: message } } }
      return exchange({ type: InteractionType.ApplicationCommand, data, ...at(place) })
    },
  }
}
