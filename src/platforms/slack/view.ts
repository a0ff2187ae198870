import type { types, ViewOutput } from '@slack/bolt'
import type { CommandInfo, FieldInfo } from '../../registry.ts'
import { clip, LIMITS } from './limits.ts'

/** What a submitted view is: its callback_id. */
export const SHORTCUT = 'exacta.check_message'
export const FILE_SHORTCUT = 'exacta.grade_file'
export const VIEWS = {
  command: 'exacta.view.command',
  check: 'exacta.view.check',
  about: 'exacta.view.about',
  file: 'exacta.view.file',
} as const

/** The one element of every input block; the block's id is the field's name. */
const ELEMENT = 'value'

const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, limit),
  emoji: false,
})

const modal = (
  callback: string,
  title: string,
  submit: string,
  metadata: string,
  blocks: types.KnownBlock[],
): types.ModalView => ({
  type: 'modal',
  callback_id: callback,
  title: plain(title, LIMITS.viewTitle),
  submit: plain(submit, LIMITS.viewTitle),
  close: plain('Cancel', LIMITS.viewTitle),
  private_metadata: metadata,
  blocks,
})

const element = (field: FieldInfo, initial: string | undefined): types.InputBlock['element'] => {
  if (field.file) return { type: 'file_input', action_id: ELEMENT, max_files: 1 }
  const choices = field.choices ?? []
  const selectable =
    choices.length <= LIMITS.options && choices.every(({ length }) => length <= LIMITS.option)
  if (choices.length === 0 || !selectable) {
    const placeholder = plain(field.example || field.name, LIMITS.placeholder)
    const multiline = field.prose ?? false
    return {
      type: 'plain_text_input',
      action_id: ELEMENT,
      multiline,
      placeholder,
      max_length: LIMITS.typed,
      ...(initial !== undefined && { initial_value: initial.slice(0, LIMITS.typed) }),
    }
  }
  return {
    type: 'static_select',
    action_id: ELEMENT,
    placeholder: plain(field.example || field.name, LIMITS.placeholder),
    options: choices.map((choice) => ({ text: plain(choice, LIMITS.option), value: choice })),
  }
}

const inputOf = (field: FieldInfo, initial: string | undefined): types.InputBlock => ({
  type: 'input',
  block_id: field.name,
  optional: !field.required,
  label: plain(field.name, LIMITS.label),
  element: element(field, initial),
  ...(field.about === '' ? {} : { hint: plain(field.about, LIMITS.hint) }),
})

/** The form of a command that was called without arguments, from the same fields as everywhere. */
export const commandView = (
  command: CommandInfo,
  metadata: string,
  initial: Readonly<Record<string, string>> = {},
  callback: string = VIEWS.command,
): types.ModalView =>
  modal(
    callback,
    `/${command.name}`,
    command.staff ? 'Send' : 'Solve',
    metadata,
    command.fields
      .filter(({ typed }) => !typed)
      .slice(0, LIMITS.viewBlocks)
      .map((field) => inputOf(field, initial[field.name])),
  )

/** The same about a file that is there already. */
export const fileView = ({ fields, ...command }: CommandInfo, metadata: string): types.ModalView =>
  commandView({ ...command, fields: fields.filter(({ file }) => !file) }, metadata, {}, VIEWS.file)

const typedInput = (
  name: string,
  label: string,
  placeholder: string,
  multiline: boolean,
): types.InputBlock => ({
  type: 'input',
  block_id: name,
  label: plain(label, LIMITS.label),
  element: {
    type: 'plain_text_input',
    action_id: ELEMENT,
    multiline,
    max_length: LIMITS.typed,
    placeholder: plain(placeholder, LIMITS.placeholder),
  },
})

export const checkView = (metadata: string): types.ModalView =>
  modal(VIEWS.check, 'Check my answer', 'Check', metadata, [
    typedInput('answer', 'Your answer, or your whole working', 'y = [[1, 2], [3, 4]]', true),
  ])

/** Asks which command a message is about, where its thread does not tell. */
export const aboutView = (metadata: string, example: string): types.ModalView =>
  modal(VIEWS.about, 'Check this message', 'Check', metadata, [
    typedInput('command', 'Which command or homework part is this message about?', example, false),
  ])

/** What was typed or chosen, by field; fields left empty are missing. */
export const submitted = (view: ViewOutput): Readonly<Record<string, string>> => {
  const filled: Record<string, string> = {}
  for (const [name, elements] of Object.entries(view.state.values)) {
    const state = elements[ELEMENT]
    const value = state?.selected_option?.value ?? state?.value ?? ''
    if (value.trim() !== '') filled[name] = value
  }
  return filled
}

/** The files that were handed in, by field. */
export const submittedFiles = (view: ViewOutput): Readonly<Record<string, unknown>> => {
  const given: Record<string, unknown> = {}
  for (const [name, elements] of Object.entries(view.state.values)) {
    const [file] = elements[ELEMENT]?.files ?? []
    if (file !== undefined) given[name] = file
  }
  return given
}
