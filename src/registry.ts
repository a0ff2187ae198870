import { readdir } from 'node:fs/promises'
import { z } from 'zod'
import type { ActionCommand, StaffCommand } from './exacta.ts'
import { type Meaning, metaOf } from './fields.ts'
import type { TopicCommand } from './model.ts'

export type FieldInfo = {
  readonly name: string
  readonly about: string
  readonly example: string
  readonly required: boolean
  readonly choices?: readonly string[]
  readonly suggestions?: readonly string[]
  /** Free text: whatever follows, up to the next option. */
  readonly prose?: boolean
  /** A file, attached where a platform can. */
  readonly file?: boolean
  /** Left out of forms: whoever wants it types it. */
  readonly typed?: boolean
  readonly meaning?: Meaning
}

/** One command as every surface offers it. */
export type CommandInfo = {
  readonly name: string
  readonly description: string
  readonly fields: readonly FieldInfo[]
  /** A right call, as typed. */
  readonly example: string
  readonly staff: boolean
}

export type AnyCommand = TopicCommand | ActionCommand | StaffCommand

export type Entry = {
  readonly info: CommandInfo
  readonly input: z.ZodObject
  readonly command: AnyCommand
  /** Whether symbols of the input take values by fields of their own. */
  readonly open: boolean
}
export type Registry = ReadonlyMap<string, Entry>

export const isTopic = (command: AnyCommand): command is TopicCommand => 'solver' in command

const commandFile = z
  .looseObject({ description: z.string().min(1).max(100) })
  .refine((command) => 'solver' in command || ('input' in command && 'run' in command), {
    message: 'a command has a solver, or an input and a run',
  })

/** Finds every command by its folder: a new file in `commands/` needs no other edit. */
export const loadRegistry = async (folder = new URL('../commands/', import.meta.url)): Promise<Registry> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()
  const entries = await Promise.all(
    files.map(async (file): Promise<[string, Entry]> => {
      const name = file.slice(0, -'.ts'.length)
      const module: { default?: unknown } = await import(new URL(file, folder).href)
      const checked = commandFile.safeParse(module.default)
      if (!checked.success) throw new Error(`commands/${file}: ${z.prettifyError(checked.error)}`)
      // The shape was checked above; the types inside are those of the command's own file.
      return [name, entryOf(name, module.default as AnyCommand)]
    }),
  )
  return new Map(entries)
}

const entryOf = (name: string, command: AnyCommand): Entry => {
  const input = isTopic(command) ? command.solver.input : command.input
  const staff = 'staff' in command
  const example = isTopic(command) ? exampleOf(name, command) : command.example
  const open = isOpen(input)
  const fields = [...fieldsOf(name, input), ...(open ? [symbolsField] : [])]
  return { input, command, open, info: { name, description: command.description, fields, example, staff } }
}

/** Surfaces with a fixed list of options give the values of symbols in one of them. */
export const symbolsField: FieldInfo = {
  name: 'symbols',
  about: 'Values of symbols that the input has',
  example: 'L=7, a=1/2',
  required: false,
}

const isOpen = ({ def }: z.ZodObject): boolean =>
  def.catchall !== undefined && !(def.catchall instanceof z.ZodNever)

const fieldsOf = (command: string, input: z.ZodObject): FieldInfo[] =>
  Object.entries(input.shape).map(([name, schema]) => {
    const meta = metaOf(schema)
    if (!meta) throw new Error(`commands/${command}.ts: field ${name} was not made by src/fields.ts`)
    return { name, required: !z.safeParse(schema, undefined).success, ...meta }
  })

const exampleOf = (name: string, command: TopicCommand): string => {
  const [first] = command.solver.examples
  return writeCall(name, first?.input ?? {})
}

/** The call as one would type it. */
export const writeCall = (name: string, options: Readonly<Record<string, unknown>>): string =>
  [
    `/${name}`,
    ...Object.entries(options).map(
      ([field, value]) => `${field}:${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ].join(' ')
