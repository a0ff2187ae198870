import type { Exacta } from '../../../../src/exacta.ts'
import type { CommandInfo } from '../../../../src/registry.ts'
import type { Reply } from '../../../../src/reply.ts'

const field = (name: string, choices?: readonly string[]) => ({
  name,
  about: name,
  example: '1',
  required: false,
  ...(choices && { choices }),
})

const command = (name: string, ...fields: CommandInfo['fields']): CommandInfo => ({
  name,
  description: name,
  fields,
  example: `/${name}`,
  staff: false,
})

export const commands: readonly CommandInfo[] = [
  command('conv', field('x'), field('kernel'), field('operation', ['convolution', 'correlation'])),
  command('convlayer', field('width')),
  command('help'),
]

/** Each method says how it was called; an answer can be gone on from. */
export const fakeExacta = (): Exacta => {
  const said = (text: string, source?: string): Promise<Reply> =>
    Promise.resolve({
      title: text,
      tone: 'plain',
      blocks: [],
      actions: source
        ? [
            { kind: 'explain', label: 'Explain' },
            { kind: 'step', label: 'Steps', step: 1, reveal: false },
            { kind: 'check', label: 'Check my answer' },
          ]
        : [],
      files: [],
      private: false,
      ...(source && { source }),
    })
  return {
    commands,
    ask: (text) => said(`ask ${text}`, text.startsWith('/conv') ? text : undefined),
    answer: (name) => said(`answer ${name}`),
    step: (source, step, reveal) => said(`step ${step}${reveal ? ' revealed' : ''}`, source),
    explain: (source) => said(`explain ${source}`, source),
    check: (source, text) => said(`check ${JSON.stringify(text)} of ${source}`, source),
    problem: (source) => said(`problem ${source}`),
    draw: () => Promise.resolve(undefined),
    complete: (name, option, typed) => {
      const info = commands.find((candidate) => candidate.name === name)
      const choices = info?.fields.find((candidate) => candidate.name === option)?.choices ?? []
      return choices.filter((choice) => choice.startsWith(typed))
    },
    solve: () => Promise.reject(new Error('not here')),
  }
}
