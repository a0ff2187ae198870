import { type Json, list, record } from './discord-rules.ts'

/** What Discord's reference demands beyond its schema, and Exacta's own rule that no message mentions anyone. */

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const nameShape = /^[-_'\p{L}\p{N}\p{Script=Deva}\p{Script=Thai}]{1,32}$/u

const nameViolations = (name: string, at: string): readonly string[] =>
  nameShape.test(name) && name === name.toLowerCase() ? [] : [`${at}: bad name ${JSON.stringify(name)}`]

const optionViolations = (option: Json, command: string): readonly string[] => {
  const at = `/${command} ${text(option.name)}`
  const both = option.autocomplete === true && list(option.choices).length > 0
  return [...nameViolations(text(option.name), at), ...(both ? [`${at}: autocomplete with choices`] : [])]
}

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index)

const commandSize = (command: Json, options: readonly Json[]): number =>
  sum(
    [command, ...options].map(
      (part) =>
        text(part.name).length +
        text(part.description).length +
        sum(list(part.choices).map((c) => text(record(c).name).length + text(record(c).value).length)),
    ),
  )

const commandViolations = (command: Json): readonly string[] => {
  const name = text(command.name)
  const options = list(command.options).map(record)
  if (command.type === 3) {
    return command.description || options.length > 0
      ? [`${name}: a message command has no description or options`]
      : []
  }
  const required = options.map((option) => option.required === true)
  return [
    ...nameViolations(name, `/${name}`),
    ...options.flatMap((option) => optionViolations(option, name)),
    ...repeated(options.map((option) => text(option.name))).map((twice) => `/${name}: option ${twice} twice`),
    ...(text(command.description) === '' ? [`/${name}: no description`] : []),
    ...(required.lastIndexOf(true) > required.indexOf(false) &&
    required.includes(false) &&
    required.includes(true)
      ? [`/${name}: a required option after an optional one`]
      : []),
    ...(commandSize(command, options) > 8000 ? [`/${name}: more than 8000 characters`] : []),
  ]
}

export const commandSetViolations = (body: unknown): readonly string[] => {
  const commands = list(body).map(record)
  const names = commands.map((command) => `${command.type ?? 1} ${text(command.name)}`)
  return [
    ...commands.flatMap(commandViolations),
    ...repeated(names).map((name) => `command ${name} twice`),
    ...(commands.filter((command) => (command.type ?? 1) === 1).length > 100
      ? ['more than 100 commands']
      : []),
  ]
}

const embedSize = (embed: Json): number =>
  [embed.title, embed.description, record(embed.footer).text, record(embed.author).name]
    .concat(list(embed.fields).flatMap((field) => [record(field).name, record(field).value]))
    .reduce<number>((size, part) => size + text(part).length, 0)

const componentViolations = (rows: readonly Json[]): readonly string[] => {
  const buttons = rows.flatMap((row) => list(row.components).map(record))
  return [
    ...(rows.length > 5 ? ['more than 5 rows of components'] : []),
    ...repeated(buttons.map((button) => text(button.custom_id))).map((id) => `custom_id ${id} twice`),
    ...(buttons.every((button) => text(button.label) !== '') ? [] : ['a button without a label']),
  ]
}

const fileViolations = (body: Json, files: readonly Blob[]): readonly string[] => {
  const named = list(body.attachments).filter((file) => Number(record(file).id) < files.length)
  return [
    ...(named.length < files.length ? ['a file that `attachments` does not name'] : []),
    ...(files.some((file) => file.size > 10 * 1024 * 1024) ? ['a file over 10 MiB'] : []),
  ]
}

export const messageViolations = (body: Json, files: readonly Blob[]): readonly string[] => {
  const embeds = list(body.embeds).map(record)
  const mentions = record(body.allowed_mentions)
  const quiet =
    Array.isArray(mentions.parse) && mentions.parse.length === 0 && !mentions.users && !mentions.roles
  const rows = list(body.components).map(record)
  return [
    ...(quiet ? [] : ['a message whose allowed_mentions are not {parse: []}']),
    ...(sum(embeds.map(embedSize)) > 6000 ? ['embeds of more than 6000 characters in all'] : []),
    ...(embeds.every((embed) => embedSize(embed) > 0 || embed.image !== undefined) ? [] : ['an empty embed']),
    ...(embeds.length > 0 || text(body.content) !== '' || files.length > 0 ? [] : ['an empty message']),
    ...componentViolations(rows),
    ...fileViolations(body, files),
  ]
}

export const modalViolations = (data: Json): readonly string[] => {
  const components = list(data.components).map(record)
  const ids = components.map((component) => text(record(component.component).custom_id))
  return [
    ...(components.length > 5 ? ['a modal of more than 5 components'] : []),
    ...repeated(ids).map((id) => `custom_id ${id} twice in a modal`),
  ]
}
