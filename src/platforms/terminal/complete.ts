import type { Exacta } from '../../exacta.ts'

/** What can be typed besides commands; `step` and `check` take something after them. */
const words = ['explain', 'steps', 'step ', 'show', 'next', 'check '] as const

/** Completions of the end of a line, and the part of it that they replace, as readline wants them. */
export const completeLine = (
  exacta: Pick<Exacta, 'commands' | 'complete'>,
  line: string,
): [completions: string[], replaces: string] => {
  const [, slash = '', name = '', rest] = /^\s*(\/?)([\w-]*)(\s[\s\S]*)?$/.exec(line) ?? []
  if (rest === undefined) return completeName(exacta, `${slash}${name}`)
  const command = exacta.commands.find((candidate) => candidate.name === name.toLowerCase())
  if (!command) return [[], line]
  const [, field, typed = ''] = /(?:^|\s)([\w-]+)\s*:([^:\s]*)$/.exec(rest) ?? []
  if (field !== undefined) return [[...exacta.complete(command.name, field, typed)], typed]
  const begun = /(?:^|\s)([\w-]*)$/.exec(rest)?.[1] ?? ''
  const given = new Set([...rest.matchAll(/(?:^|\s)([\w-]+)\s*:/g)].map(([, option]) => option))
  const open = command.fields.filter(
    ({ name: option }) => !given.has(option) && option.startsWith(begun.toLowerCase()),
  )
  return [open.map(({ name: option }) => `${option}:`), begun]
}

const completeName = ({ commands }: Pick<Exacta, 'commands'>, typed: string): [string[], string] => {
  const names = [...commands.map(({ name }) => `/${name} `), '/quit']
  const offered = typed.startsWith('/') ? names : [...words, ...names.map((name) => name.slice(1))]
  const hits = offered.filter((word) => word.startsWith(typed.toLowerCase()))
  return [[...new Set(hits)].sort(), typed]
}
