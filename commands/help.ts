import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import type { ActionCommand, Exacta } from '../src/exacta.ts'
import { proseField } from '../src/fields.ts'
import type { Block, Reply } from '../src/reply.ts'

const input = z.strictObject({
  command: proseField({ about: 'A command to read about', example: 'conv' }).optional(),
})

const reply = (title: string, blocks: readonly Block[]): Reply => ({
  title,
  tone: 'plain',
  blocks,
  actions: [],
  files: [],
  private: true,
})

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, about]) => `${name.padEnd(width)}  ${about}`).join('\n')
}

const overview = ({ commands }: Exacta): Reply => {
  const open = commands.filter(({ staff }) => !staff)
  return reply('What you can ask', [
    { kind: 'text', runs: ['A solver answers exactly; a model only explains, and what it says is checked.'] },
    { kind: 'code', text: columns(open.map(({ name, description }) => [`/${name}`, description])) },
    { kind: 'text', runs: ['More on one command: ', { code: '/help conv' }, '.'] },
  ])
}

const details = (name: string, { commands }: Exacta): Reply => {
  const found = commands.find((command) => command.name === name.trim().replace(/^\//, '').toLowerCase())
  if (!found)
    throw new InputError(
      'domain',
      `There is no command \`${name}\`. There are ${commands.map((c) => c.name).join(', ')}.`,
      {
        field: 'command',
        example: 'conv',
      },
    )
  const options = found.fields.map((field): [string, string] => [
    `${field.name}${field.required ? '' : '?'}`,
    `${field.about}${field.choices ? ` (${field.choices.join(', ')})` : ''}, such as ${field.example}`,
  ])
  return reply(`/${found.name}: ${found.description}`, [
    ...(options.length > 0 ? [{ kind: 'code' as const, text: columns(options) }] : []),
    { kind: 'text', runs: ['For example: ', { code: found.example }] },
  ])
}

export default {
  description: 'What you can ask, and how',
  input,
  example: '/help conv',
  run: async ({ command }, exacta) => (command === undefined ? overview(exacta) : details(command, exacta)),
} satisfies ActionCommand<typeof input>
