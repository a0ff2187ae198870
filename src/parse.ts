import { distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import { InputError } from './errors.ts'
import type { Request } from './exacta.ts'
import { isGivenFile } from './given-file.ts'
import { checkMeanings } from './meanings.ts'
import { type CommandInfo, type Entry, type FieldInfo, type Registry, symbolsField } from './registry.ts'

/** A command and its options as typed, nothing read yet. */
export type Call = { readonly command: string; readonly options: Readonly<Record<string, unknown>> }

const longestCall = 200_000

/** Splits `/conv x:1 2; 3 4 kernel:[[1]]` into options; a value runs up to the next option's name. */
export const parseCall = (text: string, registry: Registry): Call => {
  const trimmed = text.trim()
  if (trimmed.length > longestCall)
    throw new InputError(
      'too-large',
      `A command may have ${longestCall} characters; this has ${trimmed.length}.`,
    )
  const [, typed = '', rest = ''] = /^\/?\s*([\w-]*)\s*([\s\S]*)$/.exec(trimmed) ?? []
  const entry = findCommand(typed.toLowerCase(), registry)
  return { command: entry.info.name, options: splitOptions(rest, entry) }
}

/** Throws InputError with the nearest name when there is no such command. */
export const findCommand = (name: string, registry: Registry): Entry => {
  const entry = registry.get(name)
  if (entry) return entry
  if (name === '') throw new InputError('syntax', 'Name a command after the slash; `/help` lists them.')
  const nearest = nearestCommand(name, registry)
  throw new InputError(
    'syntax',
    `There is no command \`/${name}\`. ${nearest ? `The nearest is \`/${nearest.info.name}\`.` : '`/help` lists all.'}`,
    nearest && { example: nearest.info.example },
  )
}

/** The command that is meant, where some name is near enough. */
export const nearestCommand = (typed: string, registry: Registry): Entry | undefined =>
  registry.get(nearestName(typed, [...registry.keys()]) ?? '')

const sortedLetters = (word: string): string => [...word].sort().join('')

/** Slips of the fingers: a letter or two, letters exchanged, or one word cut short. */
const isNear = (typed: string, name: string): boolean => {
  const shorter = Math.min(typed.length, name.length)
  const slips = shorter <= 4 ? 1 : shorter <= 7 ? 2 : 3
  return (
    distance(typed, name) <= slips ||
    sortedLetters(typed) === sortedLetters(name) ||
    (shorter >= 3 && (typed.startsWith(name) || name.startsWith(typed)))
  )
}

/** By edit distance; of equals the one made of the same letters, since fingers exchange them. Undefined where none is near. */
const nearestName = (typed: string, names: readonly string[]): string | undefined => {
  const cost = (name: string): number =>
    distance(typed, name) + distance(sortedLetters(typed), sortedLetters(name)) / 100
  return names.filter((name) => isNear(typed, name)).sort((a, b) => cost(a) - cost(b))[0]
}

/** The field of a name, or the one that a symbol stands for: `W` is the width. */
const fieldOf = (name: string, fields: readonly FieldInfo[]): FieldInfo | undefined =>
  fields.find((field) => field.name === name) ?? fields.find(({ meaning }) => meaning?.symbol === name)

const optionName = /(^|\s)([A-Za-z_][\w-]*)\s*:/g

const splitOptions = (text: string, { info, open }: Entry): Record<string, string> => {
  const byName = new Map(info.fields.map((field) => [field.name, field]))
  const lead = info.fields.find(({ required }) => required) ?? info.fields[0]
  const options: Record<string, string> = Object.create(null)
  let current: { name: string; from: number } | undefined = lead && { name: lead.name, from: 0 }
  const close = (to: number): void => {
    if (!current) return
    const value = unquote(text.slice(current.from, to).trim())
    // Text before the first option belongs to the leading field; where there is none it is nothing.
    if (value !== '' || current.from > 0) setOnce(options, current.name, value)
  }
  for (const match of text.matchAll(optionName)) {
    const [whole, , typed = ''] = match
    const name = fieldOf(typed, info.fields)?.name ?? typed
    const known = byName.has(name) || (open && /^[A-Za-z]/.test(name))
    if (!known) {
      if (current && byName.get(current.name)?.prose) continue
      if (!depthIsZero(text.slice(current?.from ?? 0, match.index))) continue
      throw unknownOption(name, info.name, info.fields)
    }
    close(match.index)
    current = { name, from: match.index + whole.length }
  }
  close(text.length)
  return options
}

const setOnce = (options: Record<string, string>, name: string, value: string): void => {
  if (name in options)
    throw new InputError('syntax', 'This option is given twice. Give it once.', { field: name })
  options[name] = value
}

const depthIsZero = (text: string): boolean => {
  let depth = 0
  for (const c of text) depth += '([{'.includes(c) ? 1 : ')]}'.includes(c) ? -1 : 0
  return depth <= 0
}

const unquote = (value: string): string => /^(["'`])([\s\S]*)\1$/.exec(value)?.[2] ?? value

const unknownOption = (name: string, command: string, fields: readonly FieldInfo[]): InputError => {
  const names = fields.map((field) => field.name)
  const meant = fieldOf(name, fields) ?? fieldOf(nearestName(name, names) ?? '', fields)
  const nearest = meant ? ` The nearest is \`${meant.name}\`;` : ''
  return new InputError(
    'syntax',
    names.length > 0
      ? `\`/${command}\` has no option of this name.${nearest} ${meant ? 'all' : 'All'} are: ${names.join(', ')}.`
      : `\`/${command}\` takes no options.`,
    { field: name, example: meant ? `${meant.name}:${meant.example}` : undefined },
  )
}

/** `L=7, a=1/2` as fields of their own. */
const spreadSymbols = (typed: string): Record<string, string> => {
  const values: Record<string, string> = Object.create(null)
  for (const part of typed.split(/[,;]\s*(?=[A-Za-z]\w*\s*[=:])/)) {
    const [, name, value] = /^\s*([A-Za-z]\w*)\s*[=:]\s*(\S[\s\S]*)$/.exec(part) ?? []
    if (name === undefined || value === undefined)
      throw new InputError('syntax', 'This must be names with their values, such as L=7, a=1/2.', {
        field: symbolsField.name,
        example: `${symbolsField.name}:${symbolsField.example}`,
      })
    setOnce(values, name, value.trim())
  }
  return values
}

/** The call with its file: as the surface gave it, by its name where who asks sits here, or the one that came along. */
export const withFiles = async (
  call: Call,
  { fields }: CommandInfo,
  { attached, openFile }: Request,
): Promise<Call> => {
  const name = fields.find(({ file }) => file)?.name
  if (name === undefined) return call
  const given = call.options[name]
  if (isGivenFile(given)) return call
  const file = typeof given === 'string' && openFile ? await openFile(given) : (given ?? attached)
  return { ...call, options: { ...call.options, [name]: file } }
}

const withSymbols = (options: Call['options']): Call['options'] => {
  const { [symbolsField.name]: symbols, ...others } = options
  return typeof symbols === 'string' ? { ...others, ...spreadSymbols(symbols) } : options
}

/** Exact values for a command's options. Throws InputError that names the field and shows a right value. */
export const readOptions = (
  entry: Entry,
  options: Readonly<Record<string, unknown>>,
  mostEntries: number,
): Record<string, unknown> => {
  const spread = entry.open ? withSymbols(options) : options
  const isLeftOut = (value: unknown): boolean => value === null || value === undefined
  const given = Object.values(spread).some(isLeftOut)
    ? Object.fromEntries(Object.entries(spread).filter(([, value]) => !isLeftOut(value)))
    : spread
  const read = entry.input.safeParse(given)
  if (!read.success) throw inputError(read.error.issues[0], entry)
  checkMeanings(entry, given, read.data)
  for (const [field, value] of Object.entries(read.data)) checkSize(field, value, mostEntries, entry)
  return read.data
}

const inputError = (issue: z.core.$ZodIssue | undefined, { info }: Entry): InputError => {
  if (issue?.code === 'unrecognized_keys') return unknownOption(issue.keys[0] ?? '', info.name, info.fields)
  const name = issue?.path[0] === undefined ? undefined : String(issue.path[0])
  const field = info.fields.find((candidate) => candidate.name === name)
  const params = issue?.code === 'custom' ? issue.params : undefined
  const kind = params?.kind === 'domain' || params?.kind === 'too-large' ? params.kind : 'syntax'
  return new InputError(kind, issue?.message ?? 'This cannot be read.', {
    field: name,
    example: field ? `${field.name}:${field.example}` : undefined,
  })
}

const checkSize = (field: string, value: unknown, most: number, { info }: Entry): void => {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'tensor') return
  if (!('entries' in value)) return
  const { length } = value.entries as { length: number } // a tensor's entries are an array of either kind
  if (length > most)
    throw new InputError('too-large', `At most ${most} entries are taken here; this has ${length}.`, {
      field,
      example: info.fields.find(({ name }) => name === field)?.example,
    })
}
